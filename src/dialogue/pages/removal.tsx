/** Taking a meeting or a platform away: asked once; and what was taken away, to be brought back. */
import { type Language, said } from '../../kernel/text.ts'
import { Button } from '../../web/components/button.tsx'
import { Disclosure } from '../../web/components/menu.tsx'
import type { Removed } from '../store/removal.ts'
import { wordsOf } from '../words.ts'

interface Props {
  lang: Language
  kind: 'meeting' | 'platform'
  name: string
  /** Where it is sent. */
  action: string
  /** Why it may not be removed; null: it may. */
  reason: string | null
}

export function RemovePanel({ lang, kind, name, action, reason }: Props) {
  const words = wordsOf(lang).removal
  return (
    <Disclosure summary={words[kind]} id="remove">
      {reason ? (
        <p>{reason}</p>
      ) : (
        <form method="post" action={action}>
          <p>
            <b>{words.sure(name)}</b> {kind === 'meeting' ? words.meetingHelp : words.platformHelp}
          </p>
          <Button danger>{words.yes}</Button>
        </form>
      )}
    </Disclosure>
  )
}

export function RemovedList({
  lang,
  removed,
  restore,
  title,
}: {
  lang: Language
  removed: readonly Pick<Removed, 'id' | 'name'>[]
  restore(id: string): string
  /** Heading by their number; meetings and platforms where left out. */
  title?(n: number): string
}) {
  const words = wordsOf(lang).removal
  if (removed.length === 0) return null
  return (
    <Disclosure summary={(title ?? words.title)(removed.length)} id="removed">
      <ul class="work-list">
        {removed.map(({ id, name }) => (
          <li>
            <div>{said(name, lang)}</div>
            <form method="post" action={restore(id)}>
              <Button>
                {words.restore}
                <span class="vh"> {said(name, lang)}</span>
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}
