import { expect, test } from 'vitest'
import { templates } from './index.ts'
import { templateSchema } from './model.ts'
import { parseSections, printSections } from './plain.ts'

test.each(templates)('$key is a template as the schema has it, with words in both languages', (template) => {
  expect(templateSchema.safeParse({ sections: template.sections }).success).toBe(true)
  for (const { title, guidance } of template.sections) {
    expect(title.es).not.toBe('')
    expect(title.en).not.toBe('')
    expect(guidance.es).not.toBe(guidance.en)
  }
})

test.each(templates)('$key is the same after it was written as lines and read again', ({ sections }) => {
  expect(parseSections(printSections(sections))).toEqual(sections)
})

test('a line that belongs to no section is told by its number', () => {
  expect(() => parseSections('> orientación sin título')).toThrow(
    expect.objectContaining({ code: 'reports.templateLine', values: expect.objectContaining({ line: 1 }) }),
  )
  expect(() => parseSections('# Uno | One\n\n{escribe: nada}')).toThrow(
    expect.objectContaining({ values: { line: 3, words: '{escribe: nada}' } }),
  )
})

test('words in one language alone stand for both', () => {
  expect(parseSections('# Introducción')).toEqual([
    { title: { es: 'Introducción', en: 'Introducción' }, level: 1, guidance: { es: '', en: '' } },
  ])
})
