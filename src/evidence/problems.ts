import type { Problem } from '../platform/problem.ts'
import type { Part } from '../web/server/route.ts'
import { publishedProblems } from './enoe/inegi/index.ts'
import { problems as importProblems } from './import/index.ts'
import { libraryProblemsEn } from './library/words.en.ts'
import { libraryProblemsEs } from './library/words.es.ts'
import { publishedProblemsEn } from './published-words.en.ts'
import { publishedProblemsEs } from './published-words.es.ts'

type Sentence = (values: Problem['values']) => string

/** Ways of which one would do, as `lacking` gives them, joined in the language of who reads. */
const columnsSaid = (columns: string | number, one: string, many: string, or: string): string =>
  `${/[|,]/.test(String(columns)) ? many : one} ${String(columns).replaceAll(' | ', ` ${or} `)}`

const es = {
  'evidence.place': ({ written }) =>
    `No se conoce el lugar «${written}». Use MX, una entidad de 01 a 32 o un municipio como 09007; el tamaño de localidad va después de una diagonal: MX/more.`,
  'evidence.group': ({ written }) => `No se conoce el grupo «${written}». Elija uno de la lista de grupos.`,
  'evidence.side': ({ written }) =>
    `No se conoce el grupo «${written}». Elija de las dos listas a quiénes quiere comparar.`,
  'evidence.indicator': ({ written, have }) =>
    `No hay ningún indicador que se llame «${written}». Hay: ${have}.`,
  'evidence.noPeriod': ({ period, have }) =>
    `No hay ninguna encuesta del periodo ${period}. En este espacio hay: ${have}. Traiga el archivo de ese periodo o elija otro.`,
  'evidence.placeLacks': ({ place = 'ese lugar', columns }) =>
    `Para ${place} no se puede calcular con este archivo: ${columns ? columnsSaid(columns, 'falta la columna', 'faltan las columnas', 'o') : 'le faltan columnas'}. Traiga las demás tablas del mismo trimestre o elija todo el país.`,
  'evidence.noChart': ({ table }) =>
    `La tabla «${table}» no tiene gráfica para esta medida. Elija otra medida o baje los datos en CSV o Excel.`,
  'evidence.notCitable': () => 'Esta cifra no se puede citar: no se publica, o es sólo para lectura interna.',
  'evidence.noFiles': () => 'No llegó ningún archivo. Elija al menos uno y vuelva a subirlo.',
  'evidence.nothingToSettle': () => 'La cifra ya no tiene nada pendiente: alguien la revisó antes.',
} satisfies Record<string, Sentence>

const en: Record<keyof typeof es, Sentence> = {
  'evidence.place': ({ written }) =>
    `The place “${written}” is not known. Use MX, a state from 01 to 32 or a municipality such as 09007; a size of locality follows a slash: MX/more.`,
  'evidence.group': ({ written }) =>
    `The group “${written}” is not known. Choose one from the list of groups.`,
  'evidence.side': ({ written }) =>
    `The group “${written}” is not known. Choose from the two lists whom to compare.`,
  'evidence.indicator': ({ written, have }) =>
    `There is no indicator called “${written}”. There are: ${have}.`,
  'evidence.noPeriod': ({ period, have }) =>
    `There is no survey of the period ${period}. This workspace has: ${have}. Bring in the file of that period or choose another.`,
  'evidence.placeLacks': ({ place = 'that place', columns }) =>
    `It cannot be computed for ${place} from this file: ${columns ? columnsSaid(columns, 'it lacks the column', 'it lacks the columns', 'or') : 'it lacks columns'}. Bring in the other tables of the same quarter or choose the whole country.`,
  'evidence.noChart': ({ table }) =>
    `The table “${table}” has no chart for this measure. Choose another measure or download the data as CSV or Excel.`,
  'evidence.noFiles': () => 'No file arrived. Choose at least one and upload it again.',
  'evidence.notCitable': () =>
    'This figure cannot be cited: it is not published, or it is for internal reading only.',
  'evidence.nothingToSettle': () =>
    'The figure has nothing left to settle: somebody has reviewed it already.',
}

/** What a person can mend in this part: where, what, and what to do. */
export const problems: Part['problems'] = {
  es: { ...importProblems.es, ...publishedProblems.es, ...publishedProblemsEs, ...libraryProblemsEs, ...es },
  en: { ...importProblems.en, ...publishedProblems.en, ...publishedProblemsEn, ...libraryProblemsEn, ...en },
}
