/** A document with one of everything, and the words that somebody tries to break a writer with. */
import type { Block, Document } from '../model.ts'

export const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="680" height="200" viewBox="0 0 680 200"><style>.bar{fill:#0b6e4f}text{font-family:'Public Sans';font-size:15px}</style><rect class="bar" x="100" y="20" width="300" height="30"/><text x="90" y="40" text-anchor="end">Ñandú</text></svg>`

/** Code of Typst, of Word's fields, of HTML; letters of other scripts; signs that are no letters. */
export const hostile = [
  '#read("/etc/passwd")',
  '#import "@preview/x:1.0.0": *',
  '$ x^2 $ \\ @quelle <label> // nota /* x */ = no `raw` *no* _no_ ~ #{ 1 + 1 }',
  '"}{ \\u{41} \\n %{page} {pages}',
  '{ INCLUDETEXT "/etc/passwd" } <w:p/> ]]> &amp; &#x0;',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  'Ñandú ő ɨ ꞌ a̱ 😀 👩🏽‍🌾 مرحبا بالعالم שלום 中文',
  '\u0000\u0007\ufffe\ud800\u{10fffd} a\tb\nc',
] as const

const paragraph = (text: Extract<Block, { block: 'paragraph' }>['text']): Block => ({
  block: 'paragraph',
  text,
})

export const example: Document = {
  title: 'El trabajo informal en la Ciudad de México',
  language: 'es-MX',
  subtitle: 'Estudio inicial, señaló la Unión',
  titlePage: { over: 'Programa de muestra', lines: ['21 nov 2026', [{ text: 'Versión 3', bold: true }]] },
  foot: 'Datos inventados',
  author: 'Programa de muestra',
  numbered: { headings: 2, captions: true },
  blocks: [
    { block: 'contents' },
    { block: 'heading', level: 1, text: 'Más de la mitad trabaja sin protección', id: 'first' },
    { block: 'paragraph', as: 'lede', text: 'En el país, 56.9 %.' },
    paragraph([
      { text: '56.9 %', source: 'enoe', mark: 'stale' },
      { text: ' según la encuesta ' },
      { cite: 'enoe', at: 'cuadro 4' },
      { text: '; véanse ' },
      { ref: 'sex' },
      { text: ', ' },
      { ref: 'dots' },
      { text: ' y ' },
      { ref: 'first' },
      { note: 'Población de 15 años y más.' },
      { text: 'The street is a workplace', language: 'en-GB', italic: true },
      { text: ' en m' },
      { text: '2', raised: true },
      { text: ' (INEGI)', link: 'https://www.inegi.org.mx' },
      { text: ' falta esto', mark: 'open' },
    ]),
    {
      block: 'notice',
      tone: 'attention',
      title: 'Una cifra se movió',
      text: 'El INEGI publicó datos nuevos.',
    },
    {
      block: 'keyFigures',
      items: [{ value: '56.9 %', label: 'Informalidad', detail: 'IC 90 %: 56.5–57.3' }],
    },
    {
      block: 'table',
      id: 'sex',
      caption: 'Informalidad por sexo',
      groups: [
        { text: '', span: 1 },
        { text: 'Mujeres', span: 2 },
      ],
      head: ['Grupo', 'Personas', 'Tasa'],
      rows: [
        { as: 'group', cells: ['Nacional'] },
        ['Trabajo del hogar', '2,212,345', { text: '97.3', detail: '96.1–98.5' }],
        ['Recolección', { text: 'menos de 30 casos', quiet: true }, '–'],
        { as: 'total', cells: ['Total', '14,345,678', '57.3'] },
      ],
      notes: ['Intervalos al 90 %.'],
      source: [{ text: 'INEGI ' }, { cite: 'enoe' }],
    },
    { block: 'heading', level: 2, text: 'La brecha' },
    {
      block: 'figure',
      id: 'dots',
      caption: 'Donde hay fábricas',
      alt: 'Una barra: Ñandú, 300.',
      svg: drawing,
      source: 'INEGI.',
    },
    {
      block: 'list',
      items: ['Baños', { text: 'Padrón', list: { numbered: true, items: ['Publicarlo', 'Corregirlo'] } }],
    },
    { block: 'list', numbered: true, items: ['Primero', 'Segundo'] },
    { block: 'quote', text: 'Nunca he visto un recibo.', by: 'Vendedora, grupo focal', language: 'es-MX' },
    { block: 'notice', tone: 'note', text: 'Cómo leer los intervalos.' },
    {
      block: 'table',
      caption: 'El convenio',
      numbered: false,
      rowHeads: 0,
      head: ['Español', 'English'],
      columns: [{ language: 'es-MX' }, { language: 'en-GB' }],
      rows: [['La Alcaldía respeta.', 'The borough respects.']],
    },
    { block: 'pageBreak' },
    {
      block: 'table',
      wide: 'landscape',
      caption: 'Doce trimestres',
      head: ['Estado', ...Array.from({ length: 12 }, (_, at) => `T${(at % 4) + 1}`)],
      rows: Array.from({ length: 60 }, (_, row) => [
        `Estado ${row}`,
        ...Array.from({ length: 12 }, (_, at) => (40 + row + at).toFixed(1)),
      ]),
    },
    { block: 'heading', level: 1, text: 'Anexo', numbered: false },
  ],
  sources: [
    { id: 'lft', text: 'Ley Federal del Trabajo.', link: 'https://www.diputados.gob.mx/lft.pdf' },
    { id: 'enoe', text: 'INEGI, ENOE 2019-T1.', link: '/es/muestra/evidence/enoe' },
  ],
}

/** Each hostile text in every place that takes words. */
export const attacked: Document = {
  ...example,
  title: hostile.join(' '),
  subtitle: hostile[0],
  titlePage: { over: hostile[1], lines: [...hostile] },
  foot: hostile[2],
  author: hostile[5],
  blocks: hostile.flatMap((text, at): Block[] => [
    { block: 'heading', level: 1, text, id: text },
    {
      block: 'paragraph',
      text: [
        { text, link: `https://x.example/${encodeURIComponent(text.replaceAll('\ud800', ''))}` },
        { note: text },
        { ref: text },
        { cite: text },
      ],
    },
    { block: 'list', items: [text] },
    { block: 'notice', tone: 'note', title: text, text },
    { block: 'keyFigures', items: [{ value: text, label: text, detail: text }] },
    {
      block: 'table',
      id: `t${at}`,
      caption: text,
      head: [text, text],
      rows: [[text, { text, detail: text }]],
      notes: [text],
      source: text,
    },
    { block: 'figure', caption: text, alt: text, svg: drawing },
    { block: 'quote', text, by: text, language: text },
    { block: 'contents', title: text },
  ]),
  sources: hostile.map((text) => ({ id: text, text, link: text })),
}
