/** A meeting as it is written: new and changed, with its agenda. */
import { type Language, said, type Text, textIn } from '../../kernel/text.ts'
import type { ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Form } from '../../web/components/form.tsx'
import { type FormError, type FormValues, readForm } from '../../web/components/form-schema.ts'
import { type Answer, page, redirect } from '../../web/server/answer.ts'
import { versionOf } from '../../web/server/form.ts'
import { get, post, type Route, type Visit, writes } from '../../web/server/route.ts'
import {
  bare,
  crumbs,
  type DialogueServices,
  groupChoices,
  idOrNull,
  organisationChoices,
  placeChoices,
  typedIn,
  unknownChoices,
} from '../common.ts'
import { agendaLines, meetingSchema, meetingValues, meetingWords } from '../pages/meeting-form.tsx'
import { worded } from '../store/common.ts'
import { openLinks } from '../store/invitations.ts'
import {
  addMeeting,
  agendaOf,
  changeMeeting,
  type Meeting,
  type MeetingFields,
  meetingById,
  setAgenda,
} from '../store/meetings.ts'
import { platformsOf } from '../store/platforms.ts'
import { wordsOf } from '../words.ts'
import { instantOf } from '../zone.ts'
import { writable, zoneOf } from './common.tsx'

export const meetingEditingRoutes = (services: DialogueServices): Route[] => [
  get('/meetings/new', writes('meeting'), async (visit, tx) =>
    formPage(visit, tx, null, {
      values: {
        platform: visit.query.get('platform') ?? undefined,
        day: visit.query.get('day') ?? undefined,
        from: '10:00',
        until: '12:00',
      },
    }),
  ),
  post('/meetings/new', writes('meeting'), async (visit, tx) => {
    const given = await readMeeting(visit, tx, null)
    if (!('fields' in given)) return given
    const id = await addMeeting(tx, visit.asker, given.fields)
    await setAgenda(tx, visit.asker, id, given.agenda)
    return redirect(visit.to(`/meetings/${id}`), wordsOf(visit.lang).form.saved)
  }),
  get('/meetings/:id/edit', writes('meeting'), async (visit, tx) => {
    const meeting = await writable(visit, tx)
    const agenda = await agendaOf(tx, visit.asker, meeting.id)
    return formPage(visit, tx, meeting, {
      values: meetingValues(meeting, agenda, visit.lang, zoneOf(visit)),
      version: meeting.version,
    })
  }),
  post('/meetings/:id/edit', writes('meeting'), async (visit, tx) => {
    const before = await writable(visit, tx)
    const form = await visit.form()
    if (versionOf(form) !== before.version) {
      const agenda = await agendaOf(tx, visit.asker, before.id)
      const again = {
        values: typedIn(form),
        now: meetingValues(before, agenda, visit.lang, zoneOf(visit)),
        version: before.version,
      }
      return { ...(await formPage(visit, tx, before, again)), status: 409 as const }
    }
    const given = await readMeeting(visit, tx, before)
    if (!('fields' in given)) return given
    await changeMeeting(tx, visit.asker, before.id, before.version, given.fields)
    await setAgenda(tx, visit.asker, before.id, given.agenda)
    await openLinks(tx, visit.asker, services.secret, await meetingById(tx, visit.asker, before.id))
    return redirect(visit.to(`/meetings/${before.id}`), wordsOf(visit.lang).form.changed)
  }),
]

