import type { AboutRecord } from '../../kernel/about.ts'
import { said } from '../../kernel/text.ts'
import { wordsOf } from '../words.ts'
import type { AboutItem, AboutSection, Clock } from './hooks.ts'

/** A section of records of one kind, as `recordsAbout` of the kernel found them; null where there are none. */
export function aboutSection(
  found: { count: number; newest: readonly AboutRecord[] } | undefined,
  section: Pick<AboutSection, 'kind' | 'title' | 'all'>,
  clock: Clock,
): AboutSection | null {
  if (!found || found.count === 0) return null
  return { ...section, count: found.count, items: found.newest.map((record) => aboutItem(record, clock)) }
}

function aboutItem({ title, path, organisation, mark }: AboutRecord, { lang }: Clock): AboutItem {
  return {
    title,
    path,
    ...(organisation ? { note: said(organisation, lang) } : {}),
    ...(mark ? { mark: wordsOf(lang).thread.marks[mark] } : {}),
  }
}
