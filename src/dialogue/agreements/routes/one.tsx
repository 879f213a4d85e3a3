/** One agreement: its page, its steps, its parties, its files, and whether it is public. */
import { addAttachment, attachmentsOf } from '../../../kernel/attachment.ts'
import { said } from '../../../kernel/text.ts'
import { threadOf } from '../../../kernel/thread-near.ts'
import type { ReadTx } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import { ButtonLink } from '../../../web/components/button.tsx'
import { Form } from '../../../web/components/form.tsx'
import { type FormError, type FormValues, readForm } from '../../../web/components/form-schema.ts'
import { DownloadMenu } from '../../../web/components/menu.tsx'
import { ThreadPanel } from '../../../web/components/thread-panel.tsx'
import { type Answer, type PageAnswer, page, redirect } from '../../../web/server/answer.ts'
import { documentFile, mediaTypes } from '../../../web/server/files.ts'
import { get, post, type Route, sees, type Visit, work, writes } from '../../../web/server/route.ts'
import { receiveFiles } from '../../../web/server/upload.ts'
import { commitmentsOf } from '../../commitments/store.ts'
import {
  bare,
  type DialogueServices,
  field,
  idOrNull,
  isDay,
  organisationChoices,
  today,
  typedIn,
} from '../../common.ts'
import { missing } from '../../demands/common.tsx'
import { digest } from '../../negotiation/routes/common.tsx'
import { amendmentsOf, clausesOf } from '../clauses.ts'
import { agreementDocument } from '../document.ts'
import { newPartySchema, partySchema, partyWords } from '../pages/forms.tsx'
import { AgreementPage, maxAnnex, NextSteps } from '../pages/page.tsx'
import {
  addParty,
  consentToPublish,
  removeParty,
  type Signatory,
  saveParty,
  signatoriesOf,
  signParty,
} from '../parties.ts'
import { type Agreement, publish, stepAgreement } from '../store.ts'
import { agreementWords } from '../words.ts'
import { agreementCrumbs, ownParty, readOne, speaks, tell, writableOne } from './common.ts'

type Given = { values: FormValues; errors?: readonly FormError[]; conflict?: true }

const kinds: Readonly<Record<string, string>> = {
  pdf: mediaTypes.pdf,
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  docx: mediaTypes.docx,
}

/** A day that was typed, no later than today; else today. */
const dayTyped = (visit: Visit, form: FormData): string => {
  const typed = field(form, 'day')
  return isDay(typed) && typed <= today(visit) ? typed : today(visit)
}

