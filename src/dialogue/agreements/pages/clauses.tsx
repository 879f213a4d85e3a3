/** Clauses in both languages side by side, the text that decides marked; amendments with the words before and after. */
import { type Language, languages, said, stateOf, type Text } from '../../../kernel/text.ts'
import { Button, ButtonLink } from '../../../web/components/button.tsx'
import { Disclosure } from '../../../web/components/menu.tsx'
import { Section } from '../../../web/components/notice.tsx'
import { date } from '../../../web/format.ts'
import { classes } from '../../../web/html.ts'
import type { Amendment, Clause } from '../clauses.ts'
import type { Signatory } from '../parties.ts'
import type { Agreement } from '../store.ts'
import { agreementWords } from '../words.ts'

export interface ClausesProps {
  lang: Language
  to(path: string, query?: Record<string, string>): string
  agreement: Agreement
  clauses: readonly Clause[]
  mayWrite: boolean
}

/** One text in both languages, each in its column; a missing translation says so. */
export function SideBySide({
  lang,
  text,
  authoritative,
}: {
  lang: Language
  text: Text
  authoritative: string
}) {
  const words = agreementWords(lang).page
  return (
    <div class="two-tongues">
      {languages.map((language) => {
        const state = stateOf(text, language)
        return (
          <div lang={language}>
            {state === 'missing' ? (
              <p class="subtle" lang={lang}>
                {words.noTranslation}
              </p>
            ) : (
              <p class="as-typed">{text[language]?.text}</p>
            )}
            {state === 'outdated' && language !== authoritative && (
              <p class="subtle" lang={lang}>
                {words.outdated}
              </p>
            )}
          </div>
        )
      })}
    </div>
  )
}

/** The heads of the two columns; beside the language that decides, a word says so. */
export const Tongues = ({ lang, authoritative }: { lang: Language; authoritative: string }) => {
  const words = agreementWords(lang)
  return (
    <div class="two-tongues is-head" aria-hidden="true">
      {languages.map((language) => (
        <span>
          {words.languages[language]}
          {language === authoritative && <b> ({words.page.authoritativeMark})</b>}
        </span>
      ))}
    </div>
  )
}

export function Clauses(props: ClausesProps) {
  const { lang, to, agreement, clauses, mayWrite } = props
  const words = agreementWords(lang).page
  const draft = agreement.state === 'draft' && mayWrite
  return (
    <Section
      title={words.clauses}
      id="clauses"
      actions={
        draft ? (
          <ButtonLink href={to(`/agreements/${agreement.id}/clauses/new`)}>{words.addClause}</ButtonLink>
        ) : agreement.state === 'signed' && mayWrite ? (
          <ButtonLink href={to(`/agreements/${agreement.id}/amend`)}>{words.addClause}</ButtonLink>
        ) : undefined
      }
    >
      {clauses.length === 0 ? (
        <p>{words.noClauses}</p>
      ) : (
        <>
          <Tongues lang={lang} authoritative={agreement.authoritative} />
          <ol class="clauses">
            {clauses.map((clause, i) => (
              <li id={`c-${clause.id}`} class={classes(clause.endedOn !== null && 'is-ended')}>
                <h3>{clause.number}</h3>
                {clause.endedOn && <p class="subtle">{words.removed(date(clause.endedOn, lang))}</p>}
                <SideBySide lang={lang} text={clause.words} authoritative={agreement.authoritative} />
                {mayWrite && <ClauseActions {...props} clause={clause} at={i} />}
              </li>
            ))}
          </ol>
        </>
      )}
    </Section>
  )
}

