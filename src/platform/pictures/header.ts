/**
 * What a file says of itself in its first bytes, read without decoding a pixel: which sort of picture, how large, which way up.
 * JPEG: ITU-T T.81; PNG: ISO/IEC 15948 with the chunk eXIf; WebP: RFC 9649; orientation: Exif 2.32, tag 0x0112.
 */
export type PictureKind = 'jpeg' | 'png' | 'webp'

export interface Header {
  kind: PictureKind
  /** Pixels, before it is turned the right way up. */
  width: number
  height: number
  /** Exif's 1 to 8; 1 where none is said. */
  orientation: number
  /** False where the file ends before its picture does. */
  whole: boolean
}

/** What a picture of a sort that is not taken calls itself; `heic`: what an iPhone keeps. */
export type OtherKind = 'heic' | 'other'

/** Null: its beginning is that of none of the three, or its header is cut. Never throws, whatever it is given. */
export function readHeader(bytes: Uint8Array): Header | null {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    if (data.readUInt16BE(0) === 0xffd8) return jpeg(data)
    if (data.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n') return png(data)
    if (data.toString('latin1', 0, 4) === 'RIFF' && data.toString('latin1', 8, 12) === 'WEBP')
      return webp(data)
  } catch {
    // Read past its end.
  }
  return null
}

/** HEIF's brands (ISO/IEC 23008-12), AVIF among them. */
export const otherKind = (bytes: Uint8Array): OtherKind =>
  /^ftyp(heic|heix|hevc|heim|heis|hevm|mif1|msf1|avif)/.test(
    Buffer.from(bytes.subarray(4, 12)).toString('latin1'),
  )
    ? 'heic'
    : 'other'

function jpeg(data: Buffer): Header | null {
  let orientation = 1
  let size: { width: number; height: number } | null = null
  for (let at = 2; at + 4 <= data.length; ) {
    if (data[at] !== 0xff) return null
    const marker = data.readUInt8(at + 1)
    if (marker === 0xff) {
      at++
      continue
    }
    const length = data.readUInt16BE(at + 2)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) size = { height: data.readUInt16BE(at + 5), width: data.readUInt16BE(at + 7) }
    if (marker === 0xe1 && data.toString('latin1', at + 4, at + 10) === 'Exif\0\0')
      orientation = orientationIn(data.subarray(at + 10, at + 2 + length))
    // The pixels begin: they end with the mark of the end, behind which anything may hang.
    if (marker === 0xda) {
      const whole = data.indexOf(Buffer.of(0xff, 0xd9), at) > 0
      return size && { kind: 'jpeg', ...size, orientation, whole }
    }
    at += 2 + length
  }
  return size && { kind: 'jpeg', ...size, orientation, whole: false }
}

function png(data: Buffer): Header {
  let orientation = 1
  let whole = false
  for (let at = 8; at + 12 <= data.length; ) {
    const length = data.readUInt32BE(at)
    const name = data.toString('latin1', at + 4, at + 8)
    if (name === 'eXIf') orientation = orientationIn(data.subarray(at + 8, at + 8 + length))
    if (name === 'IEND') {
      whole = true
      break
    }
    at += 12 + length
  }
  return { kind: 'png', width: data.readUInt32BE(16), height: data.readUInt32BE(20), orientation, whole }
}

function webp(data: Buffer): Header | null {
  let orientation = 1
  let size: { width: number; height: number } | null = null
  const end = 8 + data.readUInt32LE(4)
  for (let at = 12; at + 8 <= Math.min(end, data.length); ) {
    const name = data.toString('latin1', at, at + 4)
    const length = data.readUInt32LE(at + 4)
    const body = at + 8
    if (name === 'VP8X')
      size = { width: 1 + data.readUIntLE(body + 4, 3), height: 1 + data.readUIntLE(body + 7, 3) }
    if (name === 'VP8 ')
      size ??= {
        width: data.readUInt16LE(body + 6) & 0x3fff,
        height: data.readUInt16LE(body + 8) & 0x3fff,
      }
    if (name === 'VP8L') {
      const bits = data.readUInt32LE(body + 1)
      size ??= { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }
    }
    if (name === 'EXIF') orientation = orientationIn(data.subarray(body, body + length))
    at = body + length + (length % 2)
  }
  return size && { kind: 'webp', ...size, orientation, whole: data.length >= end }
}

/** The tag in the first directory of a TIFF block; some programs write JPEG's `Exif` before it elsewhere, too. */
function orientationIn(block: Buffer): number {
  const tiff = block.toString('latin1', 0, 6) === 'Exif\0\0' ? block.subarray(6) : block
  if (tiff.length < 14) return 1
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const two = (at: number): number => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  try {
    const first = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
    for (let i = 0; i < two(first); i++) {
      const entry = first + 2 + 12 * i
      if (two(entry) !== 0x0112) continue
      const said = two(entry + 8)
      return said >= 1 && said <= 8 ? said : 1
    }
  } catch {
    // A directory that points outside of its block says nothing.
  }
  return 1
}
