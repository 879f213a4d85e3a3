/** A template as lines that a person writes: `# Título | Title`, `> orientación | guidance`, `{escribe: figures}`. */
import { Problem } from '../../platform/problem.ts'
import { generators, type Section } from './model.ts'

/** Sections as lines. */
export function printSections(sections: readonly Section[]): string {
  return sections
    .map(({ level, title, guidance, text = [], table, generate }) =>
      [
        `${'#'.repeat(level)} ${pair(title)}`,
        ...(guidance.es || guidance.en ? [`> ${pair(guidance)}`] : []),
        ...(generate ? [`{escribe: ${generate}}`] : []),
        ...text.map((words) => pair(words)),
        ...(table
          ? [`{tabla ${table.rows}: ${pair(table.caption)} :: ${table.head.map(pair).join(' ; ')}}`]
          : []),
      ].join('\n'),
    )
    .join('\n\n')
}

const pair = ({ es, en }: { es: string; en: string }): string => `${flat(es)} | ${flat(en)}`
const flat = (words: string): string => words.replaceAll(/\s*\n\s*/g, ' ').replaceAll('|', '/')

/** @throws `reports.templateLine` with the line that cannot be read */
export function parseSections(lines: string): Section[] {
  const sections: Section[] = []
  lines.split(/\r?\n/).forEach((given, at) => {
    const line = given.trim()
    if (line === '') return
    const problem = new Problem('reports.templateLine', { line: at + 1, words: line.slice(0, 80) })
    const heading = /^(#{1,2})\s+(.+)$/.exec(line)
    if (heading) {
      const level = heading[1]?.length === 2 ? 2 : 1
      sections.push({ title: both(heading[2] ?? ''), level, guidance: { es: '', en: '' } })
      return
    }
    const section = sections.at(-1)
    if (!section) throw problem
    const command = /^\{(\w+)\s*(\d*)\s*:\s*(.+)\}$/.exec(line)
    if (line.startsWith('>')) {
      const more = both(line.slice(1).trim())
      section.guidance = {
        es: [section.guidance.es, more.es].filter(Boolean).join(' '),
        en: [section.guidance.en, more.en].filter(Boolean).join(' '),
      }
    } else if (command?.[1] === 'escribe' || command?.[1] === 'write') {
      const generate = generators.find((one) => one === command[3]?.trim())
      if (!generate) throw problem
      section.generate = generate
    } else if (command?.[1] === 'tabla' || command?.[1] === 'table') {
      const [caption = '', head = ''] = (command[3] ?? '').split('::')
      const columns = head.split(';').map((one) => both(one.trim()))
      if (columns.length === 0 || columns.some(({ es }) => es === '')) throw problem
      section.table = {
        caption: both(caption.trim()),
        head: columns,
        rows: Math.min(Number(command[2]) || 3, 60),
      }
    } else if (line.startsWith('{') || line.startsWith('#')) throw problem
    else section.text = [...(section.text ?? []), both(line)]
  })
  return sections
}

/** Words in one language alone stand for both. */
function both(line: string): { es: string; en: string } {
  const [es = '', en = ''] = line.split('|').map((one) => one.trim())
  return { es: es || en, en: en || es }
}
