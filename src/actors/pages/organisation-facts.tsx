/** What holds of an organisation over time: members, posts, relations, positions, its own view of itself. */
import { type Language, said } from '../../kernel/text.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { type KeyNumber, KeyNumbers } from '../../web/components/lists.tsx'
import { Section } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { date, number, percent } from '../../web/format.ts'
import type { Fact, FactKind, SelfAssessment } from '../facts.ts'
import { isMutual, membersIn, type Practice, practices } from '../rules.ts'
import { wordsOf } from '../words.ts'
import type { OrganisationPageProps } from './organisation-props.ts'

/** The newest number of members, the posts that women hold, the relations: what one asks first. */
export function Now({ lang, memberships, posts, relations, today }: OrganisationPageProps) {
  const words = wordsOf(lang)
  const [last] = memberships
  const members = last ? membersIn(last) : null
  const items: KeyNumber[] = []
  if (last && members !== null)
    items.push({
      label: words.one.members,
      value: number(members),
      note: [
        ...(last.women !== null && members > 0
          ? [words.one.women(percent((100 * last.women) / members))]
          : []),
        `${words.bases[last.basis].toLocaleLowerCase('es')}, ${date(last.observed_on, lang)}`,
      ].join(' · '),
    })
  const leaders = posts.filter((post) => post.is_leader && (post.until === null || post.until >= today))
  if (leaders.length > 0)
    items.push({
      label: words.one.leaders,
      value: number(leaders.length),
      note: words.one.women(
        percent((100 * leaders.filter(({ sex }) => sex === 'woman').length) / leaders.length),
      ),
    })
  const open = relations.filter(({ until }) => until === null || until >= today)
  if (open.length > 0) items.push({ label: words.one.relations, value: number(open.length) })
  return items.length > 0 ? <KeyNumbers items={items} /> : null
}

const Add = ({ to, organisation, lang, kind }: OrganisationPageProps & { kind: FactKind }) => (
  <ButtonLink href={to(`/actors/${organisation.id}/${kind}/new`)}>{wordsOf(lang).facts.add[kind]}</ButtonLink>
)

/** The link to correct one, with what it is about for who hears the page. */
const correct = (props: OrganisationPageProps, kind: FactKind, id: string, about: string) => (
  <a href={props.to(`/actors/${props.organisation.id}/${kind}/${id}`)}>
    {wordsOf(props.lang).one.correct}
    <span class="vh"> {about}</span>
  </a>
)

const dash = (value: number | null): string => (value === null ? '–' : number(value))

export function Memberships(props: OrganisationPageProps) {
  const { lang, memberships, may } = props
  const words = wordsOf(lang).one
  return (
    <Section
      title={words.members}
      subtitle={props.organisation.legalForm === 'network' ? words.notAdded : undefined}
      actions={may.write ? <Add {...props} kind="membership" /> : undefined}
    >
      <DataTable
        lang={lang}
        caption={words.members}
        captionHidden
        rows={memberships}
        label={{ head: words.on, cell: (row) => date(row.observed_on, lang) }}
        columns={[
          { head: words.total, kind: 'number', cell: (row) => dash(membersIn(row)) },
          { head: words.womenHead, kind: 'number', cell: (row) => dash(row.women) },
          { head: words.menHead, kind: 'number', cell: (row) => dash(row.men) },
          {
            head: words.basis,
            cell: (row) => [wordsOf(lang).bases[row.basis], row.method].filter(Boolean).join(': '),
          },
          { head: words.source, cell: (row) => row.source ?? '–' },
          ...(may.write
            ? [
                {
                  head: <span class="vh">{words.correct}</span>,
                  cell: (row: Fact<'membership'>) =>
                    correct(props, 'membership', row.id, date(row.observed_on, lang)),
                },
              ]
            : []),
        ]}
        empty={<p class="subtle">{words.membersNone}</p>}
      />
    </Section>
  )
}

const term = (lang: Language, { since, until }: { since: string | null; until: string | null }): string =>
  [since && wordsOf(lang).one.since(date(since, lang)), until && wordsOf(lang).one.until(date(until, lang))]
    .filter(Boolean)
    .join(' ') || '–'

export function Posts(props: OrganisationPageProps) {
  const { lang, posts, people, may } = props
  const words = wordsOf(lang).one
  const who = new Map(people?.map((person) => [person.id, person]))
  return (
    <Section
      title={words.leaders}
      subtitle={words.protected}
      actions={may.write ? <Add {...props} kind="post" /> : undefined}
    >
      <DataTable
        lang={lang}
        caption={words.leaders}
        captionHidden
        rows={posts}
        label={{ head: words.post, cell: (row) => row.title }}
        columns={[
          { head: words.sex, cell: (row) => (row.sex ? wordsOf(lang).sexes[row.sex] : '–') },
          { head: words.term, cell: (row) => term(lang, row) },
          ...(people
            ? [
                {
                  head: words.who,
                  cell: (row: Fact<'post'>) => {
                    const person = row.person_id ? who.get(row.person_id) : undefined
                    return person ? <a href={props.to(`/actors/people/${person.id}`)}>{person.name}</a> : '–'
                  },
                },
              ]
            : []),
          ...(may.write
            ? [
                {
                  head: <span class="vh">{words.correct}</span>,
                  cell: (row: Fact<'post'>) => correct(props, 'post', row.id, row.title),
                },
              ]
            : []),
        ]}
        empty={<p class="subtle">{words.leadersNone}</p>}
      />
    </Section>
  )
}

