/** The agreements one may see, those in force and in the making first. */
import { type Language, said, wordsFor } from '../../../kernel/text.ts'
import { DataTable } from '../../../web/components/table.tsx'
import { date, number } from '../../../web/format.ts'
import type { Html } from '../../../web/html.ts'
import type { Agreement } from '../store.ts'
import { agreementWords } from '../words.ts'

export function AgreementTable({
  lang,
  to,
  agreements,
  empty,
}: {
  lang: Language
  to(path: string): string
  agreements: readonly Agreement[]
  empty: Html
}) {
  const words = agreementWords(lang)
  const { list } = words
  return (
    <DataTable
      lang={lang}
      caption={list.title}
      captionHidden
      rows={agreements}
      label={{
        head: list.agreement,
        cell: (one) => {
          const shown = wordsFor(one.title, lang)
          return (
            <a href={to(`/agreements/${one.id}`)} lang={shown.language === lang ? undefined : shown.language}>
              {shown.text}
            </a>
          )
        },
      }}
      columns={[
        { head: list.state, cell: ({ state }) => words.states[state], narrow: 'main' },
        { head: list.nature, cell: ({ legalNature }) => words.natures[legalNature] },
        { head: list.signed, cell: ({ signedOn }) => (signedOn ? date(signedOn, lang) : '–') },
        { head: list.clauses, kind: 'number', cell: ({ clauses }) => number(clauses) },
        { head: list.commitments, kind: 'number', cell: ({ commitments }) => number(commitments) },
      ]}
      empty={empty}
    />
  )
}

/** What an agreement says of its time: `desde el 5 de marzo de 2026, sin fecha de término`. */
export function validity(agreement: Agreement, lang: Language): string {
  const { page } = agreementWords(lang)
  const from = agreement.validFrom ?? agreement.signedOn
  return [
    from && page.from(date(from, lang)),
    agreement.validTo ? page.until(date(agreement.validTo, lang)) : page.open,
  ]
    .filter(Boolean)
    .join(', ')
}

export const titleOf = (agreement: Agreement, lang: Language): string => said(agreement.title, lang)
