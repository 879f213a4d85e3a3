import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { root } from '../root.ts'

/** The name that Public Sans carries inside the files made here (its variable file is named after its lightest weight). */
export const fontFamily = 'Public Sans Thin'

const faces = [
  { name: 'regular', style: 'normal', weight: 400 },
  { name: 'semibold', style: 'normal', weight: 600 },
  { name: 'bold', style: 'normal', weight: 700 },
  { name: 'italic', style: 'italic', weight: 400 },
] as const

let ready: Promise<string[]> | undefined

/**
 * Public Sans as TrueType files of one weight each, for programs that read neither woff2 nor variable fonts (resvg draws
 * blank text from them without a word; Typst likewise). Made once in dist/fonts from the npm package, some milliseconds each.
 * @returns absolute paths
 */
export function fontFiles(): Promise<string[]> {
  ready ??= makeFonts().catch((error) => {
    ready = undefined
    throw error
  })
  return ready
}

async function makeFonts(): Promise<string[]> {
  const dir = join(root, 'dist/fonts')
  const paths = faces.map((face) => join(dir, `public-sans-${face.name}.ttf`))
  if (paths.every((path) => existsSync(path))) return paths
  const { default: subsetFont } = await import('subset-font')
  const source = dirname(
    createRequire(import.meta.url).resolve('@fontsource-variable/public-sans/package.json'),
  )
  mkdirSync(dir, { recursive: true })
  for (const [i, face] of faces.entries()) {
    const woff2 = readFileSync(join(source, `files/public-sans-latin-wght-${face.style}.woff2`))
    const ttf = await subsetFont(woff2, '', {
      keepAllGlyphs: true,
      targetFormat: 'truetype',
      variationAxes: { wght: face.weight },
    })
    const path = paths[i] ?? ''
    // Two processes may start at once: each writes its own file and renames it into place.
    writeFileSync(`${path}.${process.pid}`, ttf)
    renameSync(`${path}.${process.pid}`, path)
  }
  return paths
}
