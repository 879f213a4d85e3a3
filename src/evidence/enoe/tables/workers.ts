/** Table 11: the worker groups, each by its concept, `group: code`. */
import { groups } from '../group-definitions.ts'
import { share, total } from '../measure.ts'
import { type Row, rowsWithin, type Table } from '../table.ts'

const worker = rowsWithin('employed')

const labourer = '{group: agricultural}'
const temporary: Row = {
  key: 'agricultural_temporary',
  label: { es: 'Con contrato escrito temporal', en: 'With a temporary written contract' },
  level: 2,
  cells: {
    number: total(`${labourer} and {temporary job}`),
    share: share('{temporary job}', labourer),
    women: share('{woman}', `(${labourer} and {temporary job})`),
    informality: share('{informal}', `(${labourer} and {temporary job})`),
  },
  base: { es: 'de las jornaleras y los jornaleros agrícolas', en: 'of the temporary agricultural workers' },
}

export const workerGroups: Table = {
  id: 'groups',
  number: 11,
  title: { es: 'Grupos de personas trabajadoras', en: 'Worker groups' },
  base: { es: 'Población ocupada de 15 años y más', en: 'Employed population aged 15 and over' },
  columns: ['number', 'share', 'women', 'informality'],
  rows: [
    worker('employed', 'employed', 0, 'Población ocupada', 'Employed population'),
    ...groups.flatMap((group) => {
      const row = worker(group.code, `group: ${group.code}`, 1, group.label.es, group.label.en)
      return group.code === 'agricultural' ? [row, temporary] : [row]
    }),
  ],
  notes: [
    {
      es: 'Ninguna institución ha publicado una lista de estos grupos: las definiciones son propias, sobre los códigos del INEGI, y aproximadas. Los grupos se pueden traslapar y no suman el total.',
      en: 'No institution has published a list of these groups: the definitions are our own, on INEGI’s codes, and approximate. The groups may overlap and do not add up to the total.',
    },
  ],
}
