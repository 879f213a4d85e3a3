/** What is refused, and that of a photograph only its pixels are kept, the right way up. */
import { Transformer } from '@napi-rs/image'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromTelephone, lying, pngOf, pngWith, webpWith } from './fixtures.ts'
import { readHeader } from './header.ts'
import { cleanPicture, smallPicture } from './index.ts'

const traces = /exif|xmp|photoshop|8bim|iztapalapa|rosa|telmex|motionphoto|icc_profile|adobe|<script/i
const colourAt = async (bytes: Buffer, x: number, y: number): Promise<'red' | 'blue' | 'none'> => {
  const png = await new Transformer(bytes).png()
  const { width, height } = new Transformer(png).metadataSync()
  const pixels = await new Transformer(png).rawPixels()
  const channels = pixels.length / (width * height)
  const at = (Math.round(y * (height - 1)) * width + Math.round(x * (width - 1))) * channels
  const [red = 0, , blue = 0] = pixels.subarray(at, at + 3)
  return red > 200 ? 'red' : blue > 200 ? 'blue' : 'none'
}

describe('is refused, and says why', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('no soy una foto')],
    ['a page called .jpg', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['a GIF that is a script, too', Buffer.from('GIF89a/*\0\0*/=1;alert(1)')],
    ['two bytes of a JPEG', Buffer.of(0xff, 0xd8)],
  ])('%s', async (_, bytes) => {
    await expect(cleanPicture(bytes)).rejects.toMatchObject({ code: 'pictures.unknown', status: 422 })
  })
  it('an iPhone’s HEIC, with the way to another format', async () => {
    const heic = Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'), Buffer.alloc(2000)])
    await expect(cleanPicture(heic)).rejects.toMatchObject({ code: 'pictures.heic' })
  })
  it.each([
    ['half of a JPEG', async () => (await lying(400, 200).jpeg(90)).subarray(0, 1200)],
    ['half of a PNG', async () => (await lying(400, 200).png()).subarray(0, 300)],
    ['half of a WebP', async () => (await lying().webp(90)).subarray(0, 70)],
    [
      'a JPEG whose pixels are noise',
      async () => Buffer.concat([(await lying().jpeg(90)).subarray(0, 160), Buffer.alloc(900, 0xff)]),
    ],
  ])('%s is broken', async (_, made) => {
    await expect(cleanPicture(await made())).rejects.toMatchObject({
      code: expect.stringMatching(/^pictures\.(broken|unknown)$/),
    })
  })
  it('a bomb of 50,000 × 50,000, before a pixel is decoded', async () => {
    const bomb = await pngOf(50_000, 50_000)
    const before = process.memoryUsage().rss
    await expect(cleanPicture(bomb)).rejects.toMatchObject({ code: 'pictures.pixels', status: 413 })
    expect(process.memoryUsage().rss - before).toBeLessThan(50e6)
  })
  it('a header that promises more than there is', async () => {
    await expect(cleanPicture(await pngOf(4000, 4000))).rejects.toMatchObject({ code: 'pictures.broken' })
  })
  it('whatever else begins like a picture, without a fault of ours', async () => {
    const begins = [await fromTelephone(), await pngWith(3), await webpWith(8)]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...begins),
        fc.nat(900),
        fc.uint8Array({ maxLength: 40 }),
        async (whole, at, noise) => {
          const bytes = Buffer.concat([whole.subarray(0, at), noise, whole.subarray(at + noise.length)])
          readHeader(bytes)
          await cleanPicture(bytes).catch((problem: unknown) =>
            expect(problem).toMatchObject({ name: 'Problem' }),
          )
        },
      ),
      { numRuns: 150 },
    )
  })
})

describe('of a photograph', () => {
  it('none of what a telephone hangs on it stays: no place, device, text or thumbnail, nothing behind its end', async () => {
    for (const photo of [await fromTelephone(), await pngWith(6), await webpWith(6)]) {
      expect(photo.toString('latin1')).toMatch(traces)
      const { bytes } = await cleanPicture(photo)
      expect(bytes.toString('latin1')).not.toMatch(traces)
      expect(readHeader(bytes)).toMatchObject({ orientation: 1, whole: true })
    }
  })
  it('that is an archive or a page, too, only the photograph stays', async () => {
    const both = Buffer.concat([
      await lying().jpeg(90),
      Buffer.from('<script>alert(1)</script>PK\x03\x04 Rosa'),
    ])
    expect((await cleanPicture(both)).bytes.toString('latin1')).not.toMatch(traces)
  })
  // Where the red, which lies left, goes: Exif 2.32, figure of tag 0x0112.
  it.each([
    [1, 80, 40, 0, 0.5],
    [2, 80, 40, 1, 0.5],
    [3, 80, 40, 1, 0.5],
    [4, 80, 40, 0, 0.5],
    [5, 40, 80, 0.5, 0],
    [6, 40, 80, 0.5, 0],
    [7, 40, 80, 0.5, 1],
    [8, 40, 80, 0.5, 1],
  ])('noted as lying %i, the pixels themselves are turned', async (orientation, width, height, x, y) => {
    for (const photo of [
      await fromTelephone(orientation),
      await pngWith(orientation),
      await webpWith(orientation),
    ]) {
      const clean = await cleanPicture(photo)
      expect([clean.width, clean.height]).toEqual([width, height])
      expect([await colourAt(clean.bytes, x, y), await colourAt(clean.bytes, 1 - x, 1 - y)]).toEqual([
        'red',
        'blue',
      ])
    }
  })
  it('one larger than needed is kept smaller, one that is small as it is', async () => {
    const large = await cleanPicture(await fromTelephone(6, lying(3000, 1000)))
    expect([large.width, large.height]).toEqual([853, 2560])
    expect(await colourAt(large.bytes, 0.5, 0)).toBe('red')
    const small = await smallPicture(large.bytes, 320)
    expect([small.mediaType, small.width, small.height]).toEqual(['image/jpeg', 107, 320])
    expect((await cleanPicture(await webpWith(1))).mediaType).toBe('image/webp')
  })
})
