/** Questions that repeat over answers, days or months, written out as lines of the catalogue. */

export const numbered = (stem: string, codes: readonly number[], es: string, en: string): string =>
  codes.map((code) => `${stem}${code} | i | | ${es}: opción ${code} | ${en}: option ${code}`).join('\n')

const weekdays = [
  ['lu', 'lunes', 'Monday'],
  ['ma', 'martes', 'Tuesday'],
  ['mi', 'miércoles', 'Wednesday'],
  ['ju', 'jueves', 'Thursday'],
  ['vi', 'viernes', 'Friday'],
  ['sa', 'sábado', 'Saturday'],
  ['do', 'domingo', 'Sunday'],
] as const

/** Hours and minutes by day, with their totals: `p5b_hlu`, `p5b_mlu`, …, `p5b_thrs`, `p5b_tdia`. */
export const days = (stem: string, es: string, en: string): string =>
  [
    ...weekdays.flatMap(([code, dia, day]) => [
      `${stem}_h${code} | i | | ${es}, ${dia}: horas | ${en}, ${day}: hours`,
      `${stem}_m${code} | i | | ${es}, ${dia}: minutos | ${en}, ${day}: minutes`,
    ]),
    `${stem}_thrs | i | | ${es}: total de horas | ${en}: hours in all`,
    `${stem}_tdia | i | | ${es}: total de días | ${en}: days in all`,
  ].join('\n')

/** `p5f1` … `p5f12` the months, 13 they vary, 14 all year, 15 less than a year in the job, 99 not known. */
export const months = (stem: string, es: string, en: string): string =>
  numbered(stem, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 99], es, en)

/** Answer, hours and minutes of each use of time: `p9_1`, `p9_h1`, `p9_m1`, … */
export const activities = (
  stem: string,
  uses: readonly (readonly [es: string, en: string])[],
  span = '',
): string =>
  uses
    .flatMap(([es, en], at) => [
      `${stem}_${at + 1} | i | ${span} | ${es} | ${en}`,
      `${stem}_h${at + 1} | i | ${span} | ${es}: horas | ${en}: hours`,
      `${stem}_m${at + 1} | i | ${span} | ${es}: minutos | ${en}: minutes`,
    ])
    .join('\n')
