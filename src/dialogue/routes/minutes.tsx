/** Minutes: read, written line by line, sent to the parties, signed off, exported; and what is born of them. */
import { addAttachment, attachmentsOf } from '../../kernel/attachment.ts'
import { isLanguage, type Language, said, type Text } from '../../kernel/text.ts'
import { walk } from '../../kernel/thread.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { toPdf } from '../../platform/document/pdf.ts'
import { toWord } from '../../platform/document/word.ts'
import { Problem } from '../../platform/problem.ts'
import { fontFiles } from '../../web/charts/fonts.ts'
import { type Answer, download, page, redirect } from '../../web/server/answer.ts'
import { versionOf } from '../../web/server/form.ts'
import { get, post, type Route, sees, type Visit, work, writes } from '../../web/server/route.ts'
import { receiveFiles } from '../../web/server/upload.ts'
import { bare, crumbs, type DialogueServices, field, idOrNull, today } from '../common.ts'
import { minutesDocument, type Recorded } from '../minutes-document.ts'
import { presentOf } from '../pages/attendance-pages.tsx'
import { BornLists, BornPage, Thread } from '../pages/born-pages.tsx'
import {
  emptyLines,
  type LineValues,
  MinutesActions,
  MinutesAside,
  MinutesForm,
  MinutesPage,
  maxScan,
} from '../pages/minutes-pages.tsx'
import { itemKinds } from '../rules.ts'
import { attendeesOf, headCountsOf } from '../store/attendance.ts'
import { type Born, bornById, bornOf } from '../store/born.ts'
import { worded } from '../store/common.ts'
import { type Meeting, meetingById, type Party, partiesOf } from '../store/meetings.ts'
import {
  type ItemFields,
  type Minutes,
  minutesOf,
  saveMinutes,
  setPosition,
  stepMinutes,
} from '../store/minutes.ts'
import { wordsOf } from '../words.ts'
import { rooms, writable } from './meetings.tsx'

const idOf = (visit: Visit): string => visit.params.id ?? ''

const trail = (visit: Visit, meeting: Meeting) =>
  crumbs(
    visit,
    { label: said(meeting.title, visit.lang), href: bare(visit, `/meetings/${meeting.id}`) },
    { label: wordsOf(visit.lang).page.minutes },
  )

async function readable(visit: Visit, tx: ReadTx): Promise<{ meeting: Meeting; minutes: Minutes }> {
  const meeting = await meetingById(tx, visit.asker, idOf(visit))
  const minutes = await minutesOf(tx, visit.asker, meeting.id)
  if (!minutes) throw new Problem('kernel.notFound', {}, 404)
  return { meeting, minutes }
}

