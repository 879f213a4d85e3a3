import { EventEmitter } from 'node:events'

/** News of jobs that reached this program through LISTEN, by the job's id. Missing one costs a second, nothing else. */
const emitter = new EventEmitter().setMaxListeners(0)

export const hint = (id: string): boolean => emitter.emit(id)

export function onHint(id: string, then: () => void): () => void {
  emitter.on(id, then)
  return () => emitter.off(id, then)
}
