/** What a person can mend in a file of published figures. The part adds these to its own problems. */
type Values = Readonly<Record<string, string | number>>
type Sentences = Readonly<Record<string, (values: Values) => string>>

export const publishedProblems: { readonly es: Sentences; readonly en: Sentences } = {
  es: {
    'evidence.publishedColumns': ({ missing }) =>
      `Al archivo de cifras publicadas le faltan columnas: ${missing}. El primer renglón debe traer period, level, geo, sheet, row, path, indicator, breakdown, estimate, cv_pct, se, li90 y ls90.`,
    'evidence.publishedNumber': ({ row, column, found }) =>
      `En el renglón ${row}, la columna ${column} debe traer un número y trae «${found}». Corríjalo y vuelva a subir el archivo.`,
    'evidence.publishedBreakdown': ({ row, found }) =>
      `En el renglón ${row}, la columna breakdown trae «${found}». Debe ser Total, Hombres, Mujeres o un tamaño de localidad como los escribe INEGI.`,
    'evidence.publishedPlace': ({ row, found }) =>
      `En el renglón ${row} no se reconoce la entidad «${found}». Use el nombre oficial de INEGI, por ejemplo Coahuila de Zaragoza.`,
    'evidence.publishedRow': ({ sheet, row, label }) =>
      `En la hoja «${sheet}», renglón ${row}, no se reconoce el indicador «${label}», o está fuera del orden en que INEGI publica. Suba el cuadro tal como lo da INEGI.`,
    'evidence.publishedQuote': ({ row }) =>
      `En el renglón ${row} hay unas comillas que no cierran. Corríjalas y vuelva a subir el archivo.`,
    'evidence.publishedCut': () =>
      'El archivo comprimido está incompleto o dañado. Descárguelo otra vez y vuelva a subirlo.',
    'evidence.publishedXls': () =>
      'No es un cuadro de indicadores estratégicos de INEGI en XLS. Suba el archivo tal como se descarga, por ejemplo 2019_trim_1_Nacional.xls.',
    'evidence.publishedLarge': ({ megabytes }) =>
      `La hoja de cálculo pasa de ${megabytes} MB. Los cuadros de INEGI son mucho menores: revise que sea el archivo correcto.`,
  },
  en: {
    'evidence.publishedColumns': ({ missing }) =>
      `The file of published figures lacks columns: ${missing}. Its first row must hold period, level, geo, sheet, row, path, indicator, breakdown, estimate, cv_pct, se, li90 and ls90.`,
    'evidence.publishedNumber': ({ row, column, found }) =>
      `In row ${row}, column ${column} must hold a number and holds “${found}”. Correct it and upload the file again.`,
    'evidence.publishedBreakdown': ({ row, found }) =>
      `In row ${row}, the column breakdown holds “${found}”. It must be Total, Hombres, Mujeres or a size of locality as INEGI writes them.`,
    'evidence.publishedPlace': ({ row, found }) =>
      `In row ${row} the state “${found}” is not recognised. Use INEGI’s official name, for example Coahuila de Zaragoza.`,
    'evidence.publishedRow': ({ sheet, row, label }) =>
      `In sheet “${sheet}”, row ${row}, the indicator “${label}” is not recognised, or stands out of the order in which INEGI publishes. Upload the table as INEGI gives it.`,
    'evidence.publishedQuote': ({ row }) =>
      `In row ${row} a quotation mark is not closed. Correct it and upload the file again.`,
    'evidence.publishedCut': () =>
      'The compressed file is incomplete or damaged. Download it again and upload it again.',
    'evidence.publishedXls': () =>
      'This is not a table of INEGI’s strategic indicators in XLS. Upload the file as downloaded, for example 2019_trim_1_Nacional.xls.',
    'evidence.publishedLarge': ({ megabytes }) =>
      `The spreadsheet is over ${megabytes} MB. INEGI’s tables are much smaller: check that it is the right file.`,
  },
}
