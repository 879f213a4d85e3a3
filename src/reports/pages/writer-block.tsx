/** One paragraph as a plain form in both languages: for who has no scripts, or wants none. */
import type { FC } from 'hono/jsx'
import { z } from 'zod'
import type { Language } from '../../kernel/text.ts'
import { Button } from '../../web/components/button.tsx'
import { Form } from '../../web/components/form.tsx'
import type { FormError, FormValues } from '../../web/components/form-schema.ts'
import { Notice, Section } from '../../web/components/notice.tsx'
import type { Remark } from '../../web/islands/writer/protocol.ts'
import type { Binding } from '../bound/value.ts'
import { worded } from '../bound/wording.ts'
import { type Block, type BlockContent, bindingsOf, isEmpty, noSides } from '../content/model.ts'
import { parseRows, parseSide, printRows, printSide } from '../content/plain.ts'
import { writerWords } from './writer-words.ts'

const textKinds = ['paragraph', 'heading', 'bullet', 'numbered', 'quote'] as const

const text = z.string().max(20_000).optional()
/** Of a text: any of five kinds. Of a table: its cells. Of the others: what they are stays. */
export const blockSchema = z.object({
  kind: z.enum(textKinds),
  level: z.enum(['0', '1', '2', '3']),
  source: z.enum(['es', 'en']),
  es: text,
  en: text,
  valid: z.boolean().optional(),
})
export const tableSchema = blockSchema
  .omit({ kind: true, level: true })
  .extend({ rows: z.string().max(200_000).optional() })
export const otherSchema = blockSchema.omit({ kind: true, level: true })

export const schemaFor = (kind: Block['kind']) =>
  kind === 'table' ? tableSchema : (textKinds as readonly string[]).includes(kind) ? blockSchema : otherSchema

export const valuesOf = (block: BlockContent): FormValues => ({
  kind: block.kind,
  level: 'level' in block ? String(block.level) : '0',
  source: block.source,
  es: printSide(block.es),
  en: printSide(block.en),
  valid: block.outdated ? '' : 'on',
  ...(block.kind === 'table' ? { rows: printRows(block.rows) } : {}),
})

interface Typed {
  kind?: (typeof textKinds)[number] | undefined
  level?: string | undefined
  source: Language
  es?: string | undefined
  en?: string | undefined
  valid?: boolean | undefined
  rows?: string | undefined
}

/** What was typed as a block; what the form does not ask stays as it was. */
export function contentFrom(before: BlockContent, typed: Typed): BlockContent {
  const sides = { es: parseSide(typed.es ?? ''), en: parseSide(typed.en ?? '') }
  const isWhole = !isEmpty(sides.es) && !isEmpty(sides.en)
  const of = {
    ...sides,
    source: typed.source,
    ...(isWhole && !typed.valid ? { outdated: true as const } : {}),
  }
  if (before.kind === 'exhibit') return { kind: 'exhibit', exhibit: before.exhibit, ...of }
  if (before.kind === 'table') {
    const rows = parseRows(typed.rows ?? '')
    return { kind: 'table', ...of, rows: rows.length > 0 ? rows : [[noSides]] }
  }
  if (before.kind === 'guidance' || before.kind === 'page_break') return { kind: before.kind, ...of }
  const level = Number(typed.level ?? 0)
  switch (typed.kind) {
    case 'heading':
      return { kind: 'heading', ...of, level: level === 3 ? 3 : level === 2 ? 2 : 1 }
    case 'bullet':
    case 'numbered':
      return { kind: typed.kind, ...of, level: level >= 2 ? 2 : level === 1 ? 1 : 0 }
    default:
      return { kind: typed.kind ?? 'paragraph', ...of }
  }
}

export interface BlockPageProps {
  lang: Language
  block: Block
  /** Bound items that it names. */
  bindings: ReadonlyMap<string, Binding>
  values: FormValues
  errors?: readonly FormError[]
  /** The text that was saved meanwhile; who wrote it, and whether it was taken out. */
  theirs?: { values: FormValues; by: string | null; removed: boolean }
  version: number
  /** Addresses without language. */
  action: string
  back: string
  comments: readonly Remark[]
  /** Whole address under which comments are written. */
  commentsAt: string
}

