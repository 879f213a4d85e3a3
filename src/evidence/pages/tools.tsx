import type { Language } from '../../kernel/text.ts'
import { said } from '../../kernel/text.ts'
import { DownloadMenu } from '../../web/components/menu.tsx'
import { FilterBar, Segmented, Toolbar } from '../../web/components/toolbar.tsx'
import { period as periodWords } from '../../web/format.ts'
import type { Html } from '../../web/html.ts'
import type { Selection } from '../overview/selection.ts'
import { wordsOf } from '../words.ts'

/** The choices of an overview that live in its address. */
export const queryOf = (
  selection: Selection,
  change: Record<string, string | null> = {},
): Record<string, string | null> => ({
  place: selection.place.code,
  compare: selection.compare?.code ?? null,
  period: selection.vintage.period,
  against: selection.against?.period ?? null,
  group: selection.group?.code ?? null,
  level: String(selection.level),
  view: selection.view === 'share' ? null : selection.view,
  ...change,
})

/** Place, comparison, period, group, level: the bar over every page of the overview. `end`: buttons on its right. */
export function overviewTools(
  lang: Language,
  selection: Selection,
  action: string,
  link: (change: Record<string, string | null>) => string,
  options: {
    against?: boolean
    /** Two groups to compare, instead of a second place. */
    sides?: {
      a: string
      b: string
      options: readonly { label: string; options: readonly { value: string; label: string }[] }[]
    }
    downloads?: { label: string; href: string; hint?: string }[]
    end?: Html
  } = {},
) {
  const words = wordsOf(lang).choose
  const { choices } = selection
  const option = ({ code, name }: { code: string; name: string }) => ({ value: code, label: name })
  const national = choices.places.filter(({ code }) => code.startsWith('MX')).map(option)
  const states = choices.places.filter(({ code }) => /^\d{2}$/.test(code)).map(option)
  const local = choices.places.filter(({ code }) => /^\d{5}$/.test(code)).map(option)
  const places = [
    { label: words.nation, options: national },
    { label: words.states, options: states },
    { label: words.boroughs, options: local },
  ]
  const periods = [...new Set(choices.vintages.map((vintage) => vintage.period))].reverse()
  const periodOptions = periods.map((code) => ({ value: code, label: periodWords(code, lang, 'short') }))
  const others = periodOptions.filter(({ value }) => value !== selection.vintage.period)
  return (
    <Toolbar
      end={
        <>
          {options.downloads && <DownloadMenu lang={lang} lines={options.downloads} />}
          {options.end}
        </>
      }
    >
      <FilterBar
        lang={lang}
        action={action}
        keep={{
          level: String(selection.level),
          ...(selection.view === 'share' ? {} : { view: selection.view }),
        }}
        filters={[
          ...(options.sides
            ? (['a', 'b'] as const).map((name) => ({
                name,
                label: wordsOf(lang).contrast[name],
                value: options.sides?.[name] ?? '',
                options: options.sides?.options ?? [],
              }))
            : []),
          { name: 'place', label: words.place, value: selection.place.code, options: places },
          ...(options.sides
            ? []
            : options.against
              ? [
                  {
                    name: 'against',
                    label: words.against,
                    value: selection.against?.period ?? '',
                    options: [{ value: '', label: words.none }, ...others],
                  },
                ]
              : [
                  {
                    name: 'compare',
                    label: words.compare,
                    value: selection.compare?.code ?? '',
                    options: [{ value: '', label: words.none }, ...places],
                  },
                ]),
          { name: 'period', label: words.period, value: selection.vintage.period, options: periodOptions },
          {
            name: 'group',
            label: words.group,
            value: selection.group?.code ?? '',
            options: [
              { value: '', label: words.everybody },
              ...choices.groups.map((group) => ({ value: group.code, label: said(group.name, lang) })),
            ],
          },
        ]}
      />
      <Segmented
        label={words.level}
        choices={([90, 95] as const).map((level) => ({
          label: `${level} %`,
          href: link({ level: String(level) }),
          current: selection.level === level,
        }))}
      />
    </Toolbar>
  )
}
