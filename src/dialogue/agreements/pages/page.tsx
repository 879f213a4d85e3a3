/** One agreement: its data, clauses, parties, commitments, files, public page, and what comes next. */

import type { Attachment } from '../../../kernel/attachment.ts'
import { type Language, said } from '../../../kernel/text.ts'
import { Button, ButtonLink } from '../../../web/components/button.tsx'
import { FileDrop } from '../../../web/components/file-drop.tsx'
import { Definitions } from '../../../web/components/lists.tsx'
import { Section } from '../../../web/components/notice.tsx'
import { DataTable } from '../../../web/components/table.tsx'
import { bytes, capital, date } from '../../../web/format.ts'
import type { Html } from '../../../web/html.ts'
import { CommitmentTable } from '../../commitments/pages/list.tsx'
import type { Commitment } from '../../commitments/store.ts'
import { stepsFrom } from '../../rules.ts'
import { wordsOf } from '../../words.ts'
import type { Amendment, Clause } from '../clauses.ts'
import type { Signatory } from '../parties.ts'
import { agreementMachine, missing } from '../rules.ts'
import type { Agreement } from '../store.ts'
import { agreementWords } from '../words.ts'
import { Amendments, Clauses } from './clauses.tsx'
import { validity } from './list.tsx'

export interface AgreementPageProps {
  lang: Language
  to(path: string, query?: Record<string, string>): string
  /** Its address without the language, for forms that add it. */
  here: string
  today: string
  agreement: Agreement
  clauses: readonly Clause[]
  amendments: readonly Amendment[]
  parties: readonly Signatory[]
  commitments: readonly Commitment[]
  files: readonly Attachment[]
  mayWrite: boolean
  /** Acts for a party that may speak for itself. */
  speaks: boolean
}

/** The longest file of an annex or signed copy, bytes. */
export const maxAnnex = 25_000_000

export function AgreementPage(props: AgreementPageProps) {
  const { lang, to, agreement, commitments, mayWrite } = props
  const words = agreementWords(lang).page
  const answersFor = (party: Signatory): boolean => mayWrite || (props.speaks && party.own)
  const shared = { lang, to, agreement, mayWrite }
  return (
    <>
      <Facts {...props} />
      <Clauses {...shared} clauses={props.clauses} />
      <Parties {...props} />
      {agreement.signedOn && <Amendments {...shared} {...props} answersFor={answersFor} />}
      {agreement.signedOn && (
        <Section
          title={words.commitments}
          id="commitments"
          actions={
            mayWrite ? (
              <ButtonLink href={to(`/agreements/${agreement.id}/commitments/new`)}>
                {words.addCommitment}
              </ButtonLink>
            ) : undefined
          }
        >
          <CommitmentTable
            lang={lang}
            to={to}
            commitments={commitments}
            empty={<p>{words.noCommitments}</p>}
          />
        </Section>
      )}
      <Annexes {...props} />
      {agreement.signedOn && <Publication {...props} answersFor={answersFor} />}
    </>
  )
}

function Facts({ lang, to, agreement }: AgreementPageProps) {
  const words = agreementWords(lang)
  const { page } = words
  const item = (term: string, value: Html | null | undefined | false | '') => (value ? [{ term, value }] : [])
  return (
    <Definitions
      items={[
        { term: page.nature, value: words.natures[agreement.legalNature] },
        ...item(page.basis, agreement.legalBasis),
        ...item(page.signed, agreement.signedOn && date(agreement.signedOn, lang)),
        { term: page.validity, value: validity(agreement, lang) },
        {
          term: page.authoritative,
          value: words.languages[agreement.authoritative] ?? agreement.authoritative,
        },
        ...item(
          page.negotiation,
          agreement.negotiation && (
            <a href={to(`/negotiations/${agreement.negotiationId}`)}>{said(agreement.negotiation, lang)}</a>
          ),
        ),
        ...item(page.place, agreement.place && said(agreement.place.name, lang)),
        ...item(page.group, agreement.workerGroup && capital(said(agreement.workerGroup.name, lang))),
        ...item(words.form.reason, agreement.stateReason),
      ]}
    />
  )
}

