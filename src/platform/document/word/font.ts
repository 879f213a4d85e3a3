/**
 * The face of the house as Word embeds it. Word finds an embedded font by the names inside the file, and the files made from the
 * variable face all call themselves after its lightest weight: the tables `name`, `OS/2` and `head` are written anew (OpenType 1.9).
 */
import { readFileSync } from 'node:fs'
import { fontFiles } from '../../face/fonts.ts'

export const family = 'Public Sans'

export interface Embedded {
  name: string
  data: Buffer
  bold: Buffer
  italic: Buffer
}

/** Regular, bold and italic; bold italic is slanted by Word. */
export async function embeddedFont(): Promise<Embedded> {
  const [regular = '', , bold = '', italic = ''] = await fontFiles()
  return {
    name: family,
    data: renamed(readFileSync(regular), 'Regular'),
    bold: renamed(readFileSync(bold), 'Bold'),
    italic: renamed(readFileSync(italic), 'Italic'),
  }
}

type Style = 'Regular' | 'Bold' | 'Italic'
/** `OS/2` fsSelection and `head` macStyle, by style. */
const bits = { Regular: [0x40, 0], Bold: [0x20, 1], Italic: [0x01, 2] } as const

/** @param font a TrueType file with one weight */
export function renamed(font: Buffer, style: Style): Buffer {
  const [selection, mac] = bits[style]
  const tables = tablesOf(font).map(({ tag, data }) => {
    const table = Buffer.from(data)
    if (tag === 'name') return { tag, data: names(style) }
    if (tag === 'OS/2') {
      // Use typographic metrics stays as it was.
      table.writeUInt16BE((table.readUInt16BE(62) & 0xff80) | selection, 62)
      table.writeUInt16BE(style === 'Bold' ? 700 : 400, 4)
    }
    if (tag === 'head') {
      table.writeUInt16BE(mac, 44)
      table.writeUInt32BE(0, 8)
    }
    return { tag, data: table }
  })
  return assembled(font.subarray(0, 12), tables)
}

interface FontTable {
  tag: string
  data: Buffer
}

function tablesOf(font: Buffer): FontTable[] {
  return Array.from({ length: font.readUInt16BE(4) }, (_, at) => {
    const entry = 12 + at * 16
    const offset = font.readUInt32BE(entry + 8)
    return {
      tag: font.toString('latin1', entry, entry + 4),
      data: font.subarray(offset, offset + font.readUInt32BE(entry + 12)),
    }
  })
}

/** Family, style, whole name and PostScript name, for Windows in English. */
function names(style: Style): Buffer {
  const whole = style === 'Regular' ? family : `${family} ${style}`
  const post = `PublicSans-${style}`
  const texts = [
    [1, family],
    [2, style],
    [3, `${post};Acuerdo`],
    [4, whole],
    [5, 'Version 2.001'],
    [6, post],
  ] as const
  const head = Buffer.alloc(6 + texts.length * 12)
  head.writeUInt16BE(texts.length, 2)
  head.writeUInt16BE(head.length, 4)
  let length = 0
  const strings = texts.map(([id, text], at) => {
    const bytes = Buffer.from(text, 'utf16le').swap16()
    const record = 6 + at * 12
    for (const [place, value] of [3, 1, 0x409, id, bytes.length, length].entries())
      head.writeUInt16BE(value, record + place * 2)
    length += bytes.length
    return bytes
  })
  return Buffer.concat([head, ...strings])
}

function assembled(start: Buffer, tables: readonly FontTable[]): Buffer {
  const directory = Buffer.alloc(12 + tables.length * 16)
  start.copy(directory)
  let offset = directory.length
  let headAt = 0
  const parts = tables.map(({ tag, data }, at) => {
    const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)])
    const entry = 12 + at * 16
    directory.write(tag, entry, 'latin1')
    directory.writeUInt32BE(checksum(padded), entry + 4)
    directory.writeUInt32BE(offset, entry + 8)
    directory.writeUInt32BE(data.length, entry + 12)
    if (tag === 'head') headAt = offset
    offset += padded.length
    return padded
  })
  const font = Buffer.concat([directory, ...parts])
  font.writeUInt32BE((0xb1b0afba - checksum(font)) >>> 0, headAt + 8)
  return font
}

function checksum(data: Buffer): number {
  let sum = 0
  for (let at = 0; at < data.length; at += 4) sum = (sum + data.readUInt32BE(at)) >>> 0
  return sum
}
