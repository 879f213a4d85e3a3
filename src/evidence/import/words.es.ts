import type { Problem } from '../../platform/problem.ts'
import type { NoticeCode, Step } from './types.ts'

type Values = Problem['values']
type Sentences<Code extends string> = Record<Code, (values: Values) => string>

const number = (value: string | number | undefined): string =>
  typeof value === 'number' ? value.toLocaleString('es-MX') : String(value ?? '')
/** Bytes as a person counts them. */
const size = (value: string | number | undefined): string =>
  Number(value) < 1e6
    ? `${number(Math.ceil(Number(value) / 1e3))} kB`
    : `${number(Math.round(Number(value) / 1e6))} MB`

/** Words of bringing in a file of INEGI: what hinders it and what to do, what to know of a file that can be used, the steps. */
export const es = {
  problems: {
    'import.fileGone': (v) =>
      `No se encontró el archivo ${v.file}. Revise su nombre y la carpeta, y elíjalo otra vez.`,
    'import.fileClosed': (v) =>
      `El programa no tiene permiso de leer ${v.file}. Cópielo a una carpeta suya, o ciérrelo si otro programa lo tiene abierto, y elíjalo otra vez.`,
    'import.fileChanged': (v) =>
      `El archivo ${v.file} cambió mientras se revisaba. Espere a que termine de copiarse o descargarse y elíjalo otra vez.`,
    'import.emptyFile': (v) =>
      `El archivo ${v.file} está vacío. Descárguelo otra vez de la página del INEGI.`,
    'import.headerOnly': (v) =>
      `El archivo ${v.file} tiene los nombres de las columnas pero ningún renglón. Descárguelo otra vez de la página del INEGI.`,
    'import.format': (v) =>
      `El archivo ${v.file} es de tipo ${v.format}, que no se lee. Descargue los microdatos del INEGI en CSV o DBF, o guarde la tabla como CSV.`,
    'import.binary': (v) =>
      `El archivo ${v.file} no es texto ni ninguna otra forma que se lea. Descargue los microdatos del INEGI en CSV o DBF, o guarde la tabla como CSV.`,
    'import.folderSize': (v) =>
      `La carpeta ${v.file} tiene más de ${number(v.limit)} archivos. Elija la carpeta que contiene solo las tablas de un trimestre.`,
    'import.notZip': (v) =>
      `El archivo ${v.file} se llama zip, pero no lo es; suele pasar cuando la descarga falló y se guardó una página. Descárguelo otra vez.`,
    'import.damagedZip': (v) =>
      `El archivo ${v.file} está cortado o dañado: no se pudo leer su índice. Descárguelo otra vez hasta el final.`,
    'import.damagedMember': (v) =>
      `Dentro de ${v.file}, el archivo ${v.member} está dañado: lo que sale no es lo que se guardó. Descargue otra vez el zip.`,
    'import.memberGone': (v) => `Dentro de ${v.file} ya no está ${v.member}. Elija otra vez el archivo.`,
    'import.encrypted': (v) =>
      `El archivo ${v.member} dentro de ${v.file} tiene contraseña. Descomprímalo usted y elija la tabla (CSV o DBF).`,
    'import.zipMethod': (v) =>
      `El archivo ${v.member} dentro de ${v.file} está comprimido de una forma que no se lee (método ${v.method}). Descomprímalo usted y elija la tabla (CSV o DBF).`,
    'import.zipEntries': (v) =>
      `El archivo ${v.file} contiene más de ${number(v.limit)} archivos, más que cualquiera del INEGI. Revise que sea el de los microdatos.`,
    'import.zipSize': (v) =>
      `El archivo ${v.member} dentro de ${v.file} ocuparía ${size(v.size)} al descomprimirse; se admiten ${size(v.limit)}. No se descomprimió. Descárguelo otra vez de la página del INEGI.`,
    'import.zipRatio': (v) =>
      `El archivo ${v.member} dentro de ${v.file} crecería ${number(v.ratio)} veces al descomprimirse, hasta ${size(v.size)}. Así se hacen los archivos que llenan un disco, y no se descomprimió. Descárguelo de la página del INEGI.`,
    'import.zipLies': (v) =>
      `El archivo ${v.member} dentro de ${v.file} es más grande de lo que dice el índice del zip, y no se siguió descomprimiendo. Descárguelo otra vez de la página del INEGI.`,
    'import.unsafeName': (v) =>
      `El archivo ${v.file} contiene un nombre que escribiría fuera de su carpeta («${v.name}»). No se abrió. Descárguelo de la página del INEGI.`,
    'import.nested': (v) =>
      `Dentro de ${v.file} solo está otro archivo por abrir, ${v.member}. Descomprima ${v.file} y elija lo que contiene.`,
    'import.dbfHeader': (v) =>
      `El archivo ${v.file} no es una tabla DBF, o está dañado desde el principio. Descárguelo otra vez.`,
    'import.dbfField': (v) =>
      `En ${v.file}, la columna ${v.column} es de un tipo de DBF que no se lee (${v.kind}). Descargue los microdatos en CSV.`,
    'import.dbfCut': (v) =>
      `El archivo ${v.file} está cortado: dice tener ${number(v.declared)} renglones y solo hay ${number(v.rows)}. Descárguelo otra vez hasta el final.`,
    'import.parquet': (v) =>
      `El archivo ${v.file} no es una tabla Parquet, o está cortado. Vuelva a copiarlo o descargarlo.`,
    'import.noTable': (v) =>
      `No se encontró ninguna tabla de la ENOE en: ${v.file}. Elija el zip de microdatos del INEGI, o la tabla SDEM en CSV o DBF.`,
    'import.notEnoe': (v) =>
      `El archivo ${v.file} se llama como la tabla ${v.table}, pero no tiene las columnas de la ENOE. Ábralo para ver qué contiene; si no son microdatos, descárguelo otra vez.`,
    'import.essential': (v) =>
      `Al archivo ${v.file} le faltan columnas sin las que la tabla ${v.table} no sirve: ${v.columns}. Use la tabla completa del INEGI, o agregue esas columnas a su extracto.`,
    'import.wrongTable': (v) =>
      `${v.file} trae la tabla ${v.table}, pero falta la SDEM, que es la de las personas. Elija también la tabla SDEM del mismo periodo, o el zip completo.`,
    'import.tableTwice': (v) =>
      `La tabla ${v.table} está dos veces: ${v.first} y ${v.second}. Elija los archivos de un solo periodo, y cada tabla una vez.`,
    'import.columnTwice': (v) =>
      `En ${v.file} hay dos columnas que se llaman ${v.column}. Deje solo la que vale y elija el archivo otra vez.`,
    'import.noWeight': (v) =>
      `Al archivo ${v.file} le falta el factor de expansión (${v.weight} en ${v.period}). Sin él no se puede estimar nada. Use la tabla completa del INEGI, o agregue esa columna.`,
    'import.weightNegative': (v) =>
      `En ${v.file}, ${number(v.n)} personas tienen un factor ${v.weight} negativo. El archivo fue modificado: use el del INEGI.`,
    'import.columnBlank': (v) =>
      `En ${v.file}, la columna ${v.column} está en blanco en todos los renglones, y sin ella no se puede estimar nada. Use el archivo del INEGI.`,
    'import.state': (v) =>
      `En ${v.file}, la columna ENT tiene la clave ${v.value}, que no es de ninguna entidad (van de 1 a 32). Corríjala o use el archivo del INEGI.`,
    'import.noPeriod': (v) =>
      `No se sabe de qué periodo es ${v.file}: ni su nombre ni la columna PER lo dicen. Escriba el periodo (por ejemplo 2019T1), o devuelva al archivo el nombre que le dio el INEGI (SDEMT119.csv).`,
    'import.noMonth': (v) =>
      `${v.file} es de la ETOE, que se levantó por mes, y no se sabe de cuál. Escriba el mes (por ejemplo 2020-05), o devuelva al archivo el nombre que le dio el INEGI (SDEMT0520.dbf).`,
    'import.periodForm': (v) =>
      `«${v.given}» no es un periodo. Escriba un trimestre (2019T1) o un mes (2020-05).`,
    'import.periodConflict': (v) =>
      `El nombre de ${v.file} dice ${v.name}, y su columna PER dice ${v.content}. Corrija el nombre si es el que está mal; si no, descargue el archivo otra vez.`,
    'import.periodsDiffer': (v) =>
      `${v.first} es de ${v.firstPeriod} y ${v.second} es de ${v.secondPeriod}. Elija los archivos de un solo periodo.`,
    'import.severalPeriods': (v) =>
      `En ${v.file} hay renglones de varios periodos: ${v.periods}. Sepárelos, un archivo por periodo, y tráigalos uno por uno.`,
    'import.notNumber': (v) =>
      `En ${v.file}, fila ${number(v.row)}, columna ${v.column}, dice «${v.value}» donde va un número. Corrija ese dato, o use el archivo tal como lo publica el INEGI.`,
    'import.notWhole': (v) =>
      `En ${v.file}, fila ${number(v.row)}, columna ${v.column}, dice «${v.value}», y esa columna lleva números enteros. Corrija ese dato, o use el archivo tal como lo publica el INEGI.`,
    'import.rowWidth': (v) =>
      `En ${v.file}, la fila ${number(v.row)} tiene ${v.found} columnas y deberían ser ${v.expected}. Si es la última, el archivo está cortado: descárguelo otra vez. Si no, revise las comas de esa fila.`,
    'import.quotes': (v) =>
      `En ${v.file}, fila ${number(v.row)}, se abren comillas que no se cierran. Corríjalas, o descargue el archivo otra vez.`,
    'import.unreadable': (v) =>
      `El archivo ${v.file} no se pudo leer, ni se halló en qué fila está el daño: suelen ser comillas o saltos de línea sueltos. Descárguelo otra vez, o ábralo y guárdelo como CSV.`,
    'import.row': (v) =>
      `En ${v.file}, la fila ${number(v.row)} no se pudo leer. Ábrala en una hoja de cálculo para ver qué tiene, o descargue el archivo otra vez.`,
    'import.personsTwice': (v) =>
      `En ${v.file} (tabla ${v.table}), ${number(v.n)} renglones repiten a una persona que ya está. Quite los repetidos, o use el archivo del INEGI.`,
    'import.joinKey': (v) =>
      `La tabla ${v.table} no se puede unir: a ${v.file} le faltan las columnas ${v.columns}, que dicen de quién es cada renglón. Use las tablas completas del INEGI, o traiga solo la SDEM.`,
    'import.joinLoses': (v) =>
      `De los ${number(v.rows)} renglones de ${v.file} (tabla ${v.table}), ${number(v.n)} son de personas que no están en ${v.sdem}. Las dos tablas no son del mismo periodo o del mismo lugar: elija las que van juntas, o traiga solo la SDEM.`,
    'import.diskSmall': (v) =>
      `En el disco de ${v.folder} quedan ${size(v.free)} y hacen falta ${size(v.needed)}. Libere espacio e inténtelo otra vez. No se guardó nada.`,
    'import.diskFull': (v) =>
      `El disco de ${v.folder} se llenó antes de terminar. No se guardó nada a medias. Libere espacio e inténtelo otra vez.`,
    'import.folderClosed': (v) =>
      `El programa no puede escribir en ${v.folder}. Revise los permisos de esa carpeta, o inicie el programa con otra (--data).`,
    'import.memory': () =>
      'La memoria que el programa puede usar no alcanzó para este archivo. No se guardó nada a medias. Traiga solo la tabla SDEM, o quite las columnas que no sean de la ENOE.',
    'import.cancelled': () =>
      'La importación se canceló. No se guardó nada a medias; puede empezarla otra vez.',
  } satisfies Record<string, (values: Values) => string>,
  notices: {
    'import.noStrata': () =>
      'El archivo no trae el estrato de diseño (EST_D, EST_D_TRI): se dan las estimaciones, pero no su error, porque sin el estrato no se puede calcular.',
    'import.noPsu': () =>
      'El archivo no trae la unidad primaria de muestreo (UPM): se dan las estimaciones, pero no su error, porque sin ella no se puede calcular.',
    'import.weightUnusual': (v) =>
      `Se usa el factor ${v.weight}: en ${v.period} el INEGI publica ${v.expected}, y el archivo no lo trae. Compruebe un total con el publicado.`,
    'import.tableAbsent': (v) =>
      `No vino la tabla ${v.table}: lo que se pregunta en ella no se puede estimar.`,
    'import.tableUnused': (v) => `La tabla ${v.table} (${v.file}) no se usa.`,
    'import.columnsUnknown': (v) =>
      Number(v.n) === 1
        ? `La columna ${v.columns} no es de la ENOE; se guarda como texto.`
        : `${number(v.n)} columnas no son de la ENOE y se guardan como texto: ${v.columns}.`,
    'import.columnsEmpty': (v) =>
      Number(v.n) === 1
        ? `La columna ${v.columns} está en blanco en todo el archivo.`
        : `${number(v.n)} columnas están en blanco en todo el archivo: ${v.columns}.`,
    'import.universeLacks': (v) =>
      `Faltan columnas que dicen a quién se cuenta (${v.columns}): muchas estimaciones no se podrán hacer.`,
    'import.periodByName': (v) =>
      `El periodo (${v.period}) se tomó del nombre del archivo, que no trae la columna PER para confirmarlo.`,
    'import.containerPeriod': (v) =>
      `El nombre de la carpeta o del zip dice ${v.container}, y ${v.file} es de ${v.period}: se tomó ${v.period}.`,
    'import.extended': () =>
      'Es del cuestionario ampliado: las preguntas sobre contrato, prestaciones y horas llevan aquí el nombre que tienen en el básico.',
    'import.notAnswered': (v) =>
      `${number(v.n)} personas ocupadas no tienen renglón en la tabla ${v.table}; en lo que sale de ella no aparecen.`,
    'import.noPersonKey': () =>
      'Faltan columnas que distinguen a cada persona (CON, V_SEL, N_HOG, N_REN): no se pudo comprobar que nadie esté dos veces.',
    'import.weightBlank': (v) =>
      `${number(v.n)} personas no tienen factor ${v.weight} o lo tienen en cero: no cuentan en ninguna estimación.`,
    'import.nestedLeft': (v) => `Dentro de ${v.file} quedó sin abrir ${v.member}.`,
  } satisfies Sentences<NoticeCode>,
  steps: {
    look: 'Se reconoce el archivo',
    unpack: 'Se descomprime',
    read: 'Se leen las personas',
    join: 'Se unen las tablas',
    check: 'Se revisa el resultado',
    store: 'Se guarda',
  } satisfies Record<Step, string>,
}

export type Words = {
  problems: Sentences<keyof typeof es.problems>
  notices: Sentences<NoticeCode>
  steps: Record<Step, string>
}
