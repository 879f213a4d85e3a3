/** The minutes as they are written: a draft, line by line. */
import { type Language, said, type Text } from '../../kernel/text.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { page, redirect } from '../../web/server/answer.ts'
import { versionOf } from '../../web/server/form.ts'
import { get, post, type Route, type Visit, writes } from '../../web/server/route.ts'
import { field, isDay, minutesTrail } from '../common.ts'
import { emptyLines, type LineValues, MinutesForm } from '../pages/minutes-form.tsx'
import { itemKinds } from '../rules.ts'
import { worded } from '../store/common.ts'
import { type Meeting, type Party, partiesOf } from '../store/meetings.ts'
import { type ItemFields, type Minutes, minutesOf, saveMinutes } from '../store/minutes.ts'
import { wordsOf } from '../words.ts'
import { writable } from './common.tsx'

export const minutesWritingRoutes = (): Route[] => [
  get('/meetings/:id/minutes/edit', writes('meeting'), async (visit, tx) => {
    const meeting = await writable(visit, tx)
    const minutes = await minutesOf(tx, visit.asker, meeting.id)
    if (minutes && minutes.state !== 'draft') return new Problem('dialogue.minutesClosed', {}, 409)
    const parties = await partiesOf(tx, visit.asker, meeting.id)
    const proposal = minutes?.proposal
      ? inLanguage(minutes.proposal, visit.lang)
      : { words: '', source: null }
    return formPage(visit, tx, meeting, {
      version: minutes?.version ?? 0,
      proposal,
      lines: [...linesOf(minutes, parties, visit.lang), ...blank()],
    })
  }),
  post('/meetings/:id/minutes/edit', writes('meeting'), async (visit, tx) => {
    const meeting = await writable(visit, tx)
    const form = await visit.form()
    const parties = await partiesOf(tx, visit.asker, meeting.id)
    const before = await minutesOf(tx, visit.asker, meeting.id)
    const version = versionOf(form)
    const typed = typedLines(form)
    if ((before?.version ?? 0) !== version && (!before || before.state === 'draft')) {
      // What was typed is given back, over the version that stands now: nothing is lost, nothing overwritten unseen.
      const conflict = wordsOf(visit.lang).minutes.conflict
      // Lines that somebody added meanwhile stand below hers: saving again keeps both.
      const standing = linesOf(before, parties, visit.lang)
      const theirs = standing.filter(({ id }) => !typed.some((line) => line.id === id))
      const proposal = before?.proposal ? inLanguage(before.proposal, visit.lang).words : ''
      const answer = await formPage(visit, tx, meeting, {
        version: before?.version ?? 0,
        proposal: { words: field(form, 'proposal'), source: null },
        ...(proposal === field(form, 'proposal') ? {} : { proposalNow: proposal }),
        lines: [...typed.map((line) => besideNow(line, standing)), ...theirs],
        conflict,
      })
      return { ...answer, status: 409 as const }
    }
    const errors = wrongLines(typed, before, parties, visit.lang)
    if (errors.length > 0) {
      const proposal = { words: field(form, 'proposal'), source: null }
      const answer = await formPage(visit, tx, meeting, { version, proposal, lines: typed, errors })
      return { ...answer, status: 422 as const }
    }
    await saveMinutes(tx, visit.asker, meeting.id, version, {
      proposal: worded(before?.proposal ?? null, visit.lang, field(form, 'proposal')),
      items: itemsFrom(typed, before, visit.lang),
    })
    const more = field(form, 'next') === 'more'
    return redirect(
      `${visit.to(`/meetings/${meeting.id}/minutes${more ? '/edit' : ''}`)}${more ? `#line-${typed.filter(({ words }) => words !== '').length}` : ''}`,
      wordsOf(visit.lang).minutes.saved,
    )
  }),
]

const empty: LineValues = {
  id: '',
  kind: 'agreement',
  words: '',
  organisation: '',
  addressee: '',
  due: '',
  source: null,
}
/** A line with what it says now, where that is not what was typed in it. */
function besideNow(line: LineValues, standing: readonly LineValues[]): LineValues {
  const now = standing.find(({ id }) => id === line.id)?.words
  return now === undefined || now === line.words ? line : { ...line, now }
}
const blank = (): LineValues[] => Array.from({ length: emptyLines }, () => empty)

