/** Pairs with similar names, and two organisations side by side before they are made one. */
import { type Language, said } from '../../kernel/text.ts'
import { Button, ButtonLink } from '../../web/components/button.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { date, number } from '../../web/format.ts'
import type { Html } from '../../web/html.ts'
import type { Merge, Pair } from '../duplicates.ts'
import type { Fact } from '../facts.ts'
import type { Organisation } from '../organisations.ts'
import { membersIn } from '../rules.ts'
import { wordsOf } from '../words.ts'

type To = (path: string) => string

export const DuplicatesPage = ({ lang, pairs, to }: { lang: Language; pairs: readonly Pair[]; to: To }) => {
  const words = wordsOf(lang).merging
  if (pairs.length === 0) return <ButtonLink href={to('/actors')}>{words.toList}</ButtonLink>
  return (
    <ul class="work-list">
      {pairs.map(({ one, other }) => {
        const names = `${said(one.name, lang)} · ${said(other.name, lang)}`
        return (
          <li>
            <div>
              {[one, other].map(({ id, name }) => (
                <p class="work-title">
                  <a href={to(`/actors/${id}`)}>{said(name, lang)}</a>
                </p>
              ))}
            </div>
            <div class="actions">
              <ButtonLink href={to(`/actors/merge?one=${one.id}&other=${other.id}`)}>
                {words.compare}
                <span class="vh"> {names}</span>
              </ButtonLink>
              <form method="post" action={to('/actors/different')}>
                <input type="hidden" name="one" value={one.id} />
                <input type="hidden" name="other" value={other.id} />
                <Button variant="tertiary">
                  {words.different}
                  <span class="vh"> {names}</span>
                </Button>
              </form>
            </div>
          </li>
        )
      })}
    </ul>
  )
}

export interface Compared extends Organisation {
  memberships: readonly Fact<'membership'>[]
  posts: number
  relations: number
}

export function MergePage(props: {
  lang: Language
  two: readonly [Compared, Compared]
  place: (id: string) => string
  to: To
}) {
  const { lang, two, place, to } = props
  const words = wordsOf(lang)
  const rows: { label: string; cell: (one: Compared) => Html }[] = [
    { label: words.form.fields.acronym.label, cell: (one) => one.acronym ?? '–' },
    {
      label: words.one.constituency,
      cell: (one) => (one.constituency ? words.constituencies[one.constituency] : '–'),
    },
    { label: words.one.legalForm, cell: (one) => (one.legalForm ? words.forms[one.legalForm] : '–') },
    { label: words.one.seat, cell: (one) => (one.placeId ? place(one.placeId) : '–') },
    {
      label: words.one.members,
      cell: ({ memberships: [last] }) =>
        last ? `${number(membersIn(last) ?? 0)} (${date(last.observed_on, lang)})` : '–',
    },
    { label: words.one.leaders, cell: (one) => number(one.posts) },
    { label: words.one.relations, cell: (one) => number(one.relations) },
    {
      label: words.merging.keep,
      cell: (one) => (
        <form method="post" action={to('/actors/merge')}>
          <input type="hidden" name="kept" value={one.id} />
          <input type="hidden" name="gone" value={two.find(({ id }) => id !== one.id)?.id} />
          <Button>
            {words.merging.keepThis}
            <span class="vh"> {said(one.name, lang)}</span>
          </Button>
        </form>
      ),
    },
  ]
  return (
    <DataTable
      lang={lang}
      caption={words.merging.mergeTitle}
      captionHidden
      rows={rows}
      label={{ head: '', cell: (row) => row.label }}
      columns={two.map((one) => ({
        head: said(one.name, lang),
        cell: (row: (typeof rows)[number]) => row.cell(one),
      }))}
    />
  )
}

/** What was merged into an organisation, each with the way back. */
export const MergedHere = ({ lang, merges, to }: { lang: Language; merges: readonly Merge[]; to: To }) => {
  const words = wordsOf(lang).merging
  return (
    <section class="aside-list">
      <h2>{words.here}</h2>
      <ul>
        {merges.map(({ id, name, at }) => (
          <li>
            <span>{said(name, lang)}</span>
            <span class="kind">{date(at, lang)}</span>
            <form method="post" action={to(`/actors/merges/${id}/undo`)}>
              <button class="link" type="submit">
                {words.undo}
                <span class="vh"> {said(name, lang)}</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}