async function formPage(
  visit: Visit,
  tx: ReadTx,
  meeting: Meeting | null,
  given: { values: FormValues; now?: FormValues; errors?: readonly FormError[]; version?: number },
): Promise<Answer> {
  const { lang } = visit
  const words = wordsOf(lang)
  const platforms = (await platformsOf(tx, visit.asker)).filter(
    ({ mayWrite, endedOn, id }) => (mayWrite && !endedOn) || id === meeting?.platformId,
  )
  const path = meeting ? `/meetings/${meeting.id}` : '/meetings'
  return page({
    title: meeting ? words.form.edit : words.form.new,
    ...(meeting ? {} : { lede: words.form.lede }),
    current: 'meetings',
    crumbs: crumbs(
      visit,
      ...(meeting ? [{ label: said(meeting.title, lang), href: bare(visit, path) }] : []),
      {
        label: meeting ? words.form.edit : words.form.new,
      },
    ),
    ...(given.errors ? { status: 422 as const } : {}),
    main: (
      <Form
        lang={lang}
        schema={meetingSchema}
        words={meetingWords(lang)}
        action={bare(visit, meeting ? `${path}/edit` : '/meetings/new')}
        cancelHref={bare(visit, path)}
        submit={words.form.save}
        values={given.values}
        {...(given.now ? { now: given.now } : {})}
        {...(given.errors ? { errors: given.errors } : {})}
        {...(given.version ? { hidden: { version: given.version } } : {})}
        controls={{
          platform: { options: platforms.map(({ id, name }) => ({ value: id, label: said(name, lang) })) },
          place: { options: await placeChoices(tx, visit) },
          group: { options: await groupChoices(tx, visit) },
          convenor: { options: await organisationChoices(tx, visit) },
          day: { width: 'medium' },
          lastDay: { width: 'medium' },
          from: { width: 'short' },
          until: { width: 'short' },
          purpose: { as: 'textarea', rows: 3 },
          agenda: { as: 'textarea', rows: 6 },
        }}
      />
    ),
  })
}

/** The form as fields of a meeting, or the form again with what is to be corrected. */
async function readMeeting(visit: Visit, tx: WriteTx, before: Meeting | null) {
  const { lang } = visit
  const form = await visit.form()
  const read = readForm(meetingSchema, form, meetingWords(lang), lang)
  const again = (values: FormValues, errors: readonly FormError[]) =>
    formPage(visit, tx, before, { values, errors, ...(before ? { version: versionOf(form) } : {}) })
  if (!read.ok) return again(read.values, read.errors)
  const { value } = read
  const zone = zoneOf(visit)
  const startsAt = instantOf(value.day, value.from, zone)
  const endsAt = instantOf(value.lastDay ?? value.day, value.until, zone)
  if (!startsAt || !endsAt || endsAt <= startsAt) {
    return again(typedIn(form), [{ field: 'until', text: wordsOf(lang).problems['dialogue.endsBefore']() }])
  }
  const fields: MeetingFields = {
    kind: value.kind,
    platformId: idOrNull(value.platform),
    title: worded(before?.title ?? null, lang, value.title) ?? textIn(lang, value.title),
    purpose: worded(before?.purpose ?? null, lang, value.purpose),
    startsAt,
    endsAt,
    placeId: idOrNull(value.place),
    venue: value.venue ?? '',
    url: value.url ?? null,
    workerGroupId: idOrNull(value.group),
    convenorId: idOrNull(value.convenor),
    childcare: value.childcare,
    interpretation: value.interpretation ?? '',
  }
  // A facilitator is told about platforms that are not hers by the store.
  const platform = visit.asker.role === 'facilitator' ? null : fields.platformId
  const chosen = { place: fields.placeId, group: fields.workerGroupId, convenor: fields.convenorId, platform }
  const had = before ? [before.placeId, before.workerGroupId, before.convenorId, before.platformId] : []
  const unknown = await unknownChoices(tx, visit, meetingWords(lang), chosen, had)
  if (unknown.length > 0) return again(typedIn(form), unknown)
  const old = before ? await agendaOf(tx, visit.asker, before.id) : []
  return {
    fields,
    agenda: agendaLines(value.agenda ?? '').map((line, at) =>
      agendaItem(line, old[at]?.words ?? null, old, lang),
    ),
  }
}

/** A point keeps its translation where its words stayed, or where the page's language is the translation of the point in its place. */
function agendaItem(
  line: { words: string; minutes: number | null },
  inPlace: Text | null,
  old: readonly { words: Text }[],
  lang: Language,
) {
  const same = old.find(({ words }) => said(words, lang) === line.words)?.words
  const translated = inPlace && inPlace.source !== lang ? worded(inPlace, lang, line.words) : null
  return { words: same ?? translated ?? textIn(lang, line.words), minutes: line.minutes }
}
