import type { Language } from '../../kernel/text.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { Definitions } from '../../web/components/lists.tsx'
import { Section } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { bytes, date, number } from '../../web/format.ts'
import type { Vintage } from '../store.ts'
import { wordsOf } from '../words.ts'

export interface DataPageProps {
  lang: Language
  vintages: Vintage[]
  zone: string
  overview: string
}

/** A data file: its vintages, what each was made of, and under which terms. */
export function DataPage({ lang, vintages, zone, overview }: DataPageProps) {
  const words = wordsOf(lang)
  const [current] = vintages
  if (!current) return null
  const { import: found } = words
  return (
    <>
      <p class="actions">
        <ButtonLink variant="primary" href={overview}>
          {words.data.see}
        </ButtonLink>
      </p>
      <Definitions
        wide
        items={[
          { term: words.home.persons, value: number(current.rows) },
          {
            term: found.design,
            value:
              current.strata && current.psu
                ? found.designText(
                    current.weight.toUpperCase(),
                    current.strata.toUpperCase(),
                    current.psu.toUpperCase(),
                  )
                : found.designNone(current.weight.toUpperCase()),
          },
          {
            term: found.columns,
            value: `${number(current.columns.length)}: ${current.columns.map((name) => name.toUpperCase()).join(', ')}`,
          },
          {
            term: words.data.licence,
            value: current.isSample ? words.data.sampleText : words.data.licenceText,
          },
        ]}
      />
      <Section title={words.data.vintages}>
        <DataTable
          lang={lang}
          caption={words.data.vintages}
          captionHidden
          label={{ head: words.data.number, cell: (vintage) => number(vintage.number) }}
          columns={[
            { head: words.data.imported, cell: (vintage) => date(vintage.importedAt, lang, 'short', zone) },
            {
              head: words.figures.state,
              narrow: 'main',
              cell: (vintage) =>
                vintage.replacedAt
                  ? words.data.replaced(date(vintage.replacedAt, lang, 'short', zone))
                  : words.data.current,
            },
            { head: words.home.persons, kind: 'number', cell: (vintage) => number(vintage.rows) },
            {
              head: words.data.hashes,
              cell: (vintage) => (
                <ul class="plain-list">
                  {vintage.files.map((file) => (
                    <li>
                      {file.name}, {bytes(file.bytes)}, <code>{file.sha256.slice(0, 16)}…</code>
                    </li>
                  ))}
                </ul>
              ),
            },
          ]}
          rows={vintages}
        />
      </Section>
    </>
  )
}
