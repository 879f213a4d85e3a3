/**
 * A long report as Word, PDF and HTML, from the model to the bytes, as a page asks for it: a process of its own for each file.
 *
 *     node bin/build.mjs --run bench/document.ts
 *
 * Limits (issue 6): 60 pages with 300 tables and figures, Word ≤ 5 s, PDF ≤ 5 s.
 */
import { type Block, type Document, htmlOf, pdfOf, wordOf } from '../src/platform/document/index.ts'
import { dotChart } from '../src/web/charts/dots.tsx'
import { toBareSvg } from '../src/web/charts/file.tsx'

const words =
  'La informalidad baja donde hay fábricas y sube donde el comercio es la única salida para quien llega. '

const table = (at: number): Block => ({
  block: 'table',
  id: `t${at}`,
  caption: `Personas ocupadas por sexo, lugar ${at}`,
  head: ['Grupo', 'Mujeres', 'Hombres', 'Tasa (%)'],
  rows: ['Trabajo del hogar', 'Comercio', 'Recolección'].map((name, row) => [
    name,
    String(12_000 + at * 31 + row),
    String(11_000 + at * 17 + row),
    { text: (50 + ((at + row) % 40)).toFixed(1), detail: '48.1–52.3' },
  ]),
  source: 'INEGI, ENOE 2019-T1.',
})

const figure = (at: number): Block => ({
  block: 'figure',
  id: `f${at}`,
  caption: `Tasa de informalidad, lugar ${at}`,
  alt: 'Puntos con su intervalo, tres lugares.',
  svg: toBareSvg({
    lang: 'es',
    title: 'Tasa de informalidad',
    draw: (frame) =>
      dotChart(
        {
          rows: ['Oaxaca', 'Jalisco', 'Ciudad de México'].map((label, row) => {
            const value = 30 + ((at * 7 + row * 11) % 50)
            return { label, figure: { value, low: value - 3, high: value + 3, unit: 'percent', cv: 3 } }
          }),
        },
        frame,
      ),
  }),
  source: 'INEGI, ENOE 2019-T1.',
})

const blocks = Array.from({ length: 300 }, (_, at): Block[] => [
  ...(at % 12 === 0
    ? [
        {
          block: 'heading',
          level: at % 36 === 0 ? 1 : 2,
          text: `Lo que dicen los datos, parte ${at / 12 + 1}`,
        } as const,
        {
          block: 'paragraph',
          text: [{ text: words.repeat(4) }, { cite: 'enoe' }, { note: 'Población de 15 años y más.' }],
        } as const,
      ]
    : []),
  at % 5 === 4 ? figure(at) : table(at),
]).flat()

const report: Document = {
  title: 'Estudio inicial de una ciudad',
  language: 'es-MX',
  titlePage: { over: 'Programa de muestra', lines: ['21 nov 2026'] },
  foot: 'Datos inventados',
  author: 'Programa de muestra',
  numbered: { headings: 2, captions: true },
  blocks: [{ block: 'contents' }, ...blocks],
  sources: [{ id: 'enoe', text: 'INEGI, Encuesta Nacional de Ocupación y Empleo, 2019-T1.' }],
}

async function timed(name: string, limit: number, work: () => Promise<Uint8Array> | string): Promise<void> {
  const from = performance.now()
  const file = await work()
  const seconds = (performance.now() - from) / 1000
  const pages = typeof file === 'string' ? '' : pagesOf(file)
  const verdict = seconds <= limit ? 'ok' : 'TOO SLOW'
  console.log(
    `${name.padEnd(6)} ${seconds.toFixed(2)} s (≤ ${limit})  ${Math.round(file.length / 1024)} kB ${pages} ${verdict}`,
  )
  if (seconds > limit) process.exitCode = 1
}

const pagesOf = (file: Uint8Array): string => {
  const count = /\/Count (\d+)\s+\/Kids/.exec(Buffer.from(file).toString('latin1'))?.[1]
  return count ? `${count} pages ` : ''
}

for (let turn = 0; turn < 2; turn += 1) {
  await timed('Word', 5, () => wordOf(report))
  await timed('PDF', 5, () => pdfOf(report))
  await timed('HTML', 1, () => htmlOf(report))
}
