/** The sentences in Spanish, as spoken in Mexico. `en` is typed by this one. */
import type { NoError } from '../figure.ts'

const noError: Record<NoError, string> = {
  noDesign:
    'No se puede decir qué tan precisa es: no se conoce el diseño de la muestra (estratos y unidades primarias)',
  noDegreesOfFreedom:
    'No se puede dar un intervalo: los casos vienen de tan pocas unidades primarias de muestreo que no hay con qué compararlas',
  openInterval:
    'No se puede dar un intervalo completo: uno de sus límites queda más allá de los valores que hay en la muestra',
  negativeVariance:
    'no se puede dar un margen de error: el grupo tiene muy pocas unidades de la muestra para medir cuánto se parecen los periodos',
  oneRow: 'con un solo caso no se puede medir cuánto varía',
  emptyDomain: 'en la muestra no hay ningún caso',
  zeroDenominator: 'la base sobre la que se calcularía es cero',
  noReplicates: 'Ninguna réplica de la muestra da la cifra, así que no se puede decir qué tan precisa es',
  lonelyPsu:
    'No se puede decir qué tan precisa es: en cada estrato hay una sola unidad primaria de muestreo y no hay con qué compararla',
}

const variance: Record<string, string> = {
  taylor:
    'El error se calculó por linealización de Taylor, con los estratos y las unidades primarias de la muestra',
  none: 'Se usaron los factores de expansión; sin el diseño de la muestra no se puede calcular el error',
  jackknife: 'El error se calculó con réplicas de la muestra (jackknife)',
  brr: 'El error se calculó con réplicas de la muestra (medias muestras balanceadas)',
  bootstrap: 'El error se calculó con réplicas de la muestra (bootstrap)',
  replicates: 'El error se calculó con réplicas de la muestra',
}

