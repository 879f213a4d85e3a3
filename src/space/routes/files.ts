import { Readable } from 'node:stream'
import { attachmentById } from '../../kernel/attachment.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { download } from '../../web/server/answer.ts'
import { get, type Route } from '../../web/server/route.ts'

/** Attachments by their id: the database says who may see one, and it is always saved, never shown as a page of ours. */
export const fileRoutes = (files: FileStore): Route[] => [
  get('/files/:id', 'anyone', async (visit, tx) => {
    const found = await attachmentById(tx, visit.asker, visit.params.id ?? '')
    const { stream } = await files.open(found.sha256)
    return download({
      name: found.name,
      mediaType: found.mediaType,
      body: Readable.toWeb(stream) as ReadableStream<Uint8Array>,
    })
  }),
]
