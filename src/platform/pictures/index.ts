/**
 * Photographs as they are kept: decoded, turned the right way up, no larger than needed, and encoded anew. Only pixels pass, so
 * that nothing that hung on the file does: no EXIF with its place and device, no XMP, IPTC or thumbnail, nothing behind the end.
 */
import { ResizeFit, Transformer } from '@napi-rs/image'
import { Problem } from '../problem.ts'
import { type Header, otherKind, type PictureKind, readHeader } from './header.ts'

export interface Picture {
  bytes: Buffer
  mediaType: 'image/jpeg' | 'image/png' | 'image/webp'
  width: number
  height: number
}

/** A telephone of today takes 12 to 50 million; decoded, each takes three or four bytes. */
export const maxPixels = 64_000_000
/** Longest side that is kept: enough to read a notice on a wall. */
export const longestSide = 2560

/**
 * A JPEG, PNG or WebP without anything but its pixels, in its own format. Throws Problems `pictures.heic`, `pictures.unknown`,
 * `pictures.pixels` and `pictures.broken`; more than `maxPixels` are refused before a pixel is decoded.
 */
export const cleanPicture = (bytes: Uint8Array, longest = longestSide): Promise<Picture> =>
  inTurn(async () => {
    const header = checked(bytes)
    return encode(upright(bytes, header, longest), header.kind, 85)
  })

/** A small JPEG of a kept picture, for a list; `longest` in pixels. */
export const smallPicture = (bytes: Uint8Array, longest = 480): Promise<Picture> =>
  inTurn(async () => encode(upright(bytes, checked(bytes), longest), 'jpeg', 70))

/** Whether it begins like a picture that is taken. */
export const isPicture = (bytes: Uint8Array): boolean => readHeader(bytes) !== null

function checked(bytes: Uint8Array): Header {
  const header = readHeader(bytes)
  if (!header) throw new Problem(otherKind(bytes) === 'heic' ? 'pictures.heic' : 'pictures.unknown')
  const { width, height, whole } = header
  if (width * height > maxPixels)
    throw new Problem('pictures.pixels', { width, height, most: maxPixels / 1e6 }, 413)
  if (!whole || width * height === 0) throw new Problem('pictures.broken')
  return header
}

function upright(bytes: Uint8Array, header: Header, longest: number): Transformer {
  const { orientation } = header
  const picture = new Transformer(orientation > 1 ? muted(bytes) : bytes)
  if (orientation > 1) picture.rotate(orientation)
  const scale = longest / Math.max(header.width, header.height)
  if (scale >= 1) return picture
  const turned = orientation >= 5
  const side = (pixels: number): number => Math.max(1, Math.round(pixels * scale))
  return picture.fastResize({
    width: side(turned ? header.height : header.width),
    height: side(turned ? header.width : header.height),
    fit: ResizeFit.Fill,
  })
}

/** Told which way to turn it, the library reads all Exif nevertheless, and writes to our log what it finds wrong there. */
function muted(bytes: Uint8Array): Buffer {
  const copy = Buffer.from(bytes)
  for (let at = copy.indexOf('Exif\0\0'); at >= 0; at = copy.indexOf('Exif\0\0', at))
    copy.fill('-', at, at + 4)
  return copy
}

async function encode(picture: Transformer, kind: PictureKind, quality: number): Promise<Picture> {
  try {
    const bytes = await (kind === 'jpeg'
      ? picture.jpeg(quality)
      : kind === 'png'
        ? picture.png()
        : picture.webp(quality))
    const made = readHeader(bytes)
    if (!made) throw new Error('the encoder gave no picture')
    return { bytes, mediaType: `image/${kind}`, width: made.width, height: made.height }
  } catch {
    // Its header promised what its pixels did not keep.
    throw new Problem('pictures.broken')
  }
}

/** One at a time: decoded, a photograph of 64 million pixels takes some 400 MB while it is turned. */
let last: Promise<unknown> = Promise.resolve()
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work)
  last = mine.catch(() => {})
  return mine
}
