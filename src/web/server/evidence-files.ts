/** What is kept of a photograph or a document that somebody shows as evidence; its sort is read from its bytes, not its name. */

import { otherKind } from '../../platform/pictures/header.ts'
import { cleanPicture, isPicture } from '../../platform/pictures/index.ts'
import { Problem } from '../../platform/problem.ts'
import { mediaTypes } from './files.ts'
import type { Prepared } from './upload.ts'

/** Of one file; phones send less, for they make photographs smaller first. */
export const maxEvidence = 25_000_000

const ending = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' } as const

/**
 * A photograph as its pixels alone, and without the name that the telephone gave it (`day` names it: `foto-2026-11-21.jpg`); a PDF
 * or Word file as it is. Throws Problems `files.evidenceKind`, `files.evidenceCut` and those of `platform/pictures`.
 */
export const keepEvidence =
  (day: string) =>
  async (name: string, bytes: Buffer): Promise<Prepared> => {
    if (isPicture(bytes) || otherKind(bytes) === 'heic' || /\.(jpe?g|png|webp|hei[cf])$/i.test(name)) {
      const { bytes: pixels, mediaType } = await cleanPicture(bytes)
      return { name: `foto-${day}.${ending[mediaType]}`, mediaType, bytes: pixels }
    }
    const kind = documentKind(bytes)
    if (!kind) throw new Problem('files.evidenceKind', { name })
    return { name: named(name, kind), mediaType: mediaTypes[kind], bytes }
  }

/** Both sorts say at their end that they are whole. */
function documentKind(bytes: Buffer): 'pdf' | 'docx' | null {
  const tail = bytes.subarray(-70_000)
  const [kind, end] = bytes.subarray(0, 5).equals(Buffer.from('%PDF-'))
    ? (['pdf', '%%EOF'] as const)
    : bytes.subarray(0, 4).equals(Buffer.of(0x50, 0x4b, 3, 4)) && bytes.includes('word/document.xml')
      ? (['docx', 'PK\x05\x06'] as const)
      : [null, '']
  if (kind && !tail.includes(Buffer.from(end, 'latin1'))) throw new Problem('files.evidenceCut')
  return kind
}

const named = (name: string, kind: string): string =>
  name.toLowerCase().endsWith(`.${kind}`) ? name : `${name}.${kind}`
