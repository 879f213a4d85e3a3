/** The guide can fail: its TypeScript runs, and where R has `survey`, its R runs too and must give the same numbers. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import * as duckdb from '@duckdb/node-api'
import { transform } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as survey from '../src/index.ts'
import { randomOf } from '../src/random.ts'
import * as sample from '../src/sample/index.ts'

interface Section {
  title: string
  ts: string
  r: string
}

const guide = readFileSync(resolve(import.meta.dirname, '../docs/guide.md'), 'utf8')
const blockOf = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))]
    .map((found) => found[1])
    .join('\n')
const sections: Section[] = guide
  .split(/^## /m)
  .slice(1)
  .map((text) => ({
    title: text.split('\n')[0] ?? '',
    ts: blockOf(text, 'ts'),
    r: blockOf(text, 'r'),
  }))

/** 12 strata of 4 PSUs of 15 people, one stratum of one PSU in region 1; some incomes and hours are missing. */
function people(): string {
  const random = randomOf('guide')
  const lines = ['stratum,psu,w,region,sex,age,employed,informal,hours,income']
  for (let stratum = 1; stratum <= 13; stratum++)
    for (let psu = 1; psu <= (stratum === 13 ? 1 : 4); psu++)
      for (let person = 0; person < 15; person++) {
        const u = () => random.uniform()
        const employed = u() < 0.65 ? 1 : 0
        const row = [
          stratum,
          psu,
          50 + Math.floor(u() * 200),
          stratum === 13 ? 1 : 1 + (stratum % 3),
          u() < 0.5 ? 1 : 2,
          15 + Math.floor(u() * 60),
          employed,
          employed === 1 && u() < 0.3 + 0.05 * psu ? 1 : 0,
          employed === 1 ? 10 + Math.floor(u() * 50) : '',
          employed === 1 ? 2000 + Math.floor(u() * 12_000) : '',
        ]
        lines.push(row.join(','))
      }
  return `${lines.join('\n')}\n`
}

const hasR =
  spawnSync('Rscript', ['-e', 'suppressMessages(library(survey))'], { stdio: 'ignore' }).status === 0
if (!hasR) console.log('skipped: the R of the guide (no Rscript with the package survey)')

describe('the guide', () => {
  let directory: string
  let answers: Record<string, unknown>
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'guide-'))
    writeFileSync(join(directory, 'people.csv'), people())
    answers = await run(directory)
  })
  afterAll(() => rmSync(directory, { recursive: true, force: true }))

  it('has a section for each usual task', () => expect(sections.length).toBeGreaterThanOrEqual(12))

  it('imports what there is', () => {
    for (const [, list = '', from] of guide.matchAll(/^import \{ (.*) \} from '(.*)'$/gm))
      for (const name of list.split(', '))
        if (from?.startsWith('@acuerdo'))
          expect(Object.keys(from.endsWith('sample') ? sample : survey)).toContain(name)
  })

  it('gives an answer in every section but the first', () => {
    for (const { title } of sections.slice(1)) {
      const answer = answers[title]
      expect(answer, title).toBeDefined()
      if (Array.isArray(answer)) for (const value of answer) expect(Number.isFinite(value), title).toBe(true)
    }
  })

  it('says in words what it promises', () => {
    const text = String(answers['The figure in words']).replaceAll('\u202f', ' ')
    expect(text).toMatch(
      /^La tasa de informalidad se estima en [\d.]+ %\. Con una confianza de 90 %, el valor verdadero está entre [\d.]+ % y [\d.]+ %\. La precisión es alta/,
    )
  })

  it.skipIf(!hasR)('agrees with its R', () => {
    for (const [title, expected] of Object.entries(inR(directory))) {
      const answer = answers[title] as number[]
      expect(answer, title).toHaveLength(expected.length)
      answer.forEach((value, i) => {
        expect(Math.abs(value / (expected[i] as number) - 1), `${title}, ${i}`).toBeLessThan(1e-9)
      })
    }
  })
})

async function run(directory: string): Promise<Record<string, unknown>> {
  // The stratum of one PSU stays outside all but one section, whose policy is about it.
  const source = `(from read_csv('${join(directory, 'people.csv')}') where stratum <= 12)`
  const code = (text: string, lonely: boolean) =>
    text
      .replace(/^import .*$/gm, '')
      .replace("read_csv('people.csv')", lonely ? `read_csv('${join(directory, 'people.csv')}')` : source)
  const [first, ...rest] = sections as [Section, ...Section[]]
  const body = rest
    .map(({ title, ts }) => {
      const setup = code(first.ts, title === 'Strata with one PSU')
      return `answers[${JSON.stringify(title)}] = await (async () => { ${setup}\n${block(ts)} })()`
    })
    .join('\n')
  const { code: script } = await transform(`async function guide(answers) {${body}}`, { loader: 'ts' })
  const { default: _, ...driver } = duckdb
  const names = { ...survey, ...driver }
  const guideOf = new Function(...Object.keys(names), `${script}; return guide`)
  const answers: Record<string, unknown> = {}
  await guideOf(...Object.values(names))(answers)
  return answers

  function block(ts: string): string {
    return `{ ${code(ts, false)}\nreturn answer }`
  }
}

function inR(directory: string): Record<string, number[]> {
  const [first, ...rest] = sections as [Section, ...Section[]]
  const script = rest
    .filter(({ r }) => r !== '')
    .map(({ title, r }) => {
      const rows = title === 'Strata with one PSU' ? '' : 'd <- d[d$stratum <= 12, ]\n'
      const setup = first.r.replace(/^des <-/m, `${rows}des <-`)
      return `${setup}\n${r}\ncat(${JSON.stringify(title)}, "|", sprintf("%.17g ", answer), "\\n", sep = "")`
    })
    .join('\n')
  const file = join(directory, 'guide.R')
  writeFileSync(file, script)
  const out = execFileSync('Rscript', [file], {
    cwd: directory,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return Object.fromEntries(
    out
      .trim()
      .split('\n')
      .map((line) => line.split('|') as [string, string])
      .map(([title, numbers]) => [title, numbers.trim().split(/\s+/).map(Number)]),
  )
}
