/** A chart as the file that was asked for: drawing, picture or table. */
import { type ChartFile, toPng, toStandaloneSvg } from '../../web/charts/file.tsx'
import { type Answer, download } from '../../web/server/answer.ts'

export const fileKinds = ['svg', 'png', 'csv'] as const
export type FileKind = (typeof fileKinds)[number]

export async function chartFile({
  kind,
  name,
  csv,
  ...chart
}: ChartFile & { kind: FileKind; name: string; csv: () => string }): Promise<Answer> {
  if (kind === 'csv')
    return download({ name: `${name}.csv`, mediaType: 'text/csv; charset=utf-8', body: csv() })
  const svg = toStandaloneSvg(chart)
  if (kind === 'svg') return download({ name: `${name}.svg`, mediaType: 'image/svg+xml', body: svg })
  return download({ name: `${name}.png`, mediaType: 'image/png', body: new Uint8Array(await toPng(svg, 2)) })
}
