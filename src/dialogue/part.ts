import type { Part } from '../web/server/route.ts'
import { sees } from '../web/server/route.ts'
import type { DialogueServices } from './common.ts'
import { boardRoutes } from './demands/routes/board.tsx'
import { demandRoutes } from './demands/routes/demand.tsx'
import { editingRoutes } from './demands/routes/editing.tsx'
import { en as demandEn } from './demands/words.en.ts'
import { es as demandEs } from './demands/words.es.ts'
import { attendanceRoutes } from './routes/attendance.tsx'
import { bornRoutes } from './routes/born.tsx'
import { meetingEditingRoutes } from './routes/meeting-editing.tsx'
import { meetingListRoutes } from './routes/meeting-lists.tsx'
import { meetingRoutes } from './routes/meetings.tsx'
import { minutesRoutes } from './routes/minutes.tsx'
import { minutesWritingRoutes } from './routes/minutes-writing.tsx'
import { openRoutes } from './routes/open.tsx'
import { platformRoutes } from './routes/platforms.tsx'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** Platforms, meetings, attendance, minutes; demands and commitments as they are born. */
export const dialoguePart = (services: DialogueServices): Part => ({
  name: 'dialogue',
  // What opens by a link stands first: `/meetings/feed` is no meeting.
  routes: [
    ...openRoutes(services),
    ...meetingListRoutes(),
    ...meetingEditingRoutes(services),
    ...meetingRoutes(services),
    ...attendanceRoutes(services),
    ...minutesWritingRoutes(),
    ...minutesRoutes(services),
    ...boardRoutes(),
    ...editingRoutes(),
    ...demandRoutes(),
    ...bornRoutes(),
    ...platformRoutes(),
  ],
  nav: [
    { part: 'meetings', path: '/meetings', access: sees('meeting') },
    { part: 'demands', path: '/demands', access: sees('demand') },
  ],
  problems: {
    es: { ...es.problems, ...demandEs.problems },
    en: { ...en.problems, ...demandEn.problems },
  },
})
