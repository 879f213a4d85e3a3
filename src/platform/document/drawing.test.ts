import { describe, expect, it } from 'vitest'
import { drawingOf, shareOf } from './drawing.ts'

const inside = (svg: string): string => drawingOf(`<svg viewBox="0 0 10 20">${svg}</svg>`).svg

describe('a drawing', () => {
  it.each([
    ['<script>alert(1)</script>', /alert|script/],
    ['<scr<script>x</script>ipt>alert(1)</script>', /<script/],
    ['<rect onclick="alert(1)" width="1"/>', /onclick/],
    ['<a href="javascript:alert(1)"><text>hola</text></a>', /href|javascript/],
    ['<image href="file:///etc/passwd"/>', /image|passwd/],
    ['<image xlink:href="https://x.example/a.png"></image>', /image|example/],
    ['<foreignObject><iframe src="//x"></iframe></foreignObject>', /iframe|foreign/],
    ['<use href="#a"/><set attributeName="x"/>', /<use|<set/],
    ['<rect style="fill:url(https://x.example)"/>', /style|example/],
    ['<rect fill="url(https://x.example)"/>', /example/],
    ['<style>@import url(https://x.example);</style>', /import|example/],
    ['<!ENTITY x SYSTEM "file:///etc/passwd"><text>&x;</text>', /<!ENTITY/],
    ['<text>1 < 2 <b onmouseover=alert(1)>x</b></text>', /<b\b/],
  ])('loses what runs, loads or leads somewhere: %s', (svg, gone) => {
    expect(inside(svg)).not.toMatch(gone)
  })
  it('keeps its shapes, letters, gradients of its own and their style', () => {
    const own =
      '<style>.a { fill: #0b6e4f; }</style><rect class="a" fill="url(#g)" width="3"/><text x="1">Ñ</text>'
    expect(inside(own)).toBe(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 20">${own}</svg>`)
    expect(drawingOf(`<svg>${own}</svg>`, false).svg).not.toContain('<style>')
  })
  it('takes the width of the text that its own width asks for, and no more than two thirds of a page in height', () => {
    const of = (width: number, height: number) =>
      shareOf(null, drawingOf(`<svg width="${width}" height="${height}"/>`))
    expect([of(680, 200), of(340, 100), of(100, 10)]).toEqual([1, 0.5, 0.3])
    expect(of(680, 2000)).toBeCloseTo(0.391, 2)
  })
})
