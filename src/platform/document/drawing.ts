/** A drawing of ours made fit for a file: only shapes and letters, nothing that runs, loads or leads anywhere. */

const shapes = new Set(
  'svg g path rect circle ellipse line polyline polygon text tspan title desc defs clipPath mask linearGradient radialGradient stop marker pattern style'.split(
    ' ',
  ),
)
/** Taken out with what is in them; other tags (`a`) only lose themselves. */
const whole =
  /<(script|foreignObject|image|iframe|object|embed|audio|video|animate\w*|set|use|handler|metadata)\b[^>]*?(\/>|>[\s\S]*?<\/\1\s*>)/gi
const tag = /<(\/?)([\w:-]+)((?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g
const attribute = /([\w:-]+)\s*=\s*("[^"]*"|'[^']*')/g
const dropped = /^(on.*|href|xlink:href|style|src|xml:base|formaction)$/i
const elsewhere = /url\(\s*(?!["']?#)|javascript:|@import|expression\(/i

export interface Drawing {
  svg: string
  /** In its own units. */
  width: number
  height: number
}

/** @param styled false: without its style sheet, where the page's rules */
export function drawingOf(svg: string, styled = true): Drawing {
  let text = svg
    .replace(/<\?[\s\S]*?\?>|<!DOCTYPE[^>[]*(\[[\s\S]*?\])?[^>]*>|<!--[\s\S]*?-->|<!\[CDATA\[|\]\]>/gi, '')
    .trim()
  // A tag hidden in another one comes to light when the outer one has gone.
  for (let before = ''; before !== text; ) {
    before = text
    text = text.replace(whole, '')
  }
  text = text.replace(/<style\b[^>]*>([\s\S]*?)<\/style\s*>/gi, (_, css: string) =>
    styled && !elsewhere.test(css) && !css.includes('<') ? `<style>${css}</style>` : '',
  )
  const clean = text.replace(tag, (_, end: string, name: string, given: string, alone: string) => {
    if (!shapes.has(name)) return ''
    const kept = [...given.matchAll(attribute)].filter(
      ([, key = '', value = '']) => !dropped.test(key) && !elsewhere.test(value),
    )
    return `<${end}${name}${kept.map(([, key, value]) => ` ${key}=${value}`).join('')}${alone}>`
  })
  // Whatever is still no tag of a drawing is text.
  const safe = clean.replace(
    /<(?!\/?[a-zA-Z][\w:-]*(?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*\/?>)/g,
    '&lt;',
  )
  return { svg: named(safe), ...sizeOf(safe) }
}

/** Readers of SVG files ask for the name of the language; pages do not write it. */
const named = (svg: string): string =>
  /^<svg[^>]*\sxmlns=/.test(svg) ? svg : svg.replace(/^<svg/, '<svg xmlns="http://www.w3.org/2000/svg"')

function sizeOf(svg: string): { width: number; height: number } {
  const head = /^<svg[^>]*>/.exec(svg)?.[0] ?? ''
  const [, , wide, high] =
    /viewBox=["']([\d.eE+-]+)[\s,]+([\d.eE+-]+)[\s,]+([\d.]+)[\s,]+([\d.]+)/.exec(head)?.slice(1) ?? []
  const own = (name: string): number => Number(new RegExp(`\\s${name}=["']([\\d.]+)`).exec(head)?.[1])
  const width = own('width') || Number(wide) || 680
  return { width, height: own('height') || Number(high) || width * 0.6 }
}

/** As large, and empty. */
export const frameOf = ({ width, height }: Drawing): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"/>`

/** How much of the text's width a drawing takes where nobody says: our charts are 680 units wide. */
export const shareOf = (share: number | null, { width, height }: Drawing): number => {
  const own = share ?? Math.min(1, Math.max(0.3, width / 680))
  // No taller than two thirds of a page.
  return Math.min(own, (1.15 * width) / height)
}
