import { dayOf } from '../format.ts'
import type { Clock } from './hooks.ts'
import type { Visit } from './route.ts'

/** The moment of a visit, as parts are asked by it. */
export function clockOf(visit: Visit, now = new Date()): Clock {
  const zone = visit.workspace.timezone
  return { now, today: dayOf(now, zone), zone, lang: visit.lang }
}
