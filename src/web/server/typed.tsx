/** What a person typed into a form that was refused as a whole: given back to her on the page that says why. */
import type { Context } from 'hono'
import type { FC } from 'hono/jsx'
import type { Language } from '../../kernel/text.ts'
import { formOf } from './form.ts'
import { wordsOf } from './words.ts'

/** The texts of a form in the order of its fields: whatever has more than one word. A form with files is not kept. */
export async function textsTyped(c: Context): Promise<string[]> {
  const type = c.req.header('content-type') ?? ''
  if (c.req.method !== 'POST' || !type.startsWith('application/x-www-form-urlencoded')) return []
  if (c.req.raw.bodyUsed) return []
  const form = await formOf(c.req.raw).catch(() => null)
  return [...(form ?? [])].flatMap(([name, value]) =>
    typeof value === 'string' && /\S\s+\S/.test(value) && !/password/i.test(name) ? [value.trim()] : [],
  )
}

export const Typed: FC<{ lang: Language; texts: readonly string[] }> = ({ lang, texts }) =>
  texts.length === 0 ? null : (
    <section>
      <h2>{wordsOf(lang).typed}</h2>
      {texts.map((text) => (
        <blockquote class="as-typed">{text}</blockquote>
      ))}
    </section>
  )
