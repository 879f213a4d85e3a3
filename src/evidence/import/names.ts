import { basicName, type Questionnaire } from './questionnaire.ts'

/**
 * INEGI renamed columns over the years; the canonical name is the older one. The weight keeps its own name (`fac`, `fac_tri`), since
 * the two are not the same factor. CVE_… since 2025-T3.
 */
const renamed: Readonly<Record<string, string>> = {
  t_loc_tri: 't_loc',
  est_d_tri: 'est_d',
  cve_ent: 'ent',
  cve_mun: 'mun',
  cve_loc: 'loc',
  cve_ageb: 'ageb',
}

/** Lower case, without what spreadsheets and exporters add; `""` for a column without a name. */
export const plainName = (original: string): string =>
  original
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_]+/gu, '_')
    .replaceAll(/^_+|_+$/g, '')

/**
 * Canonical names of a table's columns, in their order, or the original name of a column that stands there twice.
 * A column without a name gets its place as name; a newer name beside the older one stays as it is.
 */
export function canonicalNames(
  header: readonly string[],
  questionnaire: Questionnaire,
): { names: string[] } | { twice: string } {
  const plain = header.map((original, at) => plainName(original) || `column_${at + 1}`)
  const names = plain.map((name) => {
    const older = renamed[name]
    const known = older && !plain.includes(older) ? older : name
    return questionnaire === 'extended' ? basicName(known) : known
  })
  const twice = names.findIndex((name, at) => names.indexOf(name) !== at)
  return twice < 0 ? { names } : { twice: header[twice] || `${twice + 1}` }
}
