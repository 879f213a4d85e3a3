import type { Visit } from '../../web/server/route.ts'

/** Whoever writes evidence cites it. */
export const mayCite = (visit: Visit): boolean =>
  ['coordinator', 'assistant', 'researcher'].includes(visit.asker.role)
