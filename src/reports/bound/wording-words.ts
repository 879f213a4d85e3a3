/** Units, intervals and shares as a sentence says them. */
import type { shareInWords } from '../../evidence/index.ts'
import type { Language } from '../../kernel/text.ts'

type Share = ReturnType<typeof shareInWords>

const es = {
  units: {
    points: (value: string) => `${value} ${/^[+−]?1(\.0)?$/.test(value) ? 'punto' : 'puntos'}`,
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
    quarter: 'una cuarta parte',
    third: 'una tercera parte',
    fourTenths: 'cuatro de cada diez',
    almostHalf: 'casi la mitad',
    half: 'la mitad',
    overHalf: 'poco más de la mitad',
    sixTenths: 'seis de cada diez',
    twoThirds: 'dos terceras partes',
    threeQuarters: 'tres cuartas partes',
    eightTenths: 'ocho de cada diez',
    most: 'la gran mayoría',
  } as Readonly<Record<Share, string>>,
}

const en: typeof es = {
  units: {
    points: (value) => `${value} ${/^[+−]?1(\.0)?$/.test(value) ? 'point' : 'points'}`,
    pesos: (value) => `${value} pesos`,
    hours: (value) => `${value} hours`,
    years: (value) => `${value} years`,
  },
  people: (number, _isMillions) => `${number} people`,
  interval: (level, limits) => `${level}\u202f% CI: ${limits}`,
  caution: 'to be used with caution',
  shares: {
    few: 'a small part',
    quarter: 'a quarter',
    third: 'a third',
    fourTenths: 'four in ten',
    almostHalf: 'almost half',
    half: 'half',
    overHalf: 'a little over half',
    sixTenths: 'six in ten',
    twoThirds: 'two thirds',
    threeQuarters: 'three quarters',
    eightTenths: 'eight in ten',
    most: 'the great majority',
  },
}

export const wordingWords = (lang: Language): typeof es => ({ es, en })[lang]
