/** Beside an organisation: its files and what it supports; above it, that it is gone. */
import type { PropsWithChildren } from 'hono/jsx'
import type { Language } from '../../kernel/text.ts'
import { Button, Buttons } from '../../web/components/button.tsx'
import { Disclosure } from '../../web/components/menu.tsx'
import { AsideList, Notice } from '../../web/components/notice.tsx'
import { wordsOf } from '../words.ts'

export interface AsideProps {
  lang: Language
  files: readonly { id: string; name: string; size: string; href: string; remove: string | null }[]
  attach: string | null
  supports: readonly { kind: string; label: string; href: string }[]
}

export function OrganisationAside({
  lang,
  files,
  attach,
  supports,
  children,
}: PropsWithChildren<AsideProps>) {
  const words = wordsOf(lang).one
  return (
    <>
      {children}
      {supports.length > 0 && <AsideList title={words.supports} items={[...supports]} />}
      {(files.length > 0 || attach) && (
        <section class="aside-list">
          <h2>{words.files}</h2>
          <ul>
            {files.map((file) => (
              <li>
                <a href={file.href} download="">
                  {file.name}
                </a>
                <span class="kind">{file.size}</span>
                {file.remove && (
                  <form method="post" action={file.remove}>
                    <button class="link" type="submit">
                      {words.detach}
                      <span class="vh"> {file.name}</span>
                    </button>
                  </form>
                )}
              </li>
            ))}
          </ul>
          {attach && (
            <Disclosure summary={words.attach}>
              <form class="form" method="post" action={attach} enctype="multipart/form-data">
                <div class="ds-field">
                  <label class="ds-label" for="attach">
                    {words.attachHelp}
                  </label>
                  <input class="ds-input" id="attach" type="file" name="files" required />
                </div>
                <div class="ds-field">
                  <input
                    class="ds-input"
                    id="attach-everybody"
                    type="checkbox"
                    name="everybody"
                    value="true"
                  />
                  <label class="ds-label" for="attach-everybody">
                    {words.attachEverybody}
                  </label>
                </div>
                <Buttons>
                  <Button>{words.attach}</Button>
                </Buttons>
              </form>
            </Disclosure>
          )}
        </section>
      )}
    </>
  )
}

/** Said above one that is removed or was merged. */
export const GoneNotice = (props: {
  lang: Language
  mergedInto: { name: string; href: string } | null
  restore: string | null
}) => {
  const words = wordsOf(props.lang)
  if (props.mergedInto)
    return (
      <Notice>
        {words.one.isMerged} <a href={props.mergedInto.href}>{props.mergedInto.name}</a>
      </Notice>
    )
  return (
    <Notice>
      {words.one.isRemoved}
      {props.restore && (
        <form method="post" action={props.restore}>
          <Button>{words.restore}</Button>
        </form>
      )}
    </Notice>
  )
}
