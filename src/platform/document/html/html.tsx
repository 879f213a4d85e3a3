/** A document as semantic HTML, without styles in attributes: for a page of this program, or a file that stands by itself. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { raw } from 'hono/html'
import { root } from '../../root.ts'
import type { Document } from '../model.ts'
import { type Laid, type LaidBlock, resolved } from '../resolve.ts'
import { type Around, Lines, Pieces, spoken } from './inline.tsx'
import { ContentsBlock, FigureBlock, ListBlock, Notes, SourcesBlock } from './parts.tsx'
import { TableBlock } from './table.tsx'

export interface HtmlOptions {
  /** What ids begin with, where two documents stand on one page. */
  prefix?: string
  /** `false`: without the title, which the page has already as its h1. Sections are h2 in either case. */
  title?: boolean
}

/**
 * One `<article class="doc">`, text escaped, for `raw()` in a page. Its looks are `document.css` and the page's style sheet of charts.
 * Numbers lead to their sources; notes stand at the end.
 */
export function htmlOf(document: Document, { prefix = '', title = true }: HtmlOptions = {}): string {
  const laid = resolved(document)
  return String(<Article around={{ laid, prefix, inside: true }} title={title} styled={false} />)
}

/** A whole HTML file with its style, face and drawings inside; links lead only outward. */
export function htmlFileOf(document: Document): string {
  const laid = resolved(document)
  const page = (
    <html {...spoken(laid.language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="author" content={laid.author} />
        <title>{laid.title}</title>
        <style>
          {raw(
            `${face()}${styles()}body{font-family:'Public Sans',system-ui,sans-serif;margin:0 auto;max-width:46rem;padding:2.5rem 1.25rem 4rem}`,
          )}
        </style>
      </head>
      <body>
        <main>
          <Article around={{ laid, prefix: '', inside: false }} title styled />
        </main>
      </body>
    </html>
  )
  return `<!doctype html>${String(page)}`
}

const styles = (): string =>
  readFileSync(join(root, 'src/platform/document/document.css'), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')

function face(): string {
  const require = createRequire(import.meta.url)
  return ['normal', 'italic']
    .map((style) => {
      const file = require.resolve(
        `@fontsource-variable/public-sans/files/public-sans-latin-wght-${style}.woff2`,
      )
      const data = readFileSync(file).toString('base64')
      return `@font-face{font-family:'Public Sans';font-style:${style};font-weight:100 900;src:url(data:font/woff2;base64,${data}) format('woff2')}`
    })
    .join('')
}

function Article({ around, title, styled }: { around: Around; title: boolean; styled: boolean }) {
  const { laid } = around
  return (
    <article class="doc" {...spoken(laid.language)}>
      {title && <Title laid={laid} around={around} />}
      {laid.blocks.map((block, at) => (
        <BlockOf block={block} around={around} styled={styled} at={at} />
      ))}
      <Notes around={around} />
      {laid.foot && <footer class="doc-foot">{laid.foot}</footer>}
    </article>
  )
}

const Title = ({ laid, around }: { laid: Laid; around: Around }) => (
  <header class={laid.titlePage ? 'doc-title is-cover' : 'doc-title'}>
    {laid.titlePage?.over && <p class="doc-over">{laid.titlePage.over}</p>}
    <h1>{laid.title}</h1>
    {laid.subtitle && <p class="doc-subtitle">{laid.subtitle}</p>}
    {laid.titlePage?.lines.map((pieces) => (
      <p class="doc-line">
        <Pieces pieces={pieces} around={around} />
      </p>
    ))}
  </header>
)

function BlockOf({
  block,
  around,
  styled,
  at,
}: {
  block: LaidBlock
  around: Around
  styled: boolean
  at: number
}) {
  switch (block.block) {
    case 'heading': {
      const Tag = (['h2', 'h3', 'h4', 'h5'] as const)[block.level - 1] ?? 'h5'
      return (
        <Tag id={`${around.prefix}${block.anchor}`}>
          {block.number && <span class="doc-number">{block.number}</span>}
          {block.number && ' '}
          <Pieces pieces={block.pieces} around={around} />
        </Tag>
      )
    }
    case 'paragraph':
      return (
        <p class={block.as ? `doc-${block.as}` : undefined}>
          <Pieces pieces={block.pieces} around={around} />
        </p>
      )
    case 'list':
      return <ListBlock list={block} around={around} />
    case 'table':
      return <TableBlock table={block} around={around} />
    case 'figure':
      return <FigureBlock figure={block} around={around} styled={styled} />
    case 'quote':
      return (
        <figure class="doc-quote">
          <blockquote {...spoken(block.language)}>
            <p>
              <Pieces pieces={block.pieces} around={around} />
            </p>
          </blockquote>
          {block.by && (
            <figcaption>
              <Pieces pieces={block.by} around={around} />
            </figcaption>
          )}
        </figure>
      )
    case 'notice':
      return (
        <div class={block.tone === 'attention' ? 'doc-notice doc-attention' : 'doc-notice'} role="note">
          {block.title && (
            <p class="doc-notice-title">
              <strong>
                <Lines text={block.title} />
              </strong>
            </p>
          )}
          <p>
            <Pieces pieces={block.pieces} around={around} />
          </p>
        </div>
      )
    case 'keyFigures':
      return (
        <dl class="doc-key">
          {block.items.map(({ value, label, detail }) => (
            <div>
              <dt>
                <Pieces pieces={label} around={around} />
              </dt>
              <dd class="doc-value">{value}</dd>
              {detail && (
                <dd class="doc-detail">
                  <Pieces pieces={detail} around={around} />
                </dd>
              )}
            </div>
          ))}
        </dl>
      )
    case 'contents':
      return <ContentsBlock title={block.title} depth={block.depth} around={around} at={at} />
    case 'sources':
      return <SourcesBlock sources={block.sources} around={around} />
    case 'pageBreak':
      return <hr class="doc-break" />
  }
}
