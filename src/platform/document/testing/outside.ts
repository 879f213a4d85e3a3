/** Another program's opinion of a finished PDF, where the computer has it. */
import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const mayCheckOutside = spawnSync('qpdf', ['--version']).status === 0
if (!mayCheckOutside) console.info('skipped: qpdf is not installed, so no other reader checks the PDF')

/** What `qpdf --check` complains of; empty where the file is whole. */
export async function checkedOutside(bytes: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'acuerdo-pdf-'))
  try {
    const path = join(folder, 'document.pdf')
    await writeFile(path, bytes)
    return await new Promise((resolve) =>
      execFile('qpdf', ['--check', '--no-warn', path], (error, out, complaints) =>
        resolve(error ? complaints || out : complaints),
      ),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
