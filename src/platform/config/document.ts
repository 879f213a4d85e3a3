import { type Setting, settings } from './settings.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|')

/** The table of docs/settings.md; a test keeps the page equal to it. */
export function settingsTable(language: 'es' | 'en'): string {
  const head =
    language === 'es'
      ? '| variable | opción | qué es | se admite | si no se indica |\n|---|---|---|---|---|'
      : '| variable | flag | what it is | allowed | otherwise |\n|---|---|---|---|---|'
  const rows = Object.values<Setting<unknown>>(settings).map((row) => {
    const flag = row.flag ? `\`${[row.flag, row.takes].filter(Boolean).join(' ')}\`` : '–'
    const cells = [`\`${row.env}\``, flag, row.about[language], row.allowed[language], row.unless[language]]
    return `| ${cells.map(cell).join(' | ')} |`
  })
  return [head, ...rows].join('\n')
}