export const agreementRoutes = (services: DialogueServices): Route[] => [
  get('/agreements/:id', sees('agreement'), onePage),
  post('/agreements/:id/step', writes('agreement'), async (visit, tx) => {
    const agreement = await writableOne(visit, tx)
    const form = await visit.form()
    const given = { on: dayTyped(visit, form), reason: field(form, 'reason').slice(0, 2000) }
    const state = await stepAgreement(tx, visit.asker, agreement, field(form, 'step'), given)
    return redirect(visit.to(`/agreements/${agreement.id}`), agreementWords(visit.lang).stepTaken[state])
  }),

  get('/agreements/:id/parties/new', writes('agreement'), async (visit, tx) =>
    newPartyPage(visit, tx, await writableOne(visit, tx), { values: { constituency: 'workers' } }),
  ),
  post('/agreements/:id/parties/new', writes('agreement'), async (visit, tx) => {
    const { lang, asker } = visit
    const agreement = await writableOne(visit, tx)
    const form = await visit.form()
    const words = partyWords(lang)
    const read = readForm(newPartySchema, form, words, lang)
    if (!read.ok) return newPartyPage(visit, tx, agreement, read)
    const organisationId = idOrNull(read.value.organisation)
    const errors = await missing(tx, visit, words, [['organisation', 'organisation', organisationId]])
    if (!organisationId || errors.length > 0)
      return newPartyPage(visit, tx, agreement, { values: typedIn(form), errors })
    try {
      await addParty(tx, asker, agreement.id, { organisationId, constituency: read.value.constituency })
    } catch (problem) {
      const text = tell(visit, problem)
      if (text === undefined) throw problem
      return newPartyPage(visit, tx, agreement, {
        values: typedIn(form),
        errors: [{ field: 'organisation', text }],
      })
    }
    return redirect(`${visit.to(`/agreements/${agreement.id}`)}#parties`, agreementWords(lang).page.saved)
  }),
  get('/agreements/:id/parties/:party', sees('agreement'), async (visit, tx) => {
    const agreement = await readOne(visit, tx)
    const party = await stillOpen(agreement, ownParty(visit, tx, agreement))
    return partyPage(visit, agreement, party, { values: partyValues(party) })
  }),
  post('/agreements/:id/parties/:party', sees('agreement'), async (visit, tx) => {
    const { lang, asker } = visit
    const agreement = await readOne(visit, tx)
    const party = await stillOpen(agreement, ownParty(visit, tx, agreement))
    const form = await visit.form()
    if (field(form, 'seen') !== seenOf(party)) {
      const answer = partyPage(visit, agreement, party, { values: typedIn(form), conflict: true })
      return { ...answer, status: 409 as const }
    }
    const read = readForm(partySchema, form, partyWords(lang), lang)
    if (!read.ok) return partyPage(visit, agreement, party, read)
    const { value } = read
    const needed = agreementWords(lang).form.needed
    const errors = [
      ...(value.authority && !value.authorityOn ? [{ field: 'authorityOn', text: needed }] : []),
      ...(value.reportBack && !value.reportBackOn ? [{ field: 'reportBackOn', text: needed }] : []),
    ]
    if (errors.length > 0) return partyPage(visit, agreement, party, { values: typedIn(form), errors })
    const heard = { reportBack: value.reportBack ?? null, reportBackOn: value.reportBackOn ?? null }
    const signed = agreement.signedOn !== null
    const fields = {
      capacity: value.capacity ?? '',
      authority: value.authority ?? null,
      authorityOn: value.authorityOn ?? null,
      authorityNote: value.authorityNote ?? '',
      noReportBackReason: value.noReportBackReason ?? '',
    }
    await saveParty(tx, asker, party, { ...(signed ? party : fields), ...heard }, value.names ?? '')
    return redirect(`${visit.to(`/agreements/${agreement.id}`)}#parties`, agreementWords(lang).page.saved)
  }),
  post('/agreements/:id/parties/:party/sign', sees('agreement'), async (visit, tx) => {
    const agreement = await readOne(visit, tx)
    const party = await ownParty(visit, tx, agreement)
    await signParty(tx, visit.asker, agreement, party, dayTyped(visit, await visit.form()))
    return redirect(
      `${visit.to(`/agreements/${agreement.id}`)}#parties`,
      agreementWords(visit.lang).page.saved,
    )
  }),
  post('/agreements/:id/parties/:party/remove', writes('agreement'), async (visit, tx) => {
    const agreement = await writableOne(visit, tx)
    await removeParty(tx, visit.asker, await ownParty(visit, tx, agreement))
    return redirect(
      `${visit.to(`/agreements/${agreement.id}`)}#parties`,
      agreementWords(visit.lang).page.saved,
    )
  }),
  post('/agreements/:id/parties/:party/publish', sees('agreement'), async (visit, tx) => {
    const agreement = await readOne(visit, tx)
    const party = await ownParty(visit, tx, agreement)
    const agrees = field(await visit.form(), 'agrees') === 'yes'
    await consentToPublish(tx, visit.asker, party, agrees ? today(visit) : null)
    return redirect(
      `${visit.to(`/agreements/${agreement.id}`)}#publication`,
      agreementWords(visit.lang).page.consented,
    )
  }),
  post('/agreements/:id/publish', writes('agreement'), async (visit, tx) => {
    const agreement = await writableOne(visit, tx)
    const open = field(await visit.form(), 'open') === 'yes'
    await publish(tx, visit.asker, agreement, open)
    const words = agreementWords(visit.lang).page
    return redirect(
      `${visit.to(`/agreements/${agreement.id}`)}#publication`,
      open ? words.published : words.unpublished,
    )
  }),

  work('POST', '/agreements/:id/files', writes('agreement'), async (visit) => {
    // Before a byte is kept: whether she may at all.
    const agreement = await visit.read((tx) => writableOne(visit, tx))
    const { files } = await receiveFiles(visit.request, services.files, { maxBytes: maxAnnex, maxFiles: 10 })
    await visit.write(async (tx) => {
      for (const file of files) {
        const mediaType = kinds[file.name.split('.').at(-1)?.toLowerCase() ?? '']
        if (!mediaType) throw new Problem('agreements.fileKind', { name: file.name })
        await addAttachment(tx, visit.asker, {
          ...file,
          mediaType,
          recordId: agreement.id,
          resource: 'agreement',
          audienceId: agreement.audienceId,
        })
      }
    })
    return redirect(
      `${visit.to(`/agreements/${agreement.id}`)}#annexes`,
      agreementWords(visit.lang).page.fileSaved,
    )
  }),
  work('GET', '/agreements/:id/document/:kind', sees('agreement'), async (visit) => {
    const { kind } = visit.params
    const { lang, asker, workspace } = visit
    const document = await visit.read(async (tx) => {
      const agreement = await readOne(visit, tx)
      return agreementDocument(lang, {
        agreement,
        clauses: await clausesOf(tx, asker, agreement.id),
        parties: await signatoriesOf(tx, asker, agreement.id),
        workspace: workspace.name,
        isSample: workspace.isSample,
      })
    })
    return documentFile(document, kind)
  }),
]

