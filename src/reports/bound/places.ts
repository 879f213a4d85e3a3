/** Names of places and groups as the evidence writes their codes, in both languages. */
import { groupByCode, localities, localityLabels, withArticle } from '../../evidence/index.ts'
import { placesOf, workerGroupsOf } from '../../kernel/place.ts'
import { type Language, said } from '../../kernel/text.ts'
import type { Context } from './context.ts'
import type { Words } from './value.ts'

export interface Names {
  place(code: string): Words
  /** Without what defines it: «Localidades más urbanizadas». */
  short(code: string): Words
  /** `la Ciudad de México`, after a preposition; sizes of locality are common nouns. */
  placeInSentence(code: string): Words
  group(code: string): Words
}

export const both = (of: (lang: Language) => string): Words => ({ es: of('es'), en: of('en') })

export async function namesIn({ read, asker }: Context): Promise<Names> {
  const [places, groups] = await read(async (tx) => [
    await placesOf(tx, asker),
    await workerGroupsOf(tx, asker),
  ])
  const placeNames = new Map(places.map(({ code, name }) => [code, both((lang) => said(name, lang))]))
  const groupNames = new Map(groups.map(({ code, name }) => [code, both((lang) => said(name, lang))]))
  const place = (code: string): Words => {
    const [base = '', size] = code.split('/')
    const known = localities.find((one) => one === size)
    const name = placeNames.get(base) ?? both(() => base)
    if (!known) return name
    const label = localityLabels[known]
    return base === 'MX' ? label : both((lang) => `${name[lang]}, ${label[lang]}`)
  }
  const short = (code: string): Words => both((lang) => place(code)[lang].replace(/ \([^)]*\)$/, ''))
  return {
    place,
    short,
    placeInSentence: (code) =>
      both((lang) => {
        const name = short(code)[lang]
        if (code.startsWith('MX/'))
          return `${lang === 'es' ? 'las' : 'the'} ${name.charAt(0).toLocaleLowerCase('es')}${name.slice(1)}`
        return withArticle(code, name, lang)
      }),
    group: (code) => groupNames.get(code) ?? groupByCode(code)?.label ?? both(() => code),
  }
}