export const es = {
  noError,
  variance,
  unknownVariance: 'El error se calculó según el diseño de la muestra',
  calibrated: ', con los factores ajustados a totales conocidos de la población',
  z: (times: string) => `; el intervalo es de ±${times} errores estándar`,
  finding: (label: string, value: string) => `${label} se estima en ${value}`,
  cannot: (label: string, reason: string) => `${label} no se puede estimar: ${reason}`,
  interval: (level: string, low: string, high: string) =>
    `Con una confianza de ${level}, el valor verdadero está entre ${low} y ${high}`,
  confidence: (of100: string) =>
    `Si la encuesta se repitiera con muchas muestras como ésta, el intervalo contendría el valor verdadero en unas ${of100} de cada 100`,
  noFullInterval: 'La muestra no alcanza para dar un intervalo completo',
  precision: {
    high: (cv: string) => `La precisión es alta (coeficiente de variación de ${cv})`,
    moderate: (cv: string) => `La precisión es moderada (coeficiente de variación de ${cv})`,
    low: (cv: string) => `La precisión es baja (coeficiente de variación de ${cv}): úsese con cautela`,
  },
  precisions: { high: 'alta', moderate: 'moderada', low: 'baja' },
  caution: 'úsese con cautela',
  cases: (n: string, one: boolean) => `Se basa en ${n} ${one ? 'caso' : 'casos'} de la muestra`,
  few: (n: string, one: boolean, minimum: string) =>
    `Se basa en sólo ${n} ${one ? 'caso' : 'casos'} de la muestra, menos de ${minimum}: tómese como un indicio, no como una cifra firme`,
  fewPsus: (psus: string) =>
    `Los casos vienen de ${psus} unidades primarias de muestreo; con tan pocas, el propio margen de error es incierto`,
  fewDf:
    'Los casos vienen de muy pocas unidades primarias de muestreo, así que el propio margen de error es incierto',
  missing: (n: string, one: boolean) =>
    one ? `Quedó fuera ${n} caso que no tiene el dato` : `Quedaron fuera ${n} casos que no tienen el dato`,
  noneInSample: 'En la muestra no hay ningún caso así; eso no prueba que en la población no los haya',
  allInSample: 'En la muestra todos los casos son así; eso no prueba que en la población no haya excepciones',
  exact:
    'El error calculado es cero: así resulta cuando todos los casos dan lo mismo o cuando el total ya se conocía',
  heap: (share: string, value: string) =>
    `Mucha gente reporta la misma cifra redonda (el ${share} da exactamente ${value}), así que el intervalo sale más angosto de lo que en verdad se sabe`,
  heapZero: (share: string, value: string) =>
    `Mucha gente reporta la misma cifra redonda (el ${share} da exactamente ${value}), y por eso el error calculado es cero; eso no es certeza`,
  pooled: (count: string, periods: string) =>
    `Reúne ${count} periodos (${periods}): es un promedio de ellos y no dice qué pasó en cada uno`,
  change: {
    up: (label: string, from: string, to: string, gap: string, a: string, b: string) =>
      `Entre ${from} y ${to}, ${label} subió ${gap}: de ${a} a ${b}`,
    down: (label: string, from: string, to: string, gap: string, a: string, b: string) =>
      `Entre ${from} y ${to}, ${label} bajó ${gap}: de ${a} a ${b}`,
    unclear: (label: string, from: string, to: string, gap: string, a: string, b: string) =>
      `Los datos no permiten saber si ${label} subió o bajó entre ${from} y ${to}: las estimaciones son ${a} y ${b}, y la diferencia (${gap}) cabe en el error de la muestra`,
    cannot: (label: string, from: string, to: string) =>
      `No se puede decir si ${label} cambió entre ${from} y ${to}`,
    brief: { up: 'subió', down: 'bajó', unclear: 'no se distingue si subió o bajó' },
    intervalUp: (level: string, low: string, high: string) =>
      `Con una confianza de ${level}, subió entre ${low} y ${high}`,
    intervalDown: (level: string, low: string, high: string) =>
      `Con una confianza de ${level}, bajó entre ${low} y ${high}`,
    intervalUnclear: (level: string, down: string, up: string) =>
      `Con una confianza de ${level}, pudo haber desde una baja de ${down} hasta un alza de ${up}`,
    lowPrecision: 'Al menos una de las dos estimaciones tiene precisión baja: úsese con cautela',
  },
  changeMethod: {
    matched: 'El error del cambio toma en cuenta las unidades de la muestra que están en ambos periodos',
    independent:
      'El error del cambio trata los dos periodos como muestras independientes; si comparten viviendas, el intervalo suele salir más ancho de lo necesario',
    stacked:
      'El error del cambio resulta de unir los dos archivos como si fueran una sola muestra; sirve solo para comparar métodos',
  } as Record<string, string>,
  contrast: {
    above: (label: string, a: string, b: string, gap: string) =>
      `${label} es mayor ${a} que ${b}: la diferencia es de ${gap}`,
    below: (label: string, a: string, b: string, gap: string) =>
      `${label} es menor ${a} que ${b}: la diferencia es de ${gap}`,
    unclear: (label: string, a: string, b: string, gap: string) =>
      `Los datos no permiten saber si ${label} es mayor ${a} o ${b}: la diferencia observada (${gap}) cabe en el error de la muestra`,
    cannot: (label: string, a: string, b: string) => `No se puede decir si ${label} es mayor ${a} o ${b}`,
    brief: { higher: (side: string) => `mayor ${side}`, unclear: 'no se distingue cuál es mayor' },
    values: (x: string, y: string) => ` (${x} frente a ${y})`,
    interval: (level: string, low: string, high: string) =>
      `Con una confianza de ${level}, la diferencia verdadera está entre ${low} y ${high}`,
    intervalUnclear: (level: string, less: string, more: string, a: string) =>
      `Con una confianza de ${level}, la diferencia verdadera puede ir de ${less} menos a ${more} más ${a}`,
  },
  quotient: {
    told: (label: string, a: string, b: string, times: string) =>
      `${label}: la cifra ${a} es ${times} veces la cifra ${b}`,
    unclear: (label: string, a: string, b: string, times: string) =>
      `Los datos no permiten saber si ${label} es mayor ${a} o ${b}: una cifra es ${times} veces la otra, y el intervalo incluye el 1`,
    interval: (level: string, low: string, high: string) =>
      `Con una confianza de ${level}, es entre ${low} y ${high} veces`,
  },
  poolMethod: {
    matched: 'El error toma en cuenta las unidades de la muestra que se repiten de un periodo a otro',
    independent:
      'El error trata los periodos como muestras independientes; si comparten viviendas, suele salir menor de lo que es',
    stacked:
      'El error trata los periodos como una sola muestra; si comparten viviendas, puede salir mayor o menor de lo que es',
  } as Record<string, string>,
  briefNone: 'sin error, no se puede decir',
  contrastMethod: 'El error de la comparación toma en cuenta que ambos grupos vienen de la misma muestra',
}

export type Words = typeof es
