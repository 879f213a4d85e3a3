import { plainName } from './names.ts'
import type { Table } from './types.ts'
import { variables } from './variables.ts'

/** The table that a name tells, or null. */
export function tableOfName(name: string): Table | null {
  const match = /(?<![a-z])(sdem|coe1|coe2|hog|viv)(?:t|(?![a-z]))/i.exec(name)
  return match ? ((match[1] ?? '').toLowerCase() as Table) : null
}

const ownNames = (table: 'coe1' | 'coe2') =>
  new Set(variables.filter((variable) => variable.table === table).map(({ name }) => name))
const coe1 = ownNames('coe1')
const coe2 = ownNames('coe2')

/** The table that the columns tell, or null where they are none of ENOE's. */
export function tableOfColumns(header: readonly string[]): Table | null {
  const names = new Set(header.map(plainName))
  const has = (...wanted: string[]) => wanted.every((name) => names.has(name))
  const place = has('ent') || has('cve_ent')
  if (!place || !(has('con') || has('upm') || has('n_ren') || has('sex'))) return null
  // SDEM is told by what INEGI derives, or by what is asked of everybody.
  if (has('sex') && (has('clase2') || has('clase1') || has('c_res') || has('par_c') || has('eda')))
    return 'sdem'
  const count = (own: ReadonlySet<string>) => [...names].filter((name) => own.has(name)).length
  if (has('n_ren') || has('eda')) {
    const [first, second] = [count(coe1), count(coe2)]
    if (first === 0 && second === 0) return null
    return first >= second ? 'coe1' : 'coe2'
  }
  if (has('n_hog')) return 'hog'
  return has('v_sel') ? 'viv' : null
}
