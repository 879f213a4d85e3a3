import type { FC } from 'hono/jsx'
import { encodeQR } from 'qr'

/** A QR code as one path of horizontal strokes, with the quiet margin that cameras need. */
export const QrCode: FC<{ text: string; label: string }> = ({ text, label }) => {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4 })
  const strokes = rows.flatMap((row, y) =>
    [
      ...row
        .map((dark) => (dark ? '1' : '0'))
        .join('')
        .matchAll(/1+/g),
    ].map((run) => `M${run.index} ${y}h${run[0].length}v1h-${run[0].length}z`),
  )
  return (
    <svg
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width="100%" height="100%" fill="#fff" />
      <path d={strokes.join('')} fill="#000" />
    </svg>
  )
}
