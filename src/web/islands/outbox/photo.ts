/** A photograph made small before it waits on the phone: a few hundred kilobytes of pixels, without its place or device. */

/** Longest side in pixels: a notice on a wall can still be read. */
const longest = 1600
/** A document cannot be made smaller. */
const mostBytes = 10_000_000

export type Small = { name: string; blob: Blob } | 'unreadable' | 'large'

export async function small(file: File): Promise<Small> {
  if (!file.type.startsWith('image/'))
    return file.size > mostBytes ? 'large' : { name: file.name, blob: file }
  // Turned as the photograph says; a sort that this phone cannot draw, it cannot make smaller either.
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)
  if (!picture) return 'unreadable'
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  const blob = await new Promise<Blob | null>((made) => canvas.toBlob(made, 'image/jpeg', 0.8))
  return blob ? { name: 'foto.jpg', blob } : 'unreadable'
}

/** The picture as a small drawing, for the queue: the content policy lets no page show a blob by its address. */
export async function drawing(blob: Blob, text: string): Promise<HTMLCanvasElement | null> {
  const picture = await createImageBitmap(blob).catch(() => null)
  if (!picture) return null
  const canvas = document.createElement('canvas')
  canvas.height = 96
  canvas.width = Math.round((picture.width / picture.height) * 96)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  canvas.setAttribute('role', 'img')
  canvas.setAttribute('aria-label', text)
  picture.close()
  return canvas
}
