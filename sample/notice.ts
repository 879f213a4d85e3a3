/** The text that travels with the files, Spanish first. */
export const notice = ({
  period,
  seed,
  version,
}: {
  period: string
  seed: number
  version: number
}): string =>
  `MUESTRA FICTICIA · INVENTED SAMPLE DATA

Estos archivos son inventados. No contienen a ninguna persona, hogar ni vivienda reales, y ninguna de sus
cifras describe a México. Los escribió un programa con números al azar, con la forma de la Encuesta Nacional
de Ocupación y Empleo (ENOE) del INEGI, para aprender a usar Acuerdo. El INEGI no los produjo ni los avala.
No los cite. Cada renglón lleva la columna muestra_ficticia = 1.
Los archivos reales se descargan sin costo de https://www.inegi.org.mx/programas/enoe/15ymas/#microdatos

These files are invented. They hold no real person, household or dwelling, and none of their figures describes
Mexico. A program wrote them with random numbers, in the shape of INEGI's National Survey of Occupation and
Employment (ENOE), so that people can learn to use Acuerdo. INEGI neither produced nor endorses them.
Do not cite them. Every row carries the column muestra_ficticia = 1.
The real files can be downloaded free of charge from https://www.inegi.org.mx/programas/enoe/15ymas/#microdatos

Periodo / period: ${period}
Semilla / seed: ${seed}
Versión del generador / generator version: ${version}
`
