/** Documents as files and as pages: one model, three writers ([README](README.md)). */
export { type Limits, pdfOf, wordOf } from './apart.ts'
export { type HtmlOptions, htmlFileOf, htmlOf } from './html/html.tsx'
export * from './model.ts'
export { unresolved } from './resolve.ts'