const linesOf = (minutes: Minutes | null, parties: readonly Party[], lang: Language): LineValues[] =>
  (minutes?.items ?? []).map((item) => ({
    former: formerIn(item, parties, lang),
    id: item.id,
    kind: item.kind,
    ...inLanguage(item.words, lang),
    organisation: item.organisation?.id ?? '',
    addressee: item.addressee?.id ?? '',
    due: item.dueOn ?? '',
  }))

/** Whom a line names though they are no party any more: they stay to be chosen in it. */
const formerIn = (
  { organisation, addressee }: Minutes['items'][number],
  parties: readonly Party[],
  lang: Language,
): (readonly [string, string])[] =>
  [organisation, addressee].flatMap((one) =>
    one && !parties.some((party) => party.organisation.id === one.id)
      ? [[one.id, said(one.name, lang)] as const]
      : [],
  )

/** The words of the page's language; where there are none, the source's beside an empty field. */
function inLanguage(text: Text, lang: Language): Pick<LineValues, 'words' | 'source'> {
  const own = text[lang]?.text
  if (own !== undefined) return { words: own, source: null }
  return { words: '', source: { language: text.source, text: said(text, text.source) } }
}

async function formPage(
  visit: Visit,
  tx: ReadTx,
  meeting: Meeting,
  given: {
    version: number
    proposal: Pick<LineValues, 'words' | 'source'>
    proposalNow?: string
    lines: readonly LineValues[]
    conflict?: string
    errors?: readonly { id: string; text: string }[]
  },
) {
  const { lang } = visit
  const words = wordsOf(lang).minutes
  return page({
    title: words.edit,
    subtitle: said(meeting.title, lang),
    lede: words.lede,
    current: 'meetings',
    crumbs: minutesTrail(visit, meeting),
    islands: ['minutes'],
    main: (
      <MinutesForm
        lang={lang}
        to={visit.to}
        meeting={meeting}
        version={given.version}
        proposal={given.proposal.words}
        proposalSource={given.proposal.source}
        proposalNow={given.proposalNow}
        lines={given.lines}
        parties={await partiesOf(tx, visit.asker, meeting.id)}
        conflict={given.conflict ?? null}
        errors={given.errors ?? []}
      />
    ),
  })
}

/** The lines of a form, in their order. */
function typedLines(form: FormData): LineValues[] {
  const lines: LineValues[] = []
  for (let at = 0; form.has(`words.${at}`) && at < 500; at++)
    lines.push({
      id: field(form, `id.${at}`),
      kind: field(form, `kind.${at}`),
      words: field(form, `words.${at}`),
      organisation: field(form, `organisation.${at}`),
      addressee: field(form, `addressee.${at}`),
      due: field(form, `due.${at}`),
      source: null,
    })
  return lines
}

/** Organisations that a line may name: the parties, and whom it named before, though they are no party any more. */
const mayName = (
  id: string,
  known: Minutes['items'][number] | undefined,
  parties: readonly Party[],
): boolean =>
  id === known?.organisation?.id ||
  id === known?.addressee?.id ||
  parties.some(({ organisation }) => organisation.id === id)

/** What names somebody who is no party, or a day that is none; lines that say nothing are not looked at. */
function wrongLines(
  lines: readonly LineValues[],
  before: Minutes | null,
  parties: readonly Party[],
  lang: Language,
): { id: string; text: string }[] {
  const { problems } = wordsOf(lang)
  return lines.flatMap((line, at) => {
    const known = before?.items.find(({ id }) => id === line.id)
    if (line.words === '' && !known) return []
    const named = (['organisation', 'addressee'] as const).filter(
      (name) => line[name] !== '' && !mayName(line[name], known, parties),
    )
    return [
      ...named.map((name) => ({
        id: `${name}-${at}`,
        text: problems['dialogue.lineOrganisation']({ line: at + 1 }),
      })),
      ...(line.due !== '' && !isDay(line.due)
        ? [{ id: `due-${at}`, text: problems['dialogue.lineDay']({ line: at + 1 }) }]
        : []),
    ]
  })
}

/** A line without words is no line; one that has them only in the other language stays as it is. */
function itemsFrom(lines: readonly LineValues[], before: Minutes | null, lang: Language): ItemFields[] {
  return lines.flatMap((line): ItemFields[] => {
    const known = before?.items.find(({ id }) => id === line.id)
    const words = worded(known?.words ?? null, lang, line.words)
    if (!words) return []
    return [
      {
        id: known?.id ?? null,
        kind: itemKinds.find((kind) => kind === line.kind) ?? 'note',
        words,
        organisationId: line.organisation || null,
        addresseeId: line.addressee || null,
        dueOn: line.due || null,
      },
    ]
  })
}