/** What a party signs with is written until it is signed; after that only what its base said, where that was still to come. */
async function stillOpen(agreement: Agreement, found: Promise<Signatory>): Promise<Signatory> {
  const party = await found
  if (agreement.signedOn !== null && (party.reportBack !== null || party.constituency !== 'workers'))
    throw new Problem('agreements.notDraft', {}, 409)
  return party
}

async function onePage(visit: Visit, tx: ReadTx): Promise<Answer> {
  const { lang, asker, to } = visit
  const words = agreementWords(lang)
  const agreement = await readOne(visit, tx)
  const props = {
    lang,
    to,
    here: bare(visit, `/agreements/${agreement.id}`),
    today: today(visit),
    agreement,
    clauses: await clausesOf(tx, asker, agreement.id),
    amendments: await amendmentsOf(tx, asker, agreement.id),
    parties: await signatoriesOf(tx, asker, agreement.id),
    commitments: await commitmentsOf(tx, asker, today(visit), { agreementId: agreement.id }),
    files: await attachmentsOf(tx, asker, agreement.id),
    mayWrite: agreement.mayWrite,
    speaks: speaks(visit),
  }
  const file = (kind: string): string => to(`/agreements/${agreement.id}/document/${kind}`)
  return page({
    title: said(agreement.title, lang),
    subtitle: words.states[agreement.state],
    current: 'agreements',
    crumbs: agreementCrumbs(visit, agreement),
    islands: ['file-drop'],
    actions: (
      <>
        <DownloadMenu
          lang={lang}
          lines={[
            { label: words.page.docx, href: file('docx') },
            { label: words.page.pdf, href: file('pdf') },
          ]}
        />
        {agreement.mayWrite && (
          <ButtonLink href={to(`/agreements/${agreement.id}/edit`)}>{words.page.edit}</ButtonLink>
        )}
      </>
    ),
    main: <AgreementPage {...props} />,
    aside: (
      <>
        <NextSteps {...props} />
        <ThreadPanel lang={lang} to={to} thread={await threadOf(tx, asker, agreement.id)} />
      </>
    ),
  })
}

async function newPartyPage(visit: Visit, tx: ReadTx, agreement: Agreement, given: Given): Promise<Answer> {
  const { lang } = visit
  const title = agreementWords(lang).page.addParty
  return page({
    title,
    current: 'agreements',
    crumbs: agreementCrumbs(visit, agreement, { label: title }),
    ...(given.errors ? { status: 422 as const } : {}),
    main: (
      <Form
        lang={lang}
        schema={newPartySchema}
        words={partyWords(lang)}
        action={bare(visit, `/agreements/${agreement.id}/parties/new`)}
        cancelHref={bare(visit, `/agreements/${agreement.id}`)}
        values={given.values}
        {...(given.errors ? { errors: given.errors } : {})}
        controls={{ organisation: { options: await organisationChoices(tx, visit) } }}
      />
    ),
  })
}

const partyValues = (party: Signatory): FormValues => ({
  capacity: party.capacity,
  names: party.names ?? undefined,
  authority: party.authority ?? undefined,
  authorityOn: party.authorityOn ?? undefined,
  authorityNote: party.authorityNote,
  reportBack: party.reportBack ?? undefined,
  reportBackOn: party.reportBackOn ?? undefined,
  noReportBackReason: party.noReportBackReason,
})

/** A party has no version: its form carries what it was opened on. */
const seenOf = (party: Signatory): string => digest(partyValues(party))

function partyPage(visit: Visit, agreement: Agreement, party: Signatory, given: Given): PageAnswer {
  const { lang } = visit
  const title = agreementWords(lang).form.partyTitle(said(party.organisation.name, lang))
  return page({
    title,
    lede: said(agreement.title, lang),
    current: 'agreements',
    crumbs: agreementCrumbs(visit, agreement, { label: title }),
    ...(given.errors ? { status: 422 as const } : {}),
    main: (
      <Form
        lang={lang}
        schema={partySchema}
        words={partyWords(lang)}
        action={bare(visit, `/agreements/${agreement.id}/parties/${party.id}`)}
        cancelHref={bare(visit, `/agreements/${agreement.id}`)}
        values={given.values}
        {...(given.conflict ? { now: partyValues(party) } : {})}
        {...(given.errors ? { errors: given.errors } : {})}
        hidden={{ seen: seenOf(party) }}
        controls={{
          names: { as: 'textarea', rows: 2 },
          authorityOn: { width: 'medium' },
          reportBackOn: { width: 'medium' },
          noReportBackReason: { as: 'textarea', rows: 2 },
        }}
      />
    ),
  })
}
