/** A file for a document of the sample, given and read as a person's, and what of it is cited by page. */
import { Readable } from 'node:stream'
import { linkRecords } from '../../kernel/thread.ts'
import { write } from '../../kernel/transaction.ts'
import { giveFile, type ReadRun, readFileText, recogniseStored } from './files.ts'
import { addPassage, passagesOf } from './passages.ts'
import { documentById } from './store.ts'

export interface SampleFile {
  documentId: string
  name: string
  bytes: Uint8Array
  passages: readonly {
    page: number
    quote: string
    translation: string
    /** Record that rests on it. */
    supports: string | null
  }[]
}

/** Done again after a kill it goes on where it was. Returns the passages' ids, in their order. */
export async function seedFile(run: ReadRun, sample: SampleFile): Promise<string[]> {
  const { db, files, workspaceId } = run
  const system = { workspaceId, as: 'system' } as const
  const { documentId, name } = sample
  const stored = await files.put(Readable.from([sample.bytes]))
  const format = await recogniseStored(files, stored.sha256)
  const fileId = await write(db, system, async (tx, asker) => {
    const { file } = await documentById(tx, asker, documentId)
    return file?.id ?? giveFile(tx, asker, documentId, { name, ...stored, format })
  })
  await readFileText(run, fileId)
  return write(db, system, async (tx, asker) => {
    const known = await passagesOf(tx, asker, documentId)
    const ids: string[] = []
    for (const { page, quote, translation, supports } of sample.passages) {
      const id =
        known.find((one) => one.quote === quote)?.id ??
        (await addPassage(tx, asker, documentId, { page, quote, translation }))
      if (supports) await linkRecords(tx, asker, { record: supports, basis: id, kind: 'supports' })
      ids.push(id)
    }
    return ids
  })
}