export const minutesRoutes = (services: DialogueServices): Route[] => [
  get('/meetings/:id/minutes', sees('meeting'), async (visit, tx) => {
    const { lang, asker, to } = visit
    const meeting = await meetingById(tx, asker, idOf(visit))
    const minutes = await minutesOf(tx, asker, meeting.id)
    if (!minutes) {
      if (meeting.mayWrite) return redirect(to(`/meetings/${meeting.id}/minutes/edit`))
      return new Problem('kernel.notFound', {}, 404)
    }
    const props = { lang, to, meeting, minutes }
    const attendees = await attendeesOf(tx, asker, meeting.id)
    return page({
      title: wordsOf(lang).minutes.title(said(meeting.title, lang)),
      subtitle: wordsOf(lang).minutesStates[minutes.state],
      current: 'meetings',
      crumbs: trail(visit, meeting),
      islands: ['file-drop'],
      actions: <MinutesActions {...props} />,
      main: (
        <MinutesPage
          {...props}
          zone={visit.workspace.timezone}
          today={today(visit)}
          parties={await partiesOf(tx, asker, meeting.id)}
          present={presentOf(attendees)}
          headCounts={await headCountsOf(tx, asker, meeting.id)}
          born={[]}
          scans={await attachmentsOf(tx, asker, meeting.id)}
        />
      ),
      aside: <MinutesAside {...props} />,
    })
  }),
  get('/meetings/:id/minutes/edit', writes('meeting'), async (visit, tx) => {
    const meeting = await writable(visit, tx)
    const minutes = await minutesOf(tx, visit.asker, meeting.id)
    if (minutes && minutes.state !== 'draft') return new Problem('dialogue.minutesClosed', {}, 409)
    const lines = (minutes?.items ?? []).map(
      (item): LineValues => ({
        id: item.id,
        kind: item.kind,
        ...inLanguage(item.words, visit.lang),
        organisation: item.organisation?.id ?? '',
        addressee: item.addressee?.id ?? '',
        due: item.dueOn ?? '',
      }),
    )
    const proposal = minutes?.proposal
      ? inLanguage(minutes.proposal, visit.lang)
      : { words: '', source: null }
    return formPage(visit, tx, meeting, {
      version: minutes?.version ?? 0,
      proposal,
      lines: [...lines, ...blank()],
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
      const answer = await formPage(visit, tx, meeting, {
        version: before?.version ?? 0,
        proposal: { words: field(form, 'proposal'), source: null },
        lines: typed,
        conflict,
      })
      return { ...answer, status: 409 as const }
    }
    await saveMinutes(tx, visit.asker, meeting.id, version, {
      proposal: worded(before?.proposal ?? null, visit.lang, field(form, 'proposal')),
      items: itemsFrom(typed, before, parties, visit.lang),
    })
    const more = field(form, 'next') === 'more'
    return redirect(
      visit.to(`/meetings/${meeting.id}/minutes${more ? '/edit' : ''}`),
      wordsOf(visit.lang).minutes.saved,
    )
  }),
  post('/meetings/:id/minutes/step', writes('meeting'), async (visit, tx) => {
    const meeting = await writable(visit, tx)
    const state = await stepMinutes(tx, visit.asker, meeting, field(await visit.form(), 'step'))
    return redirect(visit.to(`/meetings/${meeting.id}/minutes`), wordsOf(visit.lang).minutes.stepped[state])
  }),
  post('/meetings/:id/minutes/position', writes('meeting'), async (visit, tx) => {
    const meeting = await writable(visit, tx)
    const form = await visit.form()
    const day = field(form, 'day')
    await setPosition(tx, visit.asker, meeting.id, {
      partyId: idOrNull(field(form, 'party')) ?? meeting.id,
      step: field(form, 'step'),
      note: field(form, 'note').slice(0, 5000),
      day: isDay(day) ? day : today(visit),
    })
    return redirect(
      `${visit.to(`/meetings/${meeting.id}/minutes`)}#positions`,
      wordsOf(visit.lang).minutes.noted,
    )
  }),
  work('POST', '/meetings/:id/minutes/scan', writes('meeting'), async (visit) => {
    // Before a byte is kept: whether she may at all.
    const meeting = await visit.read((tx) => writable(visit, tx))
    const { files } = await receiveFiles(visit.request, services.files, { maxBytes: maxScan, maxFiles: 5 })
    const kinds: Readonly<Record<string, string>> = {
      pdf: 'application/pdf',
      jpg: 'image/jpeg',
      jpeg: 'image/jpeg',
      png: 'image/png',
    }
    await visit.write(async (tx) => {
      for (const file of files) {
        const mediaType = kinds[file.name.split('.').at(-1)?.toLowerCase() ?? '']
        if (!mediaType) throw new Problem('dialogue.scanKind')
        await addAttachment(tx, visit.asker, {
          ...file,
          mediaType,
          recordId: meeting.id,
          resource: 'meeting',
          audienceId: meeting.audienceId,
        })
      }
    })
    return redirect(
      `${visit.to(`/meetings/${meeting.id}/minutes`)}#scan`,
      wordsOf(visit.lang).minutes.scanned,
    )
  }),
  work('GET', '/meetings/:id/minutes/:file', sees('meeting'), async (visit) => {
    const [, language = '', kind = ''] = (visit.params.file ?? '').split('.')
    if (!isLanguage(language)) return new Problem('kernel.notFound', {}, 404)
    const recorded = await visit.read((tx) => recordedOf(visit, tx))
    const document = minutesDocument(language, recorded)
    const name = `${document.title}.${kind}`.replaceAll(/[/\\:]/g, ' ')
    if (kind === 'docx') return download({ name, mediaType: wordType, body: await toWord(document) })
    const [regular = '', , bold = ''] = await fontFiles()
    return download({ name, mediaType: 'application/pdf', body: await toPdf(document, { regular, bold }) })
  }),

  get('/demands', sees('agreement'), async (visit, tx) => {
    const words = wordsOf(visit.lang).born
    return page({
      title: words.title,
      lede: words.lede,
      current: 'demands',
      toolbar: rooms(visit, 'demands'),
      main: (
        <BornLists
          lang={visit.lang}
          to={visit.to}
          demands={await bornOf(tx, visit.asker, 'demand')}
          commitments={await bornOf(tx, visit.asker, 'commitment')}
        />
      ),
    })
  }),
  get('/demands/:id', sees('demand'), (visit, tx) => bornPage(visit, tx, 'demand')),
  get('/commitments/:id', sees('agreement'), (visit, tx) => bornPage(visit, tx, 'commitment')),
]

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const isDay = (day: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day))

