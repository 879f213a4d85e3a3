/** A form of a commitment as it arrives, plainly or from a phone's outbox, with its files; and what is answered to either. */
import { arrivalId } from '../../../kernel/arrival.ts'
import { Problem } from '../../../platform/problem.ts'
import type { FormError } from '../../../web/components/form-schema.ts'
import { type Answer, data, redirect } from '../../../web/server/answer.ts'
import { keepEvidence, maxEvidence } from '../../../web/server/evidence-files.ts'
import type { Visit } from '../../../web/server/route.ts'
import { receivePrepared } from '../../../web/server/upload.ts'
import { type DialogueServices, today } from '../../common.ts'
import { evidenceWords } from '../evidence-words.ts'
import type { Sent } from '../giving.ts'

export const mostFiles = 4

/** Reads it; throws `commitments.otherHolder` (403) where somebody else wrote it on this phone. */
export async function sentForm(
  visit: Visit,
  services: DialogueServices,
): Promise<{ form: FormData; sent: Sent }> {
  const type = visit.request.headers.get('content-type') ?? ''
  if (!type.startsWith('multipart/form-data')) {
    const form = await visit.form()
    checkHolder(visit, form)
    return { form, sent: { id: arrivalId(form.get('entry')), files: [] } }
  }
  const limits = { maxBytes: maxEvidence, maxFiles: mostFiles }
  const { files, fields } = await receivePrepared(
    visit.request,
    services.files,
    limits,
    keepEvidence(today(visit)),
  )
  const form = new FormData()
  // As `visit.form()` has it: what no database keeps is in no form of ours.
  for (const [name, value] of Object.entries(fields)) {
    if (value.includes('\0')) throw new Problem('web.noForm', {}, 400)
    form.set(name, value)
  }
  checkHolder(visit, form)
  return { form, sent: { id: arrivalId(form.get('entry')), files } }
}

function checkHolder(visit: Visit, form: FormData): void {
  const holder = form.get('holder')
  if (holder !== null && holder !== visit.holder) throw new Problem('commitments.otherHolder', {}, 403)
}

/** A phone's outbox asks for data, a person for a page. */
export const isPhone = (visit: Visit): boolean =>
  (visit.request.headers.get('accept') ?? '').includes('application/json')

/** It stands; what is said on the next page is the same either way. */
export const arrived = (visit: Visit, to: string, flash: string): Answer =>
  isPhone(visit) ? data({ state: 'arrived' }, 200, flash) : redirect(to, flash)

/** What a form lacks, for a phone, which cannot show the form again. */
export const lacks = (errors: readonly FormError[]): Problem =>
  new Problem('commitments.incomplete', { what: errors.map(({ text }) => text).join(' ') })

/** Whatever the form, told in the language of the page. */
export function toldOn(
  visit: Visit,
  problem: unknown,
  field: string,
  problems: Record<string, unknown>,
): FormError {
  if (!(problem instanceof Problem)) throw problem
  const sentence =
    problems[problem.code] ?? evidenceWords(visit.lang).problems[problem.code as 'commitments.noFile']
  return { field, text: (sentence as (values: Problem['values']) => string)(problem.values) }
}
