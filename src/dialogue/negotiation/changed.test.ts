import { describe, expect, it } from 'vitest'
import { changed } from './changed.ts'

const marked = (before: string, after: string): string | undefined =>
  changed(before, after)
    ?.map(({ text, as }) => (as === 'same' ? text : as === 'added' ? `{+${text}+}` : `{-${text}-}`))
    .join('')

describe('what a counter-offer changes', () => {
  it.each([
    [
      'Ciento veinte lugares fijos en el corredor.',
      'Ochenta lugares fijos en el corredor.',
      '{-Ciento veinte-}{+Ochenta+} lugares fijos en el corredor.',
    ],
    [
      'La alcaldía avisará con quince días.',
      'La alcaldía avisará por escrito con treinta días.',
      'La alcaldía avisará {-con quince-}{+por escrito con treinta+} días.',
    ],
    [
      'Cada empleador paga la cuota de los días que le corresponden.',
      'El empleador principal paga la cuota; los demás le reembolsan.',
      '{-Cada-}{+El+} empleador {+principal +}paga la cuota{- de los días que le corresponden-}{+; los demás le reembolsan+}.',
    ],
    ['Habrá baños, niños y niñas.', 'Habrá baños, niños y niñas.', 'Habrá baños, niños y niñas.'],
  ])('%s → %s', (before, after, told) => expect(marked(before, after)).toBe(told))
  it('gives back both texts whole, whatever they are', () => {
    const [before, after] = ['Uno, dos; tres días.\nY ñandú.', 'Uno dos, cuatro días.\n\nY ñandú y pingüino.']
    const pieces = changed(before, after) ?? []
    const side = (as: 'added' | 'removed') =>
      pieces
        .filter((piece) => piece.as !== (as === 'added' ? 'removed' : 'added'))
        .map(({ text }) => text)
        .join('')
    expect([side('removed'), side('added')]).toEqual([before, after])
  })
  it('does not mark a text that is wholly new', () => {
    expect(changed('Ciento veinte lugares fijos', 'Se formará una comisión con ambas partes')).toBeNull()
  })
})
