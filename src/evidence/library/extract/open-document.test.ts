import * as saxen from 'saxen'
import { expect, test } from 'vitest'
import yauzl from 'yauzl'
import { docx, odt } from '../testing/files.ts'
import { readOpenDocument } from './open-document.ts'
import { headBytes, recognise } from './recognise.ts'
import { openZip } from './zip.ts'

const read = async (bytes: Buffer) => ({ pages: await readOpenDocument(await openZip(bytes, yauzl), saxen) })
const refused = async (given: Buffer | Promise<Buffer>): Promise<string> => {
  const bytes = await given
  try {
    recognise(bytes.subarray(0, headBytes))
    await read(bytes)
    return 'taken'
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
}

test('an OpenDocument that is none of text, with a password, with a document inside, or broken', async () => {
  expect(await refused(odt('', { kind: 'spreadsheet' }))).toBe('evidence.librarySheet')
  expect(await refused(odt('', { kind: 'text-master' }))).toBe('evidence.libraryOdt')
  expect(
    await refused(
      Buffer.from(
        '<?xml version="1.0"?>\n<office:document office:mimetype="application/vnd.oasis.opendocument.text">',
      ),
    ),
  ).toBe('evidence.libraryOdt')
  const entry = (inside: string, path: string, type = '') =>
    `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}">${inside}</manifest:file-entry>`
  expect(await refused(odt('', { manifest: entry('<manifest:encryption-data/>', 'content.xml') }))).toBe(
    'evidence.libraryPassword',
  )
  const text = 'application/vnd.oasis.opendocument.text'
  expect(await refused(odt('<text:p>x</text:p>', { manifest: entry('', 'Object 1/', text) }))).toBe(
    'evidence.libraryNested',
  )
  expect(await refused(odt('', { more: { 'adjunto.docx': await docx(['dentro']) } }))).toBe(
    'evidence.libraryNested',
  )
  expect(await refused(odt('<text:p>sin fin'))).toBe('evidence.libraryBroken')
  expect(
    await refused(odt('', { more: { 'content.xml': '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>' } })),
  ).toBe('evidence.libraryBroken')
  expect(await refused(odt('<text:p>'.repeat(100_000)))).toBe('evidence.libraryBroken')
})

test('an OpenDocument by its headings: what is on the page, and nothing that was deleted, noted beside or counted', async () => {
  const body = `<text:tracked-changes><text:changed-region><text:deletion><text:p>Borrado</text:p></text:deletion></text:changed-region></text:tracked-changes>
    <text:p text:style-name="P1">Acta de la mesa</text:p>
    <text:table-of-content><text:index-body><text:p>Pago 2</text:p></text:index-body></text:table-of-content>
    <text:p>Quien trabaja &amp; cobra<text:s text:c="900000000"/>&lt;a&#160;diario&gt;<office:annotation><dc:creator>Ana</dc:creator><text:p>Ojo</text:p></office:annotation>,
      dice<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>En la primera mesa.</text:p></text:note-body></text:note> la ley.</text:p>
    <text:h text:outline-level="2">Pago<text:bookmark text:name="x"/></text:h><text:h text:outline-level="5">Detalle</text:h>
    <text:list><text:list-item><text:p>Cada <text:span>semana</text:span></text:p></text:list-item></text:list>
    <text:p>Antes<draw:frame><draw:text-box><text:p>Recuadro</text:p></draw:text-box><svg:desc>Una foto</svg:desc></draw:frame> y después<text:line-break/>otra línea</text:p>
    <table:table><table:table-row table:number-rows-repeated="9999999"><table:table-cell><text:p>Día</text:p><text:p>hábil</text:p></table:table-cell><table:covered-table-cell><text:p>oculto</text:p></table:covered-table-cell><table:table-cell table:number-columns-repeated="9999999"><text:p>$207</text:p></table:table-cell></table:table-row></table:table>
    <text:p text:style-name="Heading_20_1">Lo que sigue</text:p>`
  const styles = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
  expect((await read(await odt(body, { styles }))).pages).toEqual([
    {
      heading: 'Acta de la mesa',
      text: 'Acta de la mesa\nQuien trabaja & cobra <a diario>, dice[1] la ley.\n[1] En la primera mesa.',
    },
    {
      heading: 'Pago',
      text: 'Pago\nDetalle\nCada semana\nAntes y después\notra línea\nRecuadro\nDía hábil $207',
    },
    { heading: 'Lo que sigue', text: 'Lo que sigue' },
  ])
})