export function Relations(props: OrganisationPageProps) {
  const { lang, organisation, relations, names, may } = props
  const words = wordsOf(lang)
  const isFrom = (row: Fact<'relation'>): boolean => row.from_id === organisation.id
  const other = (row: Fact<'relation'>) => names.get(isFrom(row) ? row.to_id : row.from_id)
  const kind = (row: Fact<'relation'>): string =>
    (isFrom(row) || isMutual(row.kind) ? words.relations : words.relationsBack)[row.kind]
  const rows = relations.filter((row) => other(row) && !other(row)?.isGone)
  return (
    <Section
      title={words.one.relations}
      actions={may.write || may.stance ? <Add {...props} kind="relation" /> : undefined}
    >
      <DataTable
        lang={lang}
        caption={words.one.relations}
        captionHidden
        rows={rows}
        label={{
          head: words.columns.name,
          cell: (row) => {
            const found = other(row)
            return found ? <a href={props.to(`/actors/${found.id}`)}>{said(found.name, lang)}</a> : ''
          },
        }}
        columns={[
          { head: words.facts.fields.relation.kind.label, narrowHead: '', cell: kind },
          { head: words.one.term, cell: (row) => term(lang, row) },
          {
            head: words.one.source,
            cell: (row) => [row.note, row.source].filter(Boolean).join(' · ') || '–',
          },
          ...(may.write || may.stance
            ? [
                {
                  head: <span class="vh">{words.one.correct}</span>,
                  cell: (row: Fact<'relation'>) => {
                    const found = other(row)
                    return (row.kind === 'in_dispute' ? may.stance : may.write)
                      ? correct(props, 'relation', row.id, found ? said(found.name, lang) : '')
                      : ''
                  },
                },
              ]
            : []),
        ]}
        empty={<p class="subtle">{words.one.relationsNone}</p>}
      />
    </Section>
  )
}

export function Positions(props: OrganisationPageProps & { positions: readonly Fact<'position'>[] }) {
  const { lang, positions, issues, may } = props
  const words = wordsOf(lang)
  return (
    <Section
      title={words.one.positions}
      subtitle={words.one.positionsTeam}
      actions={may.stance ? <Add {...props} kind="position" /> : undefined}
    >
      <DataTable
        lang={lang}
        caption={words.one.positions}
        captionHidden
        rows={positions}
        label={{
          head: words.one.issue,
          cell: (row) => {
            const issue = issues.get(row.issue_id)
            return issue ? said(issue, lang) : ''
          },
        }}
        columns={[
          { head: words.one.on, cell: (row) => date(row.observed_on, lang) },
          { head: words.one.stance, cell: (row) => (row.stance === null ? '–' : words.stances[row.stance]) },
          { head: words.one.influence, kind: 'number', cell: (row) => dash(row.influence) },
          { head: words.one.interest, kind: 'number', cell: (row) => dash(row.interest) },
          {
            head: words.one.source,
            cell: (row) => [row.note, row.source].filter(Boolean).join(' · ') || '–',
          },
          ...(may.stance
            ? [
                {
                  head: <span class="vh">{words.one.correct}</span>,
                  cell: (row: Fact<'position'>) =>
                    correct(props, 'position', row.id, date(row.observed_on, lang)),
                },
              ]
            : []),
        ]}
        empty={<p class="subtle">{words.one.positionsNone}</p>}
      />
    </Section>
  )
}

export function Self({
  lang,
  self,
  organisation,
  to,
}: OrganisationPageProps & { self: readonly SelfAssessment[] }) {
  const words = wordsOf(lang)
  const [last, before] = self
  return (
    <Section
      title={words.one.self}
      subtitle={words.one.selfPrivate}
      actions={<ButtonLink href={to(`/actors/${organisation.id}/self`)}>{words.self.add}</ButtonLink>}
    >
      {last ? (
        <>
          <DataTable
            lang={lang}
            caption={words.one.self}
            captionHidden
            rows={[...practices]}
            label={{ head: words.one.self, cell: (practice: Practice) => words.self.practices[practice] }}
            columns={[last, ...(before ? [before] : [])].map((one) => ({
              head: date(one.assessedOn, lang),
              cell: (practice: Practice) => words.self.marks[String(one.answers[practice])] ?? '–',
            }))}
          />
          {last.notes && <p>{last.notes}</p>}
        </>
      ) : (
        <p class="subtle">{words.one.selfNone}</p>
      )}
    </Section>
  )
}
