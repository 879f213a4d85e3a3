import type { Language } from '../kernel/text.ts'
import { peopleWords } from './people-words.ts'

const browsers: ReadonlyArray<readonly [RegExp, string]> = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\/|\bOPT\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const systems: ReadonlyArray<readonly [RegExp, string]> = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'Mac'],
  [/\bCrOS\b/, 'Chromebook'],
  [/\bLinux\b/, 'Linux'],
]

/** What a person calls her device, from the name that its browser gives itself: `Chrome en Android`. */
export function deviceName(userAgent: string, lang: Language): string {
  const words = peopleWords(lang).account.sessions
  const [browser, system] = [browsers, systems].map(
    (list) => list.find(([pattern]) => pattern.test(userAgent))?.[1],
  )
  if (browser && system) return words.on(browser, system)
  return browser ?? system ?? words.unknown
}
