/** Many commitments in one list by keyboard; a line that somebody else wrote meanwhile shows what stands beside what was typed. */
import { said } from '../../../kernel/text.ts'
import { Button, ButtonLink, Buttons } from '../../../web/components/button.tsx'
import { Notice } from '../../../web/components/notice.tsx'
import { type Column, DataTable } from '../../../web/components/table.tsx'
import { date } from '../../../web/format.ts'
import { Now } from '../../pages/now.tsx'
import type { View } from '../follow-up.ts'
import { deciders, values } from '../rules.ts'
import type { Commitment } from '../store.ts'
import { commitmentWords } from '../words.ts'
import { byUrgency, PaceMark, whoOwes } from './list.tsx'
import type { CommitmentPageProps } from './page.tsx'

/** Why a line was not saved: what a rule says of it, or that somebody else wrote it meanwhile. */
export type Line = { error: string } | { meanwhile: true; theirs: View | null }

export interface BulkProps extends Pick<CommitmentPageProps, 'lang' | 'to' | 'organisationId'> {
  commitments: readonly Commitment[]
  /** She gives her organisation's views; otherwise the team's days and offices. */
  own: boolean
  /** Where lines were not saved: which, why, what was typed, how many others were. */
  refused?: { lines: ReadonlyMap<string, Line>; typed(name: string): string; saved: number }
}

export function BulkForm(props: BulkProps) {
  const { lang, to, commitments, own, refused } = props
  const words = commitmentWords(lang)
  const { bulk, list } = words
  return (
    <form method="post" action={to('/commitments/update')} class="form is-wide">
      {refused && (
        <Notice kind="error" title={bulk.wrong(refused.lines.size, refused.saved)}>
          {refused.saved > 0 && <p>{bulk.saved(refused.saved)}</p>}
          {[...refused.lines.values()].some((line) => 'meanwhile' in line) && <p>{words.form.conflict}</p>}
        </Notice>
      )}
      <p class="subtle">{bulk.keys}</p>
      {own && <DecidedBy {...props} />}
      <DataTable
        lang={lang}
        caption={bulk.title}
        captionHidden
        rows={byUrgency(commitments)}
        label={{
          head: list.words,
          cell: (one) => (
            <>
              <a href={to(`/commitments/${one.id}`)}>{said(one.words, lang)}</a>
              <br />
              <span class="subtle">{whoOwes({ ...one, office: '' }, lang)}</span>
            </>
          ),
        }}
        columns={[
          { head: list.state, cell: ({ pace }) => <PaceMark lang={lang} pace={pace} />, narrow: 'main' },
          ...(own ? [viewColumn(props)] : teamColumns(props)),
        ]}
        empty={<p>{list.noneFound}</p>}
      />
      <Buttons>
        <Button variant="primary">{bulk.save}</Button>
        <ButtonLink href={to('/commitments')}>{words.list.title}</ButtonLink>
      </Buttons>
    </form>
  )
}

function DecidedBy({ lang, refused }: BulkProps) {
  const words = commitmentWords(lang)
  const chosen = refused?.typed('decidedBy') || 'leader'
  return (
    <div class="ds-field">
      <label class="ds-label" for="decided-by">
        {words.page.decidedBy}
      </label>
      <select class="ds-input" id="decided-by" name="decidedBy">
        {deciders.map((one) => (
          <option value={one} selected={chosen === one}>
            {words.deciders[one]}
          </option>
        ))}
      </select>
    </div>
  )
}

/** Her organisation's last word on a commitment. */
export const ownWord = (one: Commitment, organisationId: string | null) =>
  one.said.find((word) => word.organisationId === organisationId) ?? null

function viewColumn({ lang, organisationId, refused }: BulkProps): Column<Commitment> {
  const words = commitmentWords(lang)
  const { bulk } = words
  return {
    head: bulk.view,
    cell: (one) => {
      const last = ownWord(one, organisationId)
      const line = refused?.lines.get(one.id)
      const name = `view-${one.id}`
      const theirs = line && 'meanwhile' in line ? line.theirs : null
      return (
        <>
          <input type="hidden" name={`basis-${one.id}`} value={last?.id ?? ''} />
          <ErrorOf id={one.id} line={line} />
          {theirs && (
            <Now lang={lang} id={`n-${name}`} now={words.values[theirs.value]}>
              <span class="kind">
                {[date(theirs.assessedOn, lang), theirs.who && words.page.who(theirs.who)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </Now>
          )}
          <select
            class="ds-input"
            name={name}
            aria-label={`${bulk.view}: ${said(one.words, lang)}`}
            {...described(line, one.id, theirs && `n-${name}`)}
          >
            <option value="">{last ? `${bulk.keep} (${words.values[last.value]})` : bulk.keep}</option>
            {values.map((value) => (
              <option value={value} selected={line !== undefined && refused?.typed(name) === value}>
                {words.values[value]}
              </option>
            ))}
          </select>
        </>
      )
    },
  }
}

function teamColumns(props: BulkProps): Column<Commitment>[] {
  const { lang } = props
  const { bulk, list } = commitmentWords(lang)
  return [
    {
      head: bulk.office,
      cell: (one) => (
        <>
          <input type="hidden" name={`version-${one.id}`} value={one.version} />
          <ErrorOf id={one.id} line={props.refused?.lines.get(one.id)} />
          <TeamField {...props} one={one} what="office" stands={one.office} now={one.office} />
        </>
      ),
    },
    {
      head: bulk.due,
      cell: (one) =>
        one.lasts ? (
          list.lasts
        ) : (
          <TeamField
            {...props}
            one={one}
            what="due"
            stands={one.dueOn ?? ''}
            now={one.dueOn ? date(one.dueOn, lang) : ''}
          />
        ),
    },
  ]
}

/** One field of the team, with what it had before her eyes: a line that she leaves as it was asks for nothing. */
function TeamField(
  props: BulkProps & { one: Commitment; what: 'office' | 'due'; stands: string; now: string },
) {
  const { lang, one, what, stands, now, refused } = props
  const { bulk } = commitmentWords(lang)
  const line = refused?.lines.get(one.id)
  const name = `${what}-${one.id}`
  const typed = line && refused ? refused.typed(name) : stands
  const differs = line !== undefined && 'meanwhile' in line && typed !== stands
  return (
    <>
      <input type="hidden" name={`was-${name}`} value={stands} />
      {differs && <Now lang={lang} id={`n-${name}`} now={now} />}
      <input
        class="ds-input"
        type={what === 'due' ? 'date' : undefined}
        name={name}
        value={typed}
        maxlength={what === 'office' ? 200 : undefined}
        aria-label={`${bulk[what]}: ${said(one.words, lang)}`}
        {...described(line, one.id, differs && `n-${name}`)}
      />
    </>
  )
}

const ErrorOf = ({ id, line }: { id: string; line: Line | undefined }) =>
  line && 'error' in line ? (
    <p class="ds-validation-message" id={`e-${id}`}>
      {line.error}
    </p>
  ) : null

const described = (line: Line | undefined, id: string, now: string | false | null) => ({
  'aria-invalid': line && 'error' in line ? ('true' as const) : undefined,
  'aria-describedby': [line && 'error' in line && `e-${id}`, now].filter(Boolean).join(' ') || undefined,
})
