/** Which two groups an address asks to compare, with the names that the page says; and the choices there are. */
import { type Language, said } from '../../kernel/text.ts'
import { Problem } from '../../platform/problem.ts'
import type { Option } from '../../web/components/toolbar.tsx'
import { wordsOf } from '../words.ts'
import type { Selection } from './selection.ts'
import { withArticle } from './sentences.ts'
import { isSide, sideCodes, traits } from './sides.ts'

export interface ChosenSide {
  code: string
  label: string
  phrase: string
}

export const contrastQuery = ({ a, b }: { a: ChosenSide; b: ChosenSide }) => ({ a: a.code, b: b.code })

/** Reads `?a=&b=`; women against men where nothing is asked. An unknown side is a problem by name. */
export function readSides(
  query: URLSearchParams,
  selection: Selection,
  lang: Language,
): { a: ChosenSide; b: ChosenSide } {
  return {
    a: sideOf(query.get('a') || 'women', selection, lang),
    b: sideOf(query.get('b') || 'men', selection, lang),
  }
}

export function sideOf(code: string, { choices }: Selection, lang: Language): ChosenSide {
  if (!isSide(code)) throw new Problem('evidence.side', { written: code }, 404)
  const found = traits[code]
  if (found) return { code, label: found.label[lang], phrase: found.phrase[lang] }
  const among = (name: string) => `${lang === 'es' ? 'entre' : 'among'} ${name.toLocaleLowerCase('es')}`
  if (code.startsWith('group-')) {
    const group = choices.groups.find((one) => `group-${one.code}` === code)
    if (!group) throw new Problem('evidence.side', { written: code }, 404)
    const name = said(group.name, lang)
    return { code, label: name, phrase: among(name) }
  }
  if (code.startsWith('place-')) {
    const place = choices.places.find((one) => `place-${one.code}` === code)
    if (!place) throw new Problem('evidence.side', { written: code }, 404)
    const its = withArticle(place.code, place.name, lang)
    return { code, label: place.name, phrase: `${lang === 'es' ? 'en' : 'in'} ${its}` }
  }
  const all = wordsOf(lang).choose.everybody
  return { code, label: all.charAt(0).toLocaleUpperCase('es') + all.slice(1), phrase: among(all) }
}

/** What a side may be, by kind. */
export function sideOptions(
  selection: Selection,
  lang: Language,
): { label: string; options: readonly Option[] }[] {
  const words = wordsOf(lang)
  const option = (code: string): Option => ({ value: code, label: sideOf(code, selection, lang).label })
  const known = new Set(selection.choices.groups.map(({ code }) => `group-${code}`))
  return [
    { label: words.contrast.sexes, options: sideCodes.sex.map(option) },
    { label: words.contrast.ages, options: sideCodes.age.map(option) },
    { label: words.contrast.jobs, options: sideCodes.job.map(option) },
    {
      label: words.contrast.groups,
      options: [option('all'), ...sideCodes.group.filter((code) => known.has(code)).map(option)],
    },
    {
      label: words.contrast.places,
      options: selection.choices.places
        .filter(({ code }) => code === 'MX' || /^MX\/|^\d{2}$/.test(code))
        .map(({ code, name }) => ({ value: `place-${code}`, label: name })),
    },
  ]
}
