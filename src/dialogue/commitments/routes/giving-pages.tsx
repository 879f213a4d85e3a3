/** The forms in which a party gives its view, an incident or evidence; a phone may keep each until it has signal. */
import { said } from '../../../kernel/text.ts'
import type { ReadTx } from '../../../kernel/transaction.ts'
import { Form } from '../../../web/components/form.tsx'
import type { FormError, FormValues } from '../../../web/components/form-schema.ts'
import { Notice } from '../../../web/components/notice.tsx'
import { date } from '../../../web/format.ts'
import { type Answer, type PageAnswer, page } from '../../../web/server/answer.ts'
import type { Visit } from '../../../web/server/route.ts'
import { bare, organisationChoices } from '../../common.ts'
import { evidenceWords } from '../evidence-words.ts'
import { type Incident, incidentsOf, type View } from '../follow-up.ts'
import { firstWords } from '../name.ts'
import { PhotoField } from '../pages/evidence.tsx'
import {
  evidenceFormWords,
  evidenceSchema,
  incidentOwn,
  incidentTeam,
  incidentWords,
  viewSchema,
  viewWords,
} from '../pages/forms.tsx'
import { ViewLine } from '../pages/page.tsx'
import type { Commitment } from '../store.ts'
import { commitmentWords } from '../words.ts'
import { commitmentCrumbs } from './common.ts'

export interface Given {
  values: FormValues
  errors?: readonly FormError[]
}

const formPage = (
  visit: Visit,
  commitment: Commitment,
  title: string,
  given: Given,
  main: Parameters<typeof page>[0]['main'],
): PageAnswer =>
  page({
    title,
    current: 'agreements',
    crumbs: commitmentCrumbs(
      visit,
      { label: firstWords(commitment, visit.lang), href: bare(visit, `/commitments/${commitment.id}`) },
      { label: title },
    ),
    ...(given.errors ? { status: 422 as const } : {}),
    main: (
      <>
        <p class="quoted">{said(commitment.words, visit.lang)}</p>
        {main}
      </>
    ),
  })

/** What the phone's outbox needs of a form: what it is about, where it is seen afterwards, where its files go alone. */
const queued = (visit: Visit, commitment: Commitment, at: string) => ({
  'data-queue': said(commitment.words, visit.lang).slice(0, 120),
  'data-page': `${visit.to(`/commitments/${commitment.id}`)}#${at}`,
  'data-alone': visit.to(`/commitments/${commitment.id}/evidence`),
})

export function viewPage(
  visit: Visit,
  commitment: Commitment,
  given: Given & { basis: string | null; theirs?: View },
): Answer {
  const { lang } = visit
  const words = commitmentWords(lang).page
  const answer = formPage(
    visit,
    commitment,
    words.give,
    given,
    <>
      {given.theirs && (
        <Notice title={evidenceWords(lang).theirsTitle}>
          <p>{evidenceWords(lang).theirsText}</p>
          <ol class="timeline">
            <ViewLine lang={lang} view={given.theirs} />
          </ol>
        </Notice>
      )}
      <Form
        lang={lang}
        schema={viewSchema}
        words={viewWords(lang)}
        action={bare(visit, `/commitments/${commitment.id}/view`)}
        cancelHref={bare(visit, `/commitments/${commitment.id}`)}
        values={given.values}
        {...(given.errors ? { errors: given.errors } : {})}
        hidden={{ basis: given.basis ?? '' }}
        island={queued(visit, commitment, 'views')}
        withFiles
        submit={words.save}
        controls={{
          value: { as: 'radio' },
          assessedOn: { width: 'medium' },
          reason: { as: 'textarea', rows: 3 },
        }}
      >
        <PhotoField lang={lang} optional />
      </Form>
    </>,
  )
  return given.theirs ? { ...answer, status: 409 } : answer
}

export async function incidentPage(
  visit: Visit,
  tx: ReadTx,
  commitment: Commitment,
  given: Given,
): Promise<Answer> {
  const { lang, asker } = visit
  const words = commitmentWords(lang).page
  const common = {
    lang,
    words: incidentWords(lang),
    action: bare(visit, `/commitments/${commitment.id}/incidents/new`),
    cancelHref: bare(visit, `/commitments/${commitment.id}`),
    values: given.values,
    island: queued(visit, commitment, 'incidents'),
    withFiles: true,
    submit: words.noteSave,
    ...(given.errors ? { errors: given.errors } : {}),
  }
  const controls = {
    happenedOn: { width: 'medium' },
    women: { width: 'short' },
    men: { width: 'short' },
    words: { as: 'textarea', rows: 3 },
  } as const
  return formPage(
    visit,
    commitment,
    words.note,
    given,
    asker.organisationId ? (
      <Form {...common} schema={incidentOwn} controls={controls}>
        <PhotoField lang={lang} optional />
      </Form>
    ) : (
      <Form
        {...common}
        schema={incidentTeam}
        controls={{ ...controls, organisation: { options: await organisationChoices(tx, visit) } }}
      >
        <PhotoField lang={lang} optional />
      </Form>
    ),
  )
}

export async function evidencePage(
  visit: Visit,
  tx: ReadTx,
  commitment: Commitment,
  given: Given,
): Promise<Answer> {
  const { lang } = visit
  const words = evidenceWords(lang)
  const incidents = commitment.lasts ? await incidentsOf(tx, visit.asker, commitment.id) : []
  const kinds = commitmentWords(lang).incidentKinds
  const named = (one: Incident): string =>
    `${date(one.happenedOn, lang)} · ${kinds[one.kind]}${one.venue ? ` · ${one.venue}` : ''}`
  return formPage(
    visit,
    commitment,
    words.addTitle,
    given,
    <Form
      lang={lang}
      schema={incidents.length > 0 ? evidenceSchema : evidenceSchema.omit({ incident: true })}
      words={evidenceFormWords(lang)}
      action={bare(visit, `/commitments/${commitment.id}/evidence`)}
      cancelHref={bare(visit, `/commitments/${commitment.id}`)}
      values={given.values}
      {...(given.errors ? { errors: given.errors } : {})}
      island={queued(visit, commitment, 'evidence')}
      withFiles
      submit={words.save}
      controls={{
        words: { as: 'textarea', rows: 2 },
        ...(incidents.length > 0
          ? { incident: { options: incidents.map((one) => ({ value: one.id, label: named(one) })) } }
          : {}),
      }}
    >
      <PhotoField lang={lang} optional={false} />
    </Form>,
  )
}
