import { styleText } from 'node:util'
import type { Frame } from './frame.ts'

const width = 30

/** A bar on the terminal; a program that is no terminal's gets one line a step. */
export interface Progress {
  /** `step` is a key of the words' steps; `percent` of the whole, 0 to 100. */
  show(step: string, percent: number): void
  /** Takes the bar away. */
  end(): void
}

export function createProgress(
  frame: Pick<Frame, 'words' | 'json' | 'note'>,
  stream: Pick<NodeJS.WriteStream, 'write' | 'isTTY'> = process.stderr,
): Progress {
  let last = ''
  const name = (step: string): string => frame.words.steps[step] ?? step
  if (!stream.isTTY) {
    return {
      show(step) {
        if (frame.json || step === last) return
        last = step
        frame.note(`${name(step)} …`)
      },
      end() {},
    }
  }
  return {
    show(step, percent) {
      const done = Math.round((Math.min(100, Math.max(0, percent)) / 100) * width)
      const bar = styleText('green', '█'.repeat(done)) + '░'.repeat(width - done)
      const line = `${bar} ${String(Math.floor(percent)).padStart(3)} % ${name(step)}`
      if (line === last) return
      last = line
      stream.write(`\r\u001b[2K${line}`)
    },
    end() {
      if (last) stream.write('\r\u001b[2K')
      last = ''
    },
  }
}
