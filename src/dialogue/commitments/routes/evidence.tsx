/** Evidence of a commitment: added, seen small, taken away and brought back. */
import { textIn } from '../../../kernel/text.ts'
import { smallPicture } from '../../../platform/pictures/index.ts'
import { Problem } from '../../../platform/problem.ts'
import { readForm } from '../../../web/components/form-schema.ts'
import { download, redirect } from '../../../web/server/answer.ts'
import { get, post, type Route, sees, type Visit, work } from '../../../web/server/route.ts'
import { type DialogueServices, idOrNull, typedIn } from '../../common.ts'
import { evidenceById, removeEvidence, restoreEvidence } from '../evidence.ts'
import { evidenceWords } from '../evidence-words.ts'
import { evidenceArrives } from '../giving.ts'
import { evidenceFormWords, evidenceSchema } from '../pages/forms.tsx'
import { notes, readOne } from './common.ts'
import { evidencePage } from './giving-pages.tsx'
import { arrived, isPhone, lacks, sentForm, toldOn } from './sent.ts'

const place = (visit: Visit, id: string): string => `${visit.to(`/commitments/${id}`)}#evidence`

export const evidenceRoutes = (services: DialogueServices): Route[] => [
  get('/commitments/:id/evidence', sees('assessment'), async (visit, tx) => {
    if (!notes(visit)) return new Problem('kernel.notAllowed', {}, 403)
    return evidencePage(visit, tx, await readOne(visit, tx), { values: {} })
  }),
  work('POST', '/commitments/:id/evidence', sees('assessment'), async (visit) => {
    if (!notes(visit)) return new Problem('kernel.notAllowed', {}, 403)
    const { lang } = visit
    // Before a byte is kept: whether it is hers at all.
    const commitment = await visit.read((tx) => readOne(visit, tx))
    const { form, sent } = await sentForm(visit, services)
    const read = readForm(evidenceSchema, form, evidenceFormWords(lang), lang)
    const again = (given: Parameters<typeof evidencePage>[3]) =>
      visit.read((tx) => evidencePage(visit, tx, commitment, given))
    if (!read.ok) return isPhone(visit) ? lacks(read.errors) : again(read)
    const given = {
      words: read.value.words ? textIn(lang, read.value.words) : null,
      incidentId: idOrNull(read.value.incident),
    }
    try {
      await visit.write(async (tx, asker) =>
        evidenceArrives(tx, asker, await readOne(visit, tx), given, sent),
      )
    } catch (problem) {
      if (isPhone(visit) || !(problem instanceof Problem) || problem.code !== 'commitments.noFile')
        throw problem
      return again({ values: typedIn(form), errors: [toldOn(visit, problem, 'photos', {})] })
    }
    return arrived(visit, place(visit, commitment.id), evidenceWords(lang).saved)
  }),

  work('GET', '/commitments/:id/evidence/:file/small', sees('assessment'), async (visit) => {
    const found = await visit.read((tx) =>
      evidenceById(tx, visit.asker, visit.params.id ?? '', visit.params.file ?? ''),
    )
    if (!found.mediaType.startsWith('image/')) return new Problem('kernel.notFound', {}, 404)
    const { stream } = await services.files.open(found.sha256)
    const { bytes, mediaType } = await smallPicture(Buffer.concat(await stream.toArray()), 320)
    return download({ name: 'foto.jpg', mediaType, body: new Uint8Array(bytes), inline: true, keeps: true })
  }),

  post('/commitments/:id/evidence/:file/remove', sees('assessment'), async (visit, tx) => {
    const { id } = await readOne(visit, tx)
    const file = visit.params.file ?? ''
    await removeEvidence(tx, visit.asker, id, file)
    return redirect(
      place(visit, id),
      evidenceWords(visit.lang).removed,
      visit.to(`/commitments/${id}/evidence/${file}/restore`),
    )
  }),
  post('/commitments/:id/evidence/:file/restore', sees('assessment'), async (visit, tx) => {
    const { id } = await readOne(visit, tx)
    await restoreEvidence(tx, visit.asker, id, visit.params.file ?? '')
    return redirect(place(visit, id), evidenceWords(visit.lang).restored)
  }),
]
