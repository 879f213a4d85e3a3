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
  people: (number: string, isMillions: boolean) => `${number}${isMillions ? ' de' : ''} personas`,
  interval: (level: number, limits: string) => `IC ${level}\u202f%: ${limits}`,
  caution: 'úsese con cautela',
  shares: {
    few: 'una parte pequeña',
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
  interval: (level, limits) => `${level}\u202f% CI: ${limits}`,
  caution: 'to be used with caution',
  shares: {
    few: 'a small part',
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
