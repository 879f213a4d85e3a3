/** What changed under a record, field by field, each change with the three things a person can do about it. */
import { said } from '../../kernel/text.ts'
import type { Change } from '../../kernel/thread-changes.ts'
import { date } from '../format.ts'
import { type Difference, parting } from '../server/differences.ts'
import type { Clock } from '../server/hooks.ts'
import { wordsOf } from '../words.ts'
import { Button, ButtonLink } from './button.tsx'
import { Section } from './notice.tsx'

export interface ShownChange {
  change: Change
  /** Null: cannot be told. */
  fields: Difference[] | null
}

export interface ThreadChangesProps {
  clock: Clock
  recordId: string
  changes: readonly ShownChange[]
  /** Only whoever writes the record decides. */
  decides: boolean
  /** Where it is written anew; null: it is not. */
  rewrite: string | null
  /** Where this kind is decided in a way of its own, instead of by the button here; null: here. */
  elsewhere: string | null
  to(path: string): string
  /** The page one stands on, within the workspace. */
  here: string
  /** Beside the form: rewriting is what one is doing. */
  beside?: boolean
}

/**
 * On the thread's own page, and beside the form on which a record is written anew:
 * `aside: <ThreadChanges {...await changesFor(visit, tx, id, { beside: true })} />`. Nothing where nothing moved.
 */
export function ThreadChanges(props: ThreadChangesProps) {
  const { clock, changes } = props
  const words = wordsOf(clock.lang).changes
  const [first] = changes
  if (!first) return null
  return (
    <Section
      id="changes"
      title={props.beside ? words.beside : words.title}
      subtitle={words.text[first.change.effect]}
    >
      {changes.map((one) => (
        <OneChange {...props} one={one} />
      ))}
    </Section>
  )
}

function OneChange(props: ThreadChangesProps & { one: ShownChange }) {
  const { clock, to, one, recordId, here } = props
  const { change } = one
  const { source } = change
  const { lang } = clock
  const words = wordsOf(lang).changes
  return (
    <article class="change">
      <p class="kind">
        {source ? (wordsOf(lang).kinds[source.kind] ?? wordsOf(lang).otherKind) : ''}{' '}
        {words.reasons[change.reason](date(change.since, lang, 'short', clock.zone))}
      </p>
      <h3>{source ? <a href={to(source.path)}>{said(source.title, lang)}</a> : words.unseen}</h3>
      {source && !source.direct && <p class="subtle">{words.through}</p>}
      {change.reason === 'withdrawn' && source ? <p>{words.withdrawn}</p> : source && <Fields {...props} />}
      {props.decides && (
        <div class="actions">
          {props.elsewhere ? (
            <ButtonLink variant="primary" href={props.elsewhere}>
              {words.decide}
            </ButtonLink>
          ) : (
            <form method="post" action={to(`/thread/${recordId}/confirm`)}>
              <input type="hidden" name="mark" value={`${change.sourceId}:${change.sourceVersion}`} />
              <input type="hidden" name="back" value={here} />
              <Button variant={props.beside ? 'secondary' : 'primary'}>
                {props.beside ? words.settle : words.confirm}
              </Button>
            </form>
          )}
          {props.rewrite && !props.beside && <ButtonLink href={props.rewrite}>{words.rewrite}</ButtonLink>}
          <form method="post" action={to(`/thread/${recordId}/drop`)}>
            <input type="hidden" name="source" value={change.sourceId} />
            <input type="hidden" name="back" value={here} />
            <Button>{words.drop}</Button>
          </form>
        </div>
      )}
    </article>
  )
}

function Fields({ clock, one }: ThreadChangesProps & { one: ShownChange }) {
  const words = wordsOf(clock.lang).changes
  const { fields, change } = one
  if (fields === null) return <p class="subtle">{words.cannotTell}</p>
  if (fields.length === 0) return <p class="subtle">{words.same}</p>
  return (
    <table class="difference">
      <caption class="vh">{words.title}</caption>
      <thead>
        <tr>
          <th scope="col">{words.field}</th>
          <th scope="col">{words.before(change.before?.version ?? 0)}</th>
          <th scope="col">{words.after(change.after?.version ?? 0)}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ label, before, after }) => (
          <tr>
            <th scope="row">{label}</th>
            <td data-head={words.before(change.before?.version ?? 0)}>
              <Wording of="was" before={before} after={after} none={words.none} />
            </td>
            <td data-head={words.after(change.after?.version ?? 0)}>
              <Wording of="is" before={before} after={after} none={words.none} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** One side of a difference: what both say plainly, what this one alone says marked. */
function Wording({
  of,
  before,
  after,
  none,
}: {
  of: 'was' | 'is'
  before: string | null
  after: string | null
  none: string
}) {
  const own = of === 'was' ? before : after
  if (own === null) return <>{none}</>
  const Mark = of === 'was' ? 'del' : 'ins'
  if (before === null || after === null) return <Mark>{own}</Mark>
  const { head, tail, ...middle } = parting(before, after)
  return (
    <>
      {head}
      {middle[of] && <Mark>{middle[of]}</Mark>}
      {tail}
    </>
  )
}
