/** Citing from a table: the switch in its toolbar, the form around it, and a number as a button. */
import type { Child, FC } from 'hono/jsx'
import type { Language } from '../../kernel/text.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { Notice } from '../../web/components/notice.tsx'
import type { Html } from '../../web/html.ts'
import { wordsOf } from '../words.ts'

/** Where a figure is cited, with the fields that say which; null: the table is only read. */
export type Citing = { action: string; fields: Record<string, string> } | null

export const CiteSwitch = ({ lang, citing, href }: { lang: Language; citing: boolean; href: string }) => (
  <ButtonLink href={href} variant={citing ? 'secondary' : 'primary'}>
    {citing ? wordsOf(lang).table.citeDone : wordsOf(lang).table.citeMode}
  </ButtonLink>
)

export function CiteForm({
  lang,
  citing,
  children,
}: {
  lang: Language
  citing: Citing
  children?: Child
}): Html {
  if (!citing) return children
  return (
    <form method="post" action={citing.action}>
      <Notice kind="plain">{wordsOf(lang).table.citeHint}</Notice>
      {Object.entries(citing.fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  )
}

/** @param what the number's name, for who does not see its row and column */
export const CiteButton: FC<{ lang: Language; what: string; value: string; children?: Child }> = ({
  lang,
  what,
  value,
  children,
}) => (
  <button class="plain cite" type="submit" name="cell" value={value}>
    <span class="vh">{wordsOf(lang).table.citeOne(what)}: </span>
    {children}
  </button>
)
