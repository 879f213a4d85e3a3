import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { text } from '../../kernel/text.ts'
import { pdfOf, wordOf } from '../../platform/document/apart.ts'
import type { Clause } from './clauses.ts'
import { agreementDocument, clauseRows, pieces } from './document.ts'
import type { Signatory } from './parties.ts'
import type { Agreement } from './store.ts'

const clause = (number: string, es: string, en?: string): Clause => ({
  id: number,
  number,
  words: text(es, en),
  pointId: null,
  endedOn: null,
  version: 1,
})
const agreement = {
  title: text('Convenio de la Alcaldía Ñandú', 'Ñandú borough agreement'),
  legalNature: 'coordination_agreement',
  authoritative: 'es',
  state: 'signed',
  signedOn: '2026-03-05',
  validFrom: null,
  validTo: '2027-12-31',
} as Agreement
const union = {
  organisation: { id: 'u', name: text('Unión de comerciantes') },
  constituency: 'workers',
  capacity: 'Secretaria general',
  names: null,
  authority: 'vote',
  authorityOn: '2026-02-20',
  authorityNote: 'Acta 12',
  signedOn: '2026-03-05',
} as Signatory
const given = {
  agreement,
  clauses: [
    clause(
      'PRIMERA',
      'La Alcaldía respeta ochenta lugares.\n\nEl padrón se revisa cada año.',
      'The borough respects eighty pitches.',
    ),
    clause('SEGUNDA', 'Habrá baños limpios.'),
    { ...clause('TERCERA', 'Ya no vale.'), endedOn: '2026-06-01' },
  ],
  parties: [union],
  workspace: text('Espacio de muestra'),
  isSample: true,
}

describe('clauses as rows', () => {
  it('number once, paragraph beside paragraph, a missing translation said', () => {
    expect(clauseRows(given.clauses[0] as Clause, 'Sin traducción')).toEqual([
      ['PRIMERA', 'La Alcaldía respeta ochenta lugares.', 'The borough respects eighty pitches.'],
      ['', 'El padrón se revisa cada año.', ''],
    ])
    expect(clauseRows(given.clauses[1] as Clause, 'Sin traducción')).toEqual([
      ['SEGUNDA', 'Habrá baños limpios.', 'Sin traducción'],
    ])
  })
  it('a paragraph longer than a page is cut between sentences, and nothing of it is lost', () => {
    const long = Array.from(
      { length: 80 },
      (_, i) => `Esta es la oración número ${i + 1} de la cláusula.`,
    ).join(' ')
    const rows = pieces(long)
    expect(rows.length).toBeGreaterThan(3)
    expect(Math.max(...rows.map(({ length }) => length))).toBeLessThanOrEqual(950)
    expect(rows.join(' ')).toBe(long)
  })
})

it('says which text decides, leaves out what an amendment took away, in either language', () => {
  const table = agreementDocument('en', given).blocks.find((block) => block.block === 'table')
  expect(table).toMatchObject({
    head: ['Clause', 'Spanish (this text decides)', 'English'],
    columns: [{}, { language: 'es-MX' }, { language: 'en-GB' }],
  })
  expect(JSON.stringify(table)).not.toContain('Ya no vale')
})

it('as PDF is tagged, each column in its own language', async () => {
  const pdf = Buffer.from(await pdfOf(agreementDocument('es', given))).toString('latin1')
  expect([pdf.includes('/MarkInfo'), pdf.includes('/Lang (en-GB)'), pdf.includes('/Lang (es-MX)')]).toEqual([
    true,
    true,
    true,
  ])
})

const soffice = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find(existsSync)
if (!soffice)
  console.log('skipped: the agreement opened in LibreOffice (none found; apt install libreoffice-writer)')
it.skipIf(!soffice)(
  'as Word opens in LibreOffice with its accents, numbers and both languages',
  async () => {
    const dir = mkdtempSync(join(tmpdir(), 'acuerdo-agreement-'))
    writeFileSync(join(dir, 'convenio.docx'), await wordOf(agreementDocument('es', given)))
    execFileSync(
      soffice ?? '',
      ['--headless', '--convert-to', 'txt:Text', '--outdir', dir, join(dir, 'convenio.docx')],
      {
        env: { ...process.env, HOME: dir },
      },
    )
    const written = readFileSync(join(dir, 'convenio.txt'), 'utf8')
    rmSync(dir, { recursive: true, force: true })
    for (const words of [
      'Convenio de la Alcaldía Ñandú',
      'PRIMERA',
      'SEGUNDA',
      'ochenta lugares',
      'eighty pitches',
      'Unión de comerciantes',
    ])
      expect(written).toContain(words)
  },
  120_000,
)
