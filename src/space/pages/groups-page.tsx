/** The worker groups side by side, and those that were removed lately. */
import type { Facts, GroupRow, Shown, Unknown } from '../../evidence/index.ts'
import { type Language, said } from '../../kernel/text.ts'
import { Button } from '../../web/components/button.tsx'
import { EstimateCell, WithheldReason } from '../../web/components/figure.tsx'
import { WorkList } from '../../web/components/lists.tsx'
import { Section } from '../../web/components/notice.tsx'
import { type Column, DataTable } from '../../web/components/table.tsx'
import { FilterBar, type Option, Toolbar } from '../../web/components/toolbar.tsx'
import { date } from '../../web/format.ts'
import type { Group } from '../groups.ts'
import { wordsOf } from '../words.ts'
import { UnknownNotice } from './known.tsx'

export interface GroupsProps {
  lang: Language
  zone: string
  place: string
  places: Option[]
  action: string
  rows: { group: Group; href: string; figures: GroupRow | null }[]
  facts: Facts | Unknown
  removed: { group: Group; restore: string }[]
  bring: string | null
}

export const GroupsTools = ({ lang, place, places, action }: GroupsProps) => (
  <Toolbar>
    <FilterBar
      lang={lang}
      action={action}
      filters={[{ name: 'place', label: wordsOf(lang).groups.where, value: place, options: places }]}
    />
  </Toolbar>
)

type Row = GroupsProps['rows'][number]

export function GroupsPage({ lang, zone, rows, facts, removed, bring }: GroupsProps) {
  const words = wordsOf(lang).groups
  const unknown = 'because' in facts ? facts : null
  return (
    <>
      {unknown && <UnknownNotice lang={lang} why={unknown} bring={bring} />}
      <DataTable
        lang={lang}
        caption={words.title}
        captionHidden
        label={{
          head: words.group,
          cell: ({ group, href }: Row) => <a href={href}>{said(group.name, lang)}</a>,
        }}
        columns={[
          column(lang, words.people, 'number', 'main'),
          column(lang, words.women, 'women'),
          column(lang, words.informality, 'informality'),
        ]}
        rows={rows}
        instead={(row) => insteadOf(lang, row)}
        notes={'because' in facts ? undefined : notes(lang, facts)}
      />
      {removed.length > 0 && (
        <Section title={words.removedList}>
          <WorkList
            items={removed.map(({ group, restore }) => ({
              kind: words.removedOn(date(group.deletedAt, lang, 'short', zone)),
              title: said(group.name, lang),
              action: (
                <form method="post" action={restore}>
                  <Button>{words.restore}</Button>
                </form>
              ),
            }))}
          />
        </Section>
      )}
    </>
  )
}

const column = (lang: Language, head: string, key: keyof GroupRow, narrow?: 'main'): Column<Row> => ({
  head,
  kind: 'number',
  ...(narrow ? { narrow } : {}),
  cell: ({ figures }) => cell(lang, figures?.[key]),
})

const cell = (lang: Language, shown: Shown | undefined) =>
  shown ? <EstimateCell lang={lang} figure={shown.figure} /> : '–'

/** A group that no survey counts, or that this file cannot tell, says so once. */
function insteadOf(lang: Language, { group, figures }: Row) {
  if (!group.standard) return <span class="withheld">{wordsOf(lang).groups.notCounted}</span>
  const withheld = figures?.number?.figure.withheld
  return withheld ? <WithheldReason lang={lang} withheld={withheld} /> : undefined
}

function notes(lang: Language, facts: Facts): string {
  const words = wordsOf(lang)
  return `${words.groups.overlap} ${words.known.facts(facts.base, facts.period)} ${facts.source}`
}
