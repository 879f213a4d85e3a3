import { describe, expect, test } from 'vitest'
import {
  bytes,
  date,
  dateTime,
  interval,
  list,
  money,
  number,
  percent,
  period,
  quoted,
  roughly,
  signed,
} from './format.ts'

describe('what is missing is a dash, never 0 or NaN', () => {
  test.each([null, undefined, Number.NaN, Number.POSITIVE_INFINITY])('%s', (value) => {
    expect(number(value)).toBe('–')
    expect(percent(value)).toBe('–')
    expect(signed(value)).toBe('–')
  })
  test('an interval without limits, a day that is no day, no money', () => {
    expect(interval(null, 3)).toBe('–')
    expect(date('2026-13-40', 'es')).toBe('–')
    expect(date(null, 'en')).toBe('–')
    expect(money(null)).toBe('–')
  })
})

describe('numbers as in Mexico and Britain', () => {
  test('INEGI 2019-T1: employed and rate of informality', () => {
    expect(number(54_152_266)).toBe('54,152,266')
    expect(number(54_152_266n)).toBe('54,152,266')
    expect(percent(56.8828)).toBe('56.9\u202f%')
    expect(percent(0.444789, 6)).toBe('0.444789\u202f%')
  })
  test('a change has its sign, with the true minus; what rounds to nothing has none', () => {
    expect(signed(-0.5459)).toBe('−0.5')
    expect(signed(0.5)).toBe('+0.5')
    expect(signed(-0.04)).toBe('0.0')
    expect(number(-0.0001, 1)).toBe('0.0')
  })
  test('an interval', () => {
    expect(interval(48.52, 51.68)).toBe('48.5–51.7')
    expect(interval(-0.93, -0.16, 1, 'es')).toBe('−0.9 a −0.2')
    expect(interval(-0.93, 0.16, 1, 'en')).toBe('−0.9 to 0.2')
  })
  test('roughly, for a sentence', () => {
    expect(roughly(2_127_000, 'es')).toBe('2.1 millones')
    expect(roughly(1_010_000, 'es')).toBe('1.0 millón')
    expect(roughly(2_127_000, 'en')).toBe('2.1 million')
    expect(roughly(477_870, 'en')).toBe('477,870')
  })
  test('bytes', () => {
    expect(bytes(820)).toBe('820 B')
    expect(bytes(4_100_000)).toBe('4.1 MB')
    expect(bytes(26_832)).toBe('27 kB')
    expect(bytes(999_900)).toBe('1.0 MB')
  })
})

describe('money is whole minor units and always names its currency', () => {
  test('pesos, dollars, yen, a debt, more than a float holds', () => {
    expect(money(125_000)).toBe('$1,250.00 MXN')
    expect(money(125_050n, 'USD')).toBe('$1,250.50 USD')
    expect(money(1250, 'JPY')).toBe('1,250 JPY')
    expect(money(-5)).toBe('−$0.05 MXN')
    expect(money(9_007_199_254_740_993n)).toBe('$90,071,992,547,409.93 MXN')
  })
})

describe('days and periods', () => {
  test('a day of the database is the same day everywhere', () => {
    expect(date('2026-11-21', 'es')).toBe('21 nov 2026')
    expect(date('2026-11-21', 'en')).toBe('21 Nov 2026')
    expect(date('2026-09-01', 'es')).toBe('1 sep 2026')
    expect(date('2026-11-21', 'es', 'long')).toBe('sábado 21 de noviembre de 2026')
    expect(date('2026-11-21', 'en', 'long')).toBe('Saturday 21 November 2026')
  })
  test('an instant is shown in the workspace’s zone', () => {
    const instant = new Date('2026-11-21T03:30:00Z')
    expect(dateTime(instant, 'es', 'America/Mexico_City')).toBe('20 nov 2026, 21:30')
    expect(dateTime(instant, 'en', 'Europe/London')).toBe('21 Nov 2026, 03:30')
  })
  test.each(['2019T1', '2019-T1', '2019Q1', '2019-Q1'])('quarter %s', (code) => {
    expect(period(code, 'es')).toBe('Primer trimestre de 2019')
    expect(period(code, 'en')).toBe('First quarter of 2019')
    expect(period(code, 'es', 'short')).toBe('2019-T1')
    expect(period(code, 'en', 'short')).toBe('2019-Q1')
  })
  test('month, year, range, and a name that is no code', () => {
    expect(period('2020-05', 'es')).toBe('Mayo de 2020')
    expect(period('2020-05', 'en')).toBe('May 2020')
    expect(period('2020-05', 'es', 'short')).toBe('may 2020')
    expect(period('2016', 'es')).toBe('2016')
    expect(period('2019T1/2019T4', 'en')).toBe('2019-Q1–2019-Q4')
    expect(period('zafra 2026', 'es')).toBe('zafra 2026')
  })
})

test('lists', () => {
  expect(list(['Oaxaca', 'Chiapas', 'Jalisco'], 'es')).toBe('Oaxaca, Chiapas y Jalisco')
  expect(list(['Irapuato', 'Iztapalapa'], 'es')).toBe('Irapuato e Iztapalapa')
  expect(list(['women', 'men'], 'en', 'or')).toBe('women or men')
})

test('a quotation within a quotation', () => {
  expect(quoted('Abrir el módulo', 'es')).toBe('«Abrir el módulo»')
  expect(quoted('«Sin recibo», Censo, p. 3', 'es')).toBe('«“Sin recibo”, Censo, p. 3»')
  expect(quoted('“No receipt”, Census, p. 3', 'en')).toBe('“‘No receipt’, Census, p. 3”')
})
