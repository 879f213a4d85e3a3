/** The page of the writer as the server draws it: the text in both languages, to be read and, without scripts, written by forms. */
import type { FC } from 'hono/jsx'
import type { Language } from '../../kernel/text.ts'
import { Notice } from '../../web/components/notice.tsx'
import { type Html, raw } from '../../web/html.ts'
import type { WriterData } from '../../web/islands/writer/protocol.ts'
import type { Binding } from '../bound/value.ts'
import { worded } from '../bound/wording.ts'
import { type Block, isEmpty, type Side, wordsIn } from '../content/model.ts'
import { writerWords } from './writer-words.ts'

interface Props {
  data: WriterData
  blocks: readonly Block[]
  bindings: ReadonlyMap<string, Binding>
  /** Where a block is written without scripts. */
  edit(blockId: string): string
}

export const WriterPage: FC<Props> = ({ data, blocks, bindings, edit }) => {
  const words = writerWords(data.lang)
  const moved = [...bindings.values()].filter((one) => one.moved).length
  return (
    <>
      <div class="writer" data-writer="" data-shows="both">
        <p class="w-quiet w-opening">{words.opening}</p>
        {/* Where scripts run the text is drawn by the island alone: a long report is laid out once. */}
        <noscript>
          {moved > 0 && <Notice>{words.stale(moved)}</Notice>}
          <p class="w-quiet">{words.noScript}</p>
          <div class="w-frame">
            <div class="w-column">
              <div class="w-prose">
                {blocks.map((block) => (
                  <BlockRead lang={data.lang} block={block} bindings={bindings} edit={edit(block.id)} />
                ))}
              </div>
            </div>
          </div>
        </noscript>
      </div>
      <script type="application/json" data-writer-data="">
        {raw(JSON.stringify(data).replaceAll('<', '\\u003c'))}
      </script>
    </>
  )
}

const BlockRead: FC<{
  lang: Language
  block: Block
  bindings: ReadonlyMap<string, Binding>
  edit: string
}> = ({ lang, block, bindings, edit }) => {
  const words = writerWords(lang)
  const label = wordsIn(block[lang]).slice(0, 60) || words.empty
  return (
    <div
      class={`w-block w-${nodeOf(block)}`}
      id={`b-${block.id}`}
      data-kind={'level' in block ? `${block.kind}${block.level || ''}` : block.kind}
    >
      {block.kind === 'page_break' ? (
        <span>{words.pageBreak}</span>
      ) : (
        <div class="w-sides">
          {(['es', 'en'] as const).map((one) => (
            <div class="w-side" data-side={one} lang={one}>
              <SideRead side={block[one]} lang={one} bindings={bindings} words={words} />
              {block.kind === 'exhibit' && isEmpty(block[one]) && titleOf(bindings.get(block.exhibit), one)}
            </div>
          ))}
          {block.kind === 'table' &&
            block.rows.map((row) => (
              <div class="w-row">
                {row.map((cell) => (
                  <div class="w-cell">
                    {(['es', 'en'] as const).map((one) => (
                      <div class="w-side" data-side={one} lang={one}>
                        <SideRead side={cell[one]} lang={one} bindings={bindings} words={words} />
                      </div>
                    ))}
                  </div>
                ))}
              </div>
            ))}
        </div>
      )}
      <a class="w-write" href={edit}>
        {words.write}
        <span class="vh"> {label}</span>
      </a>
    </div>
  )
}

const nodeOf = ({ kind }: Block): string =>
  ['exhibit', 'table', 'guidance', 'page_break'].includes(kind) ? kind.replace('_', '-') : 'block'

const titleOf = (binding: Binding | undefined, lang: Language): string =>
  binding
    ? worded(binding.held, 'title', lang) || (binding.held.is === 'gone' ? binding.held.name[lang] : '')
    : ''

/** One language of a block; bound items as they read. */
export const SideRead: FC<{
  side: Side
  lang: Language
  bindings: ReadonlyMap<string, Binding>
  words: ReturnType<typeof writerWords>
}> = ({ side, lang, bindings, words }) => (
  <>
    {side.map((one): Html => {
      if ('note' in one) return <span class="w-note" title={wordsIn(one.note)} />
      if ('bound' in one) {
        const binding = bindings.get(one.bound)
        const isGone = !binding || binding.held.is === 'gone'
        return (
          <span class={`w-chip${isGone ? ' is-gone' : binding.moved ? ' is-moved' : ''}`}>
            {isGone
              ? binding?.held.is === 'gone'
                ? binding.held.name[lang]
                : '…'
              : worded(binding.held, one.as, lang)}
            {isGone ? <small>{words.gone}</small> : binding.moved ? <small>{words.moved}</small> : null}
          </span>
        )
      }
      let text: Html = one.text
      if (one.italic) text = <em>{text}</em>
      if (one.bold) text = <strong>{text}</strong>
      if (one.link)
        text = (
          <a href={one.link} rel="noopener">
            {text}
          </a>
        )
      return text
    })}
  </>
)
