/** The day that a map speaks of, kept in the address with the other choices. */
import { Button } from '../../web/components/button.tsx'
import type { Visit } from '../../web/server/route.ts'
import { today } from '../common.ts'
import { wordsOf } from '../words.ts'

export const DayBar = (props: {
  visit: Visit
  /** Other choices that stay. */
  keep: Readonly<Record<string, string | undefined>>
  on: string | undefined
}) => {
  const { visit, keep, on } = props
  const words = wordsOf(visit.lang).map
  return (
    <form class="filters" action={visit.to(visit.path)} aria-label={words.day}>
      {Object.entries(keep).map(
        ([name, value]) => value && <input type="hidden" name={name} value={value} />,
      )}
      <label class="filter">
        <span>{words.day}</span>
        <input
          class="ds-input"
          type="date"
          name="on"
          value={on ?? today(visit)}
          max={today(visit)}
          required
        />
      </label>
      <Button>{words.show}</Button>
    </form>
  )
}
