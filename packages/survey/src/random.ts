/** Random numbers that a seed repeats on every machine: sfc32 (Doty-Humphrey, PractRand), seeded by a name too. */
export function randomOf(seed: number, name: string): () => number {
  let [a, b, c, d] = [hash(`${seed}`, 1), hash(name, 2), hash(`${name}|${seed}`, 3), 1] as [
    number,
    number,
    number,
    number,
  ]
  const next = () => {
    const out = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + out) | 0
    return out >>> 0
  }
  for (let i = 0; i < 16; i++) next()
  return () => (next() * 2 ** 21 + (next() >>> 11)) / 2 ** 53
}

/** FNV-1a. */
function hash(text: string, start: number): number {
  let h = 0x811c9dc5 ^ start
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h | 0
}