export const BlockPage: FC<BlockPageProps> = (props) => {
  const words = writerWords(props.lang)
  const { block, theirs } = props
  const kinds = words.block.kinds
  const labels = {
    ...words.block,
    kind: { ...words.block.kind, options: kinds },
    level: { ...words.block.level, options: { 0: '0', 1: '1', 2: '2', 3: '3' } },
    source: { ...words.block.source, options: { es: 'Español', en: 'English' } },
  }
  const rows = Math.min(16, Math.max(4, Math.ceil(String(props.values.es ?? '').length / 70)))
  const shared = {
    lang: props.lang,
    words: labels,
    values: props.values,
    ...(theirs && !theirs.removed ? { now: theirs.values } : {}),
    ...(props.errors ? { errors: props.errors } : {}),
    action: props.action,
    submit: words.block.save,
    cancelHref: props.back,
    hidden: { version: props.version, action: 'save' },
  }
  const controls = {
    es: { as: 'textarea', rows },
    en: { as: 'textarea', rows },
    kind: { as: 'select' },
    level: { as: 'select', width: 'short' },
    source: { as: 'select', width: 'medium' },
  } as const
  const who = theirs?.by ?? words.conflict.somebody
  return (
    <>
      {theirs && (
        <Notice kind="error" title={words.conflict.title}>
          {theirs.removed ? words.conflict.gone(who) : words.conflict.lede(who)}
        </Notice>
      )}
      {block.kind !== 'page_break' &&
        (block.kind === 'table' ? (
          <Form
            {...shared}
            schema={tableSchema}
            controls={{
              es: controls.es,
              en: controls.en,
              source: controls.source,
              rows: { as: 'textarea', rows: 12 },
            }}
          />
        ) : schemaFor(block.kind) === blockSchema ? (
          <Form {...shared} schema={blockSchema} controls={controls} />
        ) : (
          <Form
            {...shared}
            schema={otherSchema}
            controls={{ es: controls.es, en: controls.en, source: controls.source }}
          />
        ))}
      <Items {...props} />
      <Section title={words.block.others}>
        <form class="actions" method="post" action={`/${props.lang}${props.action}`}>
          <input type="hidden" name="version" value={String(props.version)} />
          {(['up', 'down', 'before', 'after'] as const).map((action) => (
            <Button name="action" value={action}>
              {words.block[action]}
            </Button>
          ))}
          <Button name="action" value="remove" danger>
            {words.block.remove}
          </Button>
        </form>
      </Section>
      <Comments {...props} />
    </>
  )
}

/** What the braces stand for. */
const Items: FC<BlockPageProps> = ({ lang, block, bindings }) => {
  const named = bindingsOf(block).flatMap((id) => {
    const binding = bindings.get(id)
    return binding ? [{ id, binding }] : []
  })
  if (named.length === 0) return null
  return (
    <Section title={writerWords(lang).block.items}>
      <dl class="w-told">
        {named.map(({ id, binding: { held } }) => (
          <div>
            <dt>
              <code>{`{{${id}}}`}</code>
            </dt>
            <dd>
              {held.is === 'number' || held.is === 'gone' ? held.name[lang] : held.title[lang]}
              {held.is === 'number' && `: ${worded(held, 'interval', lang)}`}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

const Comments: FC<BlockPageProps> = ({ lang, block, comments, commentsAt, action }) => {
  const words = writerWords(lang).block
  const back = action.replace(/^\/[^/]+/, '')
  return (
    <Section title={words.comments} id="comments">
      {comments
        .filter(({ blockId }) => blockId === block.id)
        .map((one) => (
          <div class="w-remark">
            <p class="w-by">
              <b>{one.by}</b> · {one.at}
              {one.resolved && !one.answersId ? ` · ${words.resolved}` : ''}
            </p>
            <p class="w-body">{one.body}</p>
            {!one.answersId && (
              <form method="post" action={`${commentsAt}/${one.id}/resolve`}>
                <input type="hidden" name="back" value={back} />
                <Button variant="tertiary" name="resolved" value={one.resolved ? 'no' : 'yes'}>
                  {one.resolved ? words.reopen : words.resolve}
                </Button>
              </form>
            )}
          </div>
        ))}
      <form class="form" method="post" action={commentsAt}>
        <input type="hidden" name="back" value={back} />
        <input type="hidden" name="blockId" value={block.id} />
        <div class="ds-field">
          <label class="ds-label" for="comment">
            {words.comment.label}
          </label>
          <textarea class="ds-input" id="comment" name="body" rows={3} maxlength={4000} />
        </div>
        <Button>{words.send}</Button>
      </form>
    </Section>
  )
}
