/** Pictures made by hand for tests: what a telephone hangs on a photograph, and files that only look like one. */
import { crc32 } from 'node:zlib'
import { Transformer } from '@napi-rs/image'

/** Left half red, right half blue, lying: 80 × 40 unless told. */
export function lying(width = 80, height = 40): Transformer {
  const pixels = new Uint8Array(width * height * 4)
  for (let at = 0; at < width * height; at++)
    pixels.set(at % width < width / 2 ? [255, 0, 0, 255] : [0, 0, 255, 255], at * 4)
  return Transformer.fromRgbaPixels(pixels, width, height)
}

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1')
const two = (n: number): Buffer => Buffer.of(n >> 8, n & 255)
const four = (n: number): Buffer => Buffer.of(n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255)

/** An Exif block: which way up, the maker of the device, and a place (19° N). */
export function exif(orientation: number): Buffer {
  const entry = (tag: number, type: number, count: number, value: Buffer): Buffer =>
    Buffer.concat([two(tag), two(type), four(count), value])
  const gps = Buffer.concat([two(1), entry(2, 5, 1, four(80)), four(0)])
  return Buffer.concat([
    ascii('MM'),
    two(42),
    four(8),
    two(3),
    entry(0x010f, 2, 8, four(68)),
    entry(0x0112, 3, 1, Buffer.concat([two(orientation), two(0)])),
    entry(0x8825, 4, 1, four(50)),
    four(0),
    gps,
    ascii('Telmex9\0'),
    Buffer.alloc(4),
    four(19),
    four(1),
  ])
}

const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/">Rosa en Iztapalapa</x:xmpmeta>'
const segment = (marker: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.of(0xff, marker), two(body.length + 2), body])

/** A JPEG as a telephone writes it: Exif with a thumbnail, XMP, IPTC, a comment, and a film behind its end. */
export async function fromTelephone(orientation = 6, picture = lying()): Promise<Buffer> {
  const jpeg = await picture.jpeg(90)
  const thumbnail = await lying(16, 8).jpeg(40)
  return Buffer.concat([
    jpeg.subarray(0, 2),
    segment(0xe1, Buffer.concat([ascii('Exif\0\0'), exif(orientation), thumbnail])),
    segment(0xe1, ascii(`http://ns.adobe.com/xap/1.0/\0${xmp}`)),
    segment(0xed, ascii('Photoshop 3.0\x008BIM\x04\x04 Iztapalapa')),
    segment(0xfe, ascii('tomada por Rosa')),
    jpeg.subarray(2),
    ascii('MotionPhoto_Data Rosa'),
  ])
}

const pngChunk = (name: string, body: Buffer): Buffer =>
  Buffer.concat([
    four(body.length),
    ascii(name),
    body,
    four(crc32 ? crc32(Buffer.concat([ascii(name), body])) : crc(Buffer.concat([ascii(name), body]))),
  ])

/** Node's own is younger than 20.19. */
function crc(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? 0xedb88320 ^ (sum >>> 1) : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}

/** A PNG with Exif and text in chunks of its own. */
export async function pngWith(orientation: number): Promise<Buffer> {
  const png = await lying().png()
  return Buffer.concat([
    png.subarray(0, 33),
    pngChunk('eXIf', exif(orientation)),
    pngChunk('tEXt', ascii('Author\0Rosa en Iztapalapa')),
    pngChunk('iTXt', ascii(`XML:com.adobe.xmp\0\0\0\0\0${xmp}`)),
    png.subarray(33),
  ])
}

/** A PNG whose header says so many pixels, and that has a handful. */
export async function pngOf(width: number, height: number): Promise<Buffer> {
  const png = await lying().png()
  const header = Buffer.concat([four(width), four(height), png.subarray(24, 29)])
  return Buffer.concat([png.subarray(0, 8), pngChunk('IHDR', header), png.subarray(33)])
}

/** A WebP in the extended form, with Exif and XMP. */
export async function webpWith(orientation: number): Promise<Buffer> {
  const little = (n: number, size: number): Buffer => {
    const bytes = Buffer.alloc(size)
    bytes.writeUIntLE(n, 0, size)
    return bytes
  }
  const chunk = (name: string, body: Buffer): Buffer =>
    Buffer.concat([ascii(name), little(body.length, 4), body, Buffer.alloc(body.length % 2)])
  const webp = await lying().webp(90)
  const body = Buffer.concat([
    ascii('WEBP'),
    chunk('VP8X', Buffer.concat([Buffer.of(0x0c, 0, 0, 0), little(79, 3), little(39, 3)])),
    webp.subarray(12),
    chunk('EXIF', exif(orientation)),
    chunk('XMP ', ascii(xmp)),
  ])
  return Buffer.concat([ascii('RIFF'), little(body.length, 4), body])
}
