import type { FC, PropsWithChildren } from 'hono/jsx'
import type { Html } from '../html.ts'
import type { Lang } from '../lang.ts'
import { wordsOf } from '../words.ts'

/** The bar between the head of a page and its content: filters on the left, actions on the right. */
export const Toolbar: FC<PropsWithChildren<{ end?: Html }>> = ({ children, end }) => (
  <div class="toolbar">
    <div class="toolbar-start">{children}</div>
    {end && <div class="actions">{end}</div>}
  </div>
)

export interface Option {
  readonly value: string
  readonly label: string
}

export interface Filter {
  /** Name of the query parameter. */
  readonly name: string
  readonly label: string
  /** The chosen value; the first option if absent. */
  readonly value?: string
  readonly options: readonly (Option | { readonly label: string; readonly options: readonly Option[] })[]
}

export interface FilterBarProps {
  readonly lang: Lang
  /** The page itself, without a query: the form is a GET. */
  readonly action: string
  readonly filters: readonly Filter[]
  /** Other parameters of the address that must stay (level, sort, tab). */
  readonly keep?: Readonly<Record<string, string | undefined>>
}

/** Choices that live in the address. With scripts a choice applies at once; without, a button applies them. */
export const FilterBar: FC<FilterBarProps> = ({ lang, action, filters, keep = {} }) => {
  const words = wordsOf(lang).filters
  return (
    <form class="filters" action={action} data-auto="" aria-label={words.label}>
      {Object.entries(keep).map(
        ([name, value]) => value !== undefined && <input type="hidden" name={name} value={value} />,
      )}
      {filters.map((filter) => (
        <label class="filter">
          <span>{filter.label}</span>
          <select name={filter.name}>
            {filter.options.map((option) =>
              'options' in option ? (
                <optgroup label={option.label}>
                  <Options options={option.options} value={filter.value} />
                </optgroup>
              ) : (
                <Options options={[option]} value={filter.value} />
              ),
            )}
          </select>
        </label>
      ))}
      <button class="ds-button no-js" data-variant="secondary" type="submit">
        {words.apply}
      </button>
    </form>
  )
}

const Options: FC<{ options: readonly Option[]; value?: string }> = ({ options, value }) => (
  <>
    {options.map((option) => (
      <option value={option.value} selected={option.value === value}>
        {option.label}
      </option>
    ))}
  </>
)

export interface Choice {
  readonly label: Html
  /** The whole address with this choice made. */
  readonly href: string
  readonly current?: boolean
  readonly count?: number
}

/** Two to four choices of which one holds, as links: `90 % | 95 %`. */
export const Segmented: FC<{ label: string; choices: readonly Choice[] }> = ({ label, choices }) => (
  <nav class="segmented" aria-label={label}>
    {choices.map((choice) => (
      <a href={choice.href} aria-current={choice.current ? 'true' : undefined}>
        {choice.label}
      </a>
    ))}
  </nav>
)

/** Pages beside each other under one title; each is an address of its own. They wrap on a phone. */
export const Tabs: FC<{ label: string; choices: readonly Choice[] }> = ({ label, choices }) => (
  <nav class="tabs" aria-label={label}>
    <ul>
      {choices.map((choice) => (
        <li>
          <a href={choice.href} aria-current={choice.current ? 'page' : undefined}>
            {choice.label}
            {choice.count !== undefined && <span class="tab-count">{choice.count}</span>}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)