async function bornPage(visit: Visit, tx: ReadTx, kind: Born['kind']): Promise<Answer> {
  const { lang, asker, to } = visit
  const words = wordsOf(lang).born
  const born = await bornById(tx, asker, kind, idOf(visit))
  return page({
    title: words[kind],
    current: 'demands',
    crumbs: crumbs(visit, { label: words.title, href: bare(visit, '/demands') }, { label: words[kind] }),
    main: <BornPage lang={lang} to={to} born={born} />,
    aside: (
      <Thread
        lang={lang}
        to={to}
        basis={await walk(tx, asker, born.id, 'basis')}
        supports={await walk(tx, asker, born.id, 'supports')}
      />
    ),
  })
}

async function recordedOf(visit: Visit, tx: ReadTx): Promise<Recorded> {
  const { meeting, minutes } = await readable(visit, tx)
  return {
    meeting,
    minutes,
    parties: await partiesOf(tx, visit.asker, meeting.id),
    present: presentOf(await attendeesOf(tx, visit.asker, meeting.id)),
    headCounts: await headCountsOf(tx, visit.asker, meeting.id),
    workspace: visit.workspace.name,
    isSample: visit.workspace.isSample,
    zone: visit.workspace.timezone,
  }
}

// The form ---------------------------------------------------------------------------------------------------------------

const empty: LineValues = {
  id: '',
  kind: 'agreement',
  words: '',
  organisation: '',
  addressee: '',
  due: '',
  source: null,
}
const blank = (): LineValues[] => Array.from({ length: emptyLines }, () => empty)

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
    lines: readonly LineValues[]
    conflict?: string
  },
) {
  const { lang } = visit
  const words = wordsOf(lang).minutes
  return page({
    title: words.edit,
    subtitle: said(meeting.title, lang),
    lede: words.lede,
    current: 'meetings',
    crumbs: trail(visit, meeting),
    main: (
      <MinutesForm
        lang={lang}
        to={visit.to}
        meeting={meeting}
        version={given.version}
        proposal={given.proposal.words}
        proposalSource={given.proposal.source}
        lines={given.lines}
        parties={await partiesOf(tx, visit.asker, meeting.id)}
        conflict={given.conflict ?? null}
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

/** A line without words is no line; one that has them only in the other language stays as it is. */
function itemsFrom(
  lines: readonly LineValues[],
  before: Minutes | null,
  parties: readonly Party[],
  lang: Language,
): ItemFields[] {
  const party = (id: string): string | null =>
    parties.some(({ organisation }) => organisation.id === id) ? id : null
  return lines.flatMap((line): ItemFields[] => {
    const known = before?.items.find(({ id }) => id === line.id)
    const words = worded(known?.words ?? null, lang, line.words)
    if (!words) return []
    return [
      {
        id: known?.id ?? null,
        kind: itemKinds.find((kind) => kind === line.kind) ?? 'note',
        words,
        organisationId: party(line.organisation),
        addresseeId: party(line.addressee),
        dueOn: isDay(line.due) ? line.due : null,
      },
    ]
  })
}
