import { fontFamily, fontFiles } from './fonts.ts'

/**
 * A standalone SVG as PNG, with our own face: no font of the machine is used.
 * @param scale 2 for a screen, 3 or more for print
 */
export async function toPng(svg: string, scale = 2): Promise<Buffer> {
  const { renderAsync } = await import('@resvg/resvg-js')
  const image = await renderAsync(svg, {
    font: {
      fontFiles: await fontFiles(),
      loadSystemFonts: false,
      defaultFontFamily: fontFamily,
      sansSerifFamily: fontFamily,
    },
    fitTo: { mode: 'zoom', value: scale },
    background: '#ffffff',
    textRendering: 2,
  })
  return image.asPng()
}