function Parties(props: AgreementPageProps) {
  const { lang, to, today, agreement, parties, mayWrite, speaks } = props
  const words = agreementWords(lang)
  const { page } = words
  const open = agreement.state === 'draft' || agreement.state === 'closed'
  const left = new Map(missing(parties).map((one) => [one.organisationId, one.lacks]))
  const may = (party: Signatory): boolean => mayWrite || (speaks && party.own)
  /** Signed ad referendum: what its base says is still to come. */
  const awaited = (party: Signatory): boolean =>
    !open && party.constituency === 'workers' && party.reportBack === null
  const here = (party: Signatory): string => `/agreements/${agreement.id}/parties/${party.id}`
  return (
    <Section
      title={page.parties}
      subtitle={page.partiesSub}
      id="parties"
      actions={
        mayWrite && agreement.state === 'draft' ? (
          <ButtonLink href={to(`/agreements/${agreement.id}/parties/new`)}>{page.addParty}</ButtonLink>
        ) : undefined
      }
    >
      <DataTable
        lang={lang}
        caption={page.parties}
        captionHidden
        rows={parties}
        label={{
          head: page.party,
          cell: (one) => (
            <>
              {said(one.organisation.name, lang)}{' '}
              <span class="subtle">
                {[wordsOf(lang).constituencies[one.constituency], one.capacity, one.names]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </>
          ),
        }}
        columns={[
          {
            head: page.authority,
            cell: (one) =>
              one.authority
                ? [
                    words.authorities[one.authority],
                    one.authorityOn && date(one.authorityOn, lang),
                    one.authorityNote,
                  ]
                    .filter(Boolean)
                    .join(', ')
                : page.notRecorded,
          },
          {
            head: page.reportBack,
            cell: (one) =>
              one.reportBack
                ? `${words.reportBacks[one.reportBack]}${one.reportBackOn ? `, ${date(one.reportBackOn, lang)}` : ''}`
                : one.noReportBackReason
                  ? page.noReportBack(one.noReportBackReason)
                  : one.constituency === 'workers'
                    ? page.notRecorded
                    : page.doesNotApply,
          },
          {
            head: page.signature,
            narrow: 'main',
            cell: (one) => (one.signedOn ? page.signedOn(date(one.signedOn, lang)) : page.notSigned),
          },
          ...(open || parties.some(awaited)
            ? [
                {
                  head: page.lacks,
                  cell: (one: Signatory) =>
                    (left.get(one.organisationId) ?? [])
                      .filter((lack) => lack !== 'signature')
                      .map((lack) => words.lacks[lack])
                      .join('; ') || page.ready,
                },
                {
                  head: <span class="vh">{page.record}</span>,
                  narrowHead: '',
                  cell: (one: Signatory) =>
                    may(one) && (open || awaited(one)) ? (
                      <div class="party-actions">
                        <a href={to(here(one))}>
                          {page.record}
                          <span class="vh"> ({said(one.organisation.name, lang)})</span>
                        </a>
                        {agreement.state === 'closed' && one.signedOn === null && (
                          <form method="post" action={to(`${here(one)}/sign`)} class="inline-form">
                            <input
                              class="ds-input"
                              type="date"
                              name="day"
                              value={today}
                              max={today}
                              aria-label={`${words.form.day}: ${said(one.organisation.name, lang)}`}
                            />
                            <Button>
                              {page.sign}
                              <span class="vh"> ({said(one.organisation.name, lang)})</span>
                            </Button>
                          </form>
                        )}
                        {agreement.state === 'draft' && mayWrite && (
                          <form method="post" action={to(`${here(one)}/remove`)}>
                            <Button variant="tertiary">
                              {page.remove}
                              <span class="vh"> ({said(one.organisation.name, lang)})</span>
                            </Button>
                          </form>
                        )}
                      </div>
                    ) : null,
                },
              ]
            : []),
        ]}
        empty={<p>{words.problems['agreements.twoParties']()}</p>}
      />
    </Section>
  )
}

function Annexes({ lang, to, here, files, mayWrite }: AgreementPageProps) {
  const words = agreementWords(lang).page
  if (files.length === 0 && !mayWrite) return null
  return (
    <Section title={words.annexes} subtitle={words.annexesSub} id="annexes">
      <DataTable
        lang={lang}
        caption={words.annexes}
        captionHidden
        rows={files}
        label={{ head: words.file, cell: (one) => <a href={to(`/files/${one.id}`)}>{one.name}</a> }}
        columns={[
          { head: words.size, kind: 'number', cell: (one) => bytes(one.bytes) },
          { head: words.sha, cell: (one) => <code class="sha">{one.sha256}</code> },
        ]}
        empty={<p>{words.noAnnexes}</p>}
      />
      {mayWrite && (
        <FileDrop
          lang={lang}
          action={`${here}/files`}
          label={words.file}
          accept=".pdf,.jpg,.jpeg,.png,.docx"
          maxBytes={maxAnnex}
          submit={words.fileSave}
        />
      )}
    </Section>
  )
}

function Publication({
  lang,
  to,
  agreement,
  parties,
  mayWrite,
  speaks,
  answersFor,
}: AgreementPageProps & { answersFor(party: Signatory): boolean }) {
  const words = agreementWords(lang).page
  if (!mayWrite && !speaks && agreement.publishedAt === null) return null
  const all = parties.every(({ publishesOn }) => publishesOn !== null)
  return (
    <Section title={words.publication} subtitle={words.publicationSub} id="publication">
      <ul class="plain-list">
        {parties.map((party) => {
          const name = said(party.organisation.name, lang)
          const given = party.publishesOn !== null
          const label = given
            ? party.own
              ? words.takeBack
              : words.takeBackFor
            : party.own
              ? words.consent
              : words.consentFor
          return (
            <li>
              {given ? words.publicYes(name) : words.publicNo(name)}
              {answersFor(party) && (
                <form method="post" action={to(`/agreements/${agreement.id}/parties/${party.id}/publish`)}>
                  <Button
                    variant={given ? 'tertiary' : 'secondary'}
                    name="agrees"
                    value={given ? 'no' : 'yes'}
                  >
                    {label}
                  </Button>
                </form>
              )}
            </li>
          )
        })}
      </ul>
      <div class="actions">
        {agreement.publishedAt && <a href={to(`/public/agreements/${agreement.id}`)}>{words.publicPage}</a>}
        {mayWrite && (agreement.publishedAt !== null || all) && (
          <form method="post" action={to(`/agreements/${agreement.id}/publish`)}>
            <Button
              variant={agreement.publishedAt ? 'secondary' : 'primary'}
              name="open"
              value={agreement.publishedAt ? 'no' : 'yes'}
            >
              {agreement.publishedAt ? words.unpublish : words.publish}
            </Button>
          </form>
        )}
      </div>
    </Section>
  )
}

/** What comes next with the agreement, each step with what it means. */
export function NextSteps({ lang, to, today, agreement, mayWrite }: AgreementPageProps) {
  const words = agreementWords(lang)
  const steps = stepsFrom(agreementMachine, agreement.state)
  if (!mayWrite || steps.length === 0) return null
  return (
    <section class="aside-list" id="next">
      <h2>{words.page.next}</h2>
      {steps.map((step, i) => (
        <form method="post" action={to(`/agreements/${agreement.id}/step`)} class="form">
          <input type="hidden" name="day" value={today} />
          <p class="subtle">{words.stepHelp[step]}</p>
          {step === 'terminate' && (
            <div class="ds-field">
              <label class="ds-label" for="step-reason">
                {words.form.reason}
              </label>
              <textarea class="ds-input" id="step-reason" name="reason" rows={2} maxlength={2000} required />
            </div>
          )}
          <Button variant={i === 0 && step !== 'reopen' ? 'primary' : 'secondary'} name="step" value={step}>
            {words.steps[step]}
          </Button>
        </form>
      ))}
    </section>
  )
}
