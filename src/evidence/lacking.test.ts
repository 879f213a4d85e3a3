import { expect, test } from 'vitest'
import { lacking } from './lacking.ts'
import { problems } from './problems.ts'

const said = (lang: 'es' | 'en', lacks: readonly (readonly string[])[]) => {
  const { code, values } = lacking('09007', null, lacks)
  return problems[lang][code]?.(values) ?? ''
}

test('what a file lacks is said in each language by itself, one column or ways of which one would do', () => {
  const ways = [['emp_ppal'], ['pos_ocu', 'seg_soc']]
  expect(said('es', [['mun']])).toContain('falta la columna MUN. Traiga')
  expect(said('es', ways)).toContain('faltan las columnas EMP_PPAL o POS_OCU, SEG_SOC. Traiga')
  expect(said('en', [['mun']])).toContain('it lacks the column MUN. Bring')
  expect(said('en', ways)).toContain('it lacks the columns EMP_PPAL or POS_OCU, SEG_SOC. Bring')
})