function ClauseActions({
  lang,
  to,
  agreement,
  clauses,
  clause,
  at,
}: ClausesProps & { clause: Clause; at: number }) {
  const words = agreementWords(lang).page
  const here = `/agreements/${agreement.id}/clauses/${clause.id}`
  const named = (what: string) => (
    <>
      {what}
      <span class="vh"> ({clause.number})</span>
    </>
  )
  if (clause.endedOn) return null
  const translates = languages.some((language) =>
    ['missing', 'outdated'].includes(stateOf(clause.words, language)),
  )
  return (
    <div class="actions clause-actions">
      {agreement.state === 'draft' ? (
        <>
          <a href={to(`${here}/edit`)}>{named(words.editClause)}</a>
          <form method="post" action={to(`${here}/move`)}>
            {at > 0 && (
              <Button variant="tertiary" name="by" value="-1">
                {named(words.up)}
              </Button>
            )}
            {at < clauses.length - 1 && (
              <Button variant="tertiary" name="by" value="1">
                {named(words.down)}
              </Button>
            )}
          </form>
          <form method="post" action={to(`${here}/remove`)}>
            <Button variant="tertiary">{named(words.remove)}</Button>
          </form>
        </>
      ) : (
        <>
          {translates && <a href={to(`${here}/translate`)}>{named(words.translate)}</a>}
          {agreement.state === 'signed' && (
            <>
              <a href={to(`/agreements/${agreement.id}/amend`, { clause: clause.id })}>
                {named(words.amend)}
              </a>
              <a href={to(`/agreements/${agreement.id}/commitments/new`, { clause: clause.id })}>
                {named(words.follow)}
              </a>
            </>
          )}
        </>
      )}
    </div>
  )
}

export interface AmendmentsProps {
  lang: Language
  to(path: string): string
  agreement: Agreement
  amendments: readonly Amendment[]
  parties: readonly Signatory[]
  /** For whom the asker may answer: her own organisation, or all of them for the team. */
  answersFor(party: Signatory): boolean
  mayWrite: boolean
}

export function Amendments(props: AmendmentsProps) {
  const { lang, amendments, agreement } = props
  const words = agreementWords(lang).page
  if (amendments.length === 0) return null
  return (
    <Section title={words.amendments} id="amendments">
      <ol class="clauses">
        {amendments.map((one) => (
          <li id={`m-${one.id}`}>
            <h3>
              {one.number} · {words.amendmentKinds[one.kind]}
            </h3>
            <p class="subtle">
              {[
                words.proposedOn(date(one.proposedOn, lang)),
                one.state === 'in_force' && one.stateOn && words.inForce(date(one.stateOn, lang)),
                one.state === 'rejected' && one.stateOn && words.rejected(date(one.stateOn, lang)),
                one.reason,
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {one.before && (
              <Disclosure summary={words.before} open={one.kind === 'remove'}>
                <SideBySide lang={lang} text={one.before} authoritative={agreement.authoritative} />
              </Disclosure>
            )}
            {one.after && (
              <>
                <h4>{words.after}</h4>
                <SideBySide lang={lang} text={one.after} authoritative={agreement.authoritative} />
              </>
            )}
            <Answers {...props} one={one} />
          </li>
        ))}
      </ol>
    </Section>
  )
}

function Answers({
  lang,
  to,
  agreement,
  parties,
  answersFor,
  mayWrite,
  one,
}: AmendmentsProps & { one: Amendment }) {
  const words = agreementWords(lang).page
  const here = to(`/agreements/${agreement.id}/amendments/${one.id}`)
  const answered = (party: Signatory) =>
    one.answers.find(({ organisation }) => organisation.id === party.organisationId)
  return (
    <>
      <ul class="plain-list">
        {parties.map((party) => {
          const answer = answered(party)
          const name = said(party.organisation.name, lang)
          return (
            <li>
              {name}: <b>{answer ? words[answer.answer] : words.notRecorded}</b>
              {answer && <span class="subtle"> ({date(answer.on, lang)})</span>}
              {one.state === 'proposed' && answersFor(party) && (
                <form
                  method="post"
                  action={`${here}/answer`}
                  class="actions"
                  aria-label={words.answerFor(name)}
                >
                  <input type="hidden" name="organisation" value={party.organisationId} />
                  <Button name="answer" value="agrees">
                    {words.agrees}
                    <span class="vh"> ({name})</span>
                  </Button>
                  <Button variant="tertiary" name="answer" value="refuses">
                    {words.refuses}
                    <span class="vh"> ({name})</span>
                  </Button>
                </form>
              )}
            </li>
          )
        })}
      </ul>
      {one.state === 'proposed' && mayWrite && (
        <form method="post" action={`${here}/step`} class="actions">
          <Button variant="primary" name="step" value="adopt">
            {words.adopt}
          </Button>
          <Button variant="tertiary" name="step" value="reject">
            {words.reject}
          </Button>
        </form>
      )}
    </>
  )
}
