/** Gives the same small number to the same key each time: an open-addressing table of (parent, low, high) → 0, 1, 2, … */
export class Interner {
  size = 0
  private readonly direct: Int32Array | null
  private slots: Int32Array
  private parents: Int32Array
  private lows: Int32Array
  private highs: Int32Array

  /**
   * few: keys are small numbers, as codes of a survey nearly always are, and are looked up without hashing.
   * many: there will be thousands.
   */
  constructor(expected: 'few' | 'many') {
    const room = expected === 'few' ? 256 : 1 << 15
    this.direct = expected === 'few' ? new Int32Array(1 << 16).fill(-1) : null
    this.slots = new Int32Array(2 * room).fill(-1)
    this.parents = new Int32Array(room)
    this.lows = new Int32Array(room)
    this.highs = new Int32Array(room)
  }

  /** Makes room for so many keys at once, where that is known before the first. */
  expect(count: number): void {
    const room = 2 ** Math.ceil(Math.log2(count + 1))
    if (this.size > 0 || room <= this.parents.length) return
    this.parents = new Int32Array(room)
    this.lows = new Int32Array(room)
    this.highs = new Int32Array(room)
    this.slots = new Int32Array(2 * room).fill(-1)
  }

  of(parent: number, low: number, high: number): number {
    if (this.direct === null || high !== 0 || (parent | low) >>> 8 !== 0) return this.find(parent, low, high)
    const at = (parent << 8) | low
    const known = this.direct[at] as number
    if (known >= 0) return known
    const code = this.find(parent, low, high)
    this.direct[at] = code
    return code
  }

  private find(parent: number, low: number, high: number): number {
    let mask = this.slots.length - 1
    let at = mix(parent, low, high) & mask
    for (;;) {
      const code = this.slots[at] as number
      if (code < 0) break
      if (this.lows[code] === low && this.highs[code] === high && this.parents[code] === parent) return code
      at = (at + 1) & mask
    }
    if (this.size === this.parents.length) {
      this.grow()
      mask = this.slots.length - 1
      at = mix(parent, low, high) & mask
      while ((this.slots[at] as number) >= 0) at = (at + 1) & mask
    }
    const code = this.size++
    this.slots[at] = code
    this.parents[code] = parent
    this.lows[code] = low
    this.highs[code] = high
    return code
  }

  parentOf(code: number): number {
    return this.parents[code] as number
  }

  lowOf(code: number): number {
    return this.lows[code] as number
  }

  highOf(code: number): number {
    return this.highs[code] as number
  }

  private grow(): void {
    const room = this.parents.length * 2
    this.parents = widen(this.parents, room)
    this.lows = widen(this.lows, room)
    this.highs = widen(this.highs, room)
    this.slots = new Int32Array(room * 2).fill(-1)
    const mask = this.slots.length - 1
    for (let code = 0; code < this.size; code++) {
      let at = mix(this.parentOf(code), this.lowOf(code), this.highOf(code)) & mask
      while ((this.slots[at] as number) >= 0) at = (at + 1) & mask
      this.slots[at] = code
    }
  }
}

function widen(from: Int32Array, room: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(room)
  to.set(from)
  return to
}

function mix(a: number, b: number, c: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  return h ^ (h >>> 13)
}
