/** Units, intervals and shares as a sentence says them. */
import type { shareInWords } from '../../evidence/index.ts'
import type { Language } from '../../kernel/text.ts'

type Share = ReturnType<typeof shareInWords>

const es = {
  units: {
    points: (value: string) =>
      `${value} ${/^[+−]?1(\.0)?$/.test(value) ? 'punto porcentual' : 'puntos porcentuales'}`,
    pesos: (value: string) => `${value} pesos`,
    hours: (value: string) => `${value} horas`,
    years: (value: string) => `${value} años`,
  },
  /** Millions are a noun in Spanish: «4.2 millones de personas». */
  people: (number: string, isMillions: boolean): string => `${number}${isMillions ? ' de' : ''} personas`,
  /** What the interval is of never stands apart from it at the end of a line. */
  interval: (level: number, limits: string) => `IC\u00a0${level}\u202f%: ${limits}`,
  caution: 'úsese con cautela',
  shares: {
    few: 'menos de una cuarta parte',
    quarter: 'cerca de una cuarta parte',
    third: 'cerca de una tercera parte',
    fourTenths: 'cerca de cuatro de cada diez',
    almostHalf: 'casi la mitad',
    half: 'cerca de la mitad',
    overHalf: 'poco más de la mitad',
    sixTenths: 'cerca de seis de cada diez',
    twoThirds: 'cerca de dos terceras partes',
    threeQuarters: 'cerca de tres cuartas partes',
    eightTenths: 'cerca de ocho de cada diez',
    most: 'la gran mayoría',
  } as Readonly<Record<Share, string>>,
}

const en: typeof es = {
  units: {
    points: (value) => `${value} percentage ${/^[+−]?1(\.0)?$/.test(value) ? 'point' : 'points'}`,
    pesos: (value) => `${value} pesos`,
    hours: (value) => `${value} hours`,
    years: (value) => `${value} years`,
  },
  people: (number, _isMillions) => `${number} people`,
  interval: (level, limits) => `${level}\u202f%\u00a0CI: ${limits}`,
  caution: 'to be used with caution',
  shares: {
    few: 'less than a quarter',
    quarter: 'about a quarter',
    third: 'about a third',
    fourTenths: 'about four in ten',
    almostHalf: 'almost half',
    half: 'about half',
    overHalf: 'a little over half',
    sixTenths: 'about six in ten',
    twoThirds: 'about two thirds',
    threeQuarters: 'about three quarters',
    eightTenths: 'about eight in ten',
    most: 'the great majority',
  },
}

export const wordingWords = (lang: Language): typeof es => ({ es, en })[lang]
