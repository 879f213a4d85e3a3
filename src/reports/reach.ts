/** Whether an address in a report leads somewhere for the person who reads it: a number nobody may open is no link. Pure. */
import { may, type Resource, type Role } from '../kernel/access.ts'

const rooms: readonly (readonly [prefix: string, of: Resource])[] = [
  ['/evidence', 'evidence'],
  ['/actors', 'organisation'],
  ['/meetings', 'meeting'],
  ['/demands', 'demand'],
  ['/agreements', 'agreement'],
  ['/commitments', 'agreement'],
]

export const reaches = (role: Role | 'system', path: string): boolean => {
  const room = rooms.find(([prefix]) => path.startsWith(prefix))
  return role === 'system' || room === undefined || may(role, 'see', room[1])
}
