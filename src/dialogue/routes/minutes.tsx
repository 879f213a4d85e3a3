/** Minutes: read, sent to the parties, answered by them, signed off, exported. */
import { addAttachment, attachmentsOf } from '../../kernel/attachment.ts'
import { isLanguage, said } from '../../kernel/text.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { type Answer, page, redirect } from '../../web/server/answer.ts'
import { documentFile } from '../../web/server/files.ts'
import { get, post, type Route, sees, type Visit, work, writes } from '../../web/server/route.ts'
import { receiveFiles } from '../../web/server/upload.ts'
import { type DialogueServices, field, idOrNull, isDay, minutesTrail, today } from '../common.ts'
import { minutesDocument, type Recorded } from '../minutes-document.ts'
import { presentOf } from '../pages/attendance-pages.tsx'
import { MinutesActions, MinutesAside, MinutesPage, maxScan } from '../pages/minutes-pages.tsx'
import type { RefusedPosition } from '../pages/position-pages.tsx'
import { notedHows } from '../rules.ts'
import { attendeesOf, headCountsOf } from '../store/attendance.ts'
import { type Meeting, meetingById, partiesOf } from '../store/meetings.ts'
import { type Minutes, minutesOf, stepMinutes } from '../store/minutes.ts'
import { ownParty, setPosition } from '../store/positions.ts'
import { wordsOf } from '../words.ts'
import { idOf, writable } from './common.tsx'

async function readable(visit: Visit, tx: ReadTx): Promise<{ meeting: Meeting; minutes: Minutes }> {
  const meeting = await meetingById(tx, visit.asker, idOf(visit))
  const minutes = await minutesOf(tx, visit.asker, meeting.id)
  if (!minutes) throw new Problem('kernel.notFound', {}, 404)
  return { meeting, minutes }
}

export const minutesRoutes = (services: DialogueServices): Route[] => [
  get('/meetings/:id/minutes', sees('meeting'), (visit, tx) => readPage(visit, tx)),
  post('/meetings/:id/minutes/step', writes('meeting'), async (visit, tx) => {
    const meeting = await writable(visit, tx)
    const state = await stepMinutes(tx, visit.asker, meeting, field(await visit.form(), 'step'))
    return redirect(visit.to(`/meetings/${meeting.id}/minutes`), wordsOf(visit.lang).minutes.stepped[state])
  }),
  // A position is the organisation's own to enter, or noted by whoever writes the meeting; the database decides.
  post('/meetings/:id/minutes/position', sees('meeting'), async (visit, tx) => {
    const form = await visit.form()
    const { id, mayWrite } = await meetingById(tx, visit.asker, idOf(visit))
    const [day, how] = [field(form, 'day'), field(form, 'how')]
    const given = {
      partyId: idOrNull(field(form, 'party')) ?? id,
      step: field(form, 'step'),
      note: field(form, 'note').slice(0, 5000),
      day: mayWrite && isDay(day) && day <= today(visit) ? day : today(visit),
      how: notedHows.find((one) => one === how) ?? null,
      text: field(form, 'text'),
    }
    try {
      await setPosition(tx, visit.asker, id, given)
    } catch (error) {
      // What was typed is given back with what it lacks.
      if (error instanceof Problem && error.status === 422) return readPage(visit, tx, { ...given, error })
      throw error
    }
    return redirect(`${visit.to(`/meetings/${id}/minutes`)}#positions`, wordsOf(visit.lang).minutes.noted)
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
    return documentFile(document, kind)
  }),
]

async function readPage(visit: Visit, tx: ReadTx, refused: RefusedPosition | null = null): Promise<Answer> {
  const { lang, asker, to } = visit
  const meeting = await meetingById(tx, asker, idOf(visit))
  const minutes = await minutesOf(tx, asker, meeting.id)
  if (!minutes) {
    if (meeting.mayWrite) return redirect(to(`/meetings/${meeting.id}/minutes/edit`))
    return new Problem('kernel.notFound', {}, 404)
  }
  const props = { lang, to, meeting, minutes }
  const parties = await partiesOf(tx, asker, meeting.id)
  return page({
    title: wordsOf(lang).minutes.title(said(meeting.title, lang)),
    subtitle: wordsOf(lang).minutesStates[minutes.state],
    current: 'meetings',
    crumbs: minutesTrail(visit, meeting),
    islands: ['file-drop', 'minutes'],
    actions: <MinutesActions {...props} />,
    ...(refused ? { status: 422 as const } : {}),
    main: (
      <MinutesPage
        {...props}
        zone={visit.workspace.timezone}
        today={today(visit)}
        parties={parties}
        own={ownParty(asker, parties) ?? null}
        refused={refused}
        present={presentOf(await attendeesOf(tx, asker, meeting.id))}
        headCounts={await headCountsOf(tx, asker, meeting.id)}
        scans={await attachmentsOf(tx, asker, meeting.id)}
      />
    ),
    aside: <MinutesAside {...props} />,
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
