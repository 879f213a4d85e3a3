import type { Part } from '../web/server/route.ts'
import { sees } from '../web/server/route.ts'
import { dialogueAbout } from './about.ts'
import { agendaRoutes } from './agenda/routes.tsx'
import { agendaToday } from './agenda/today.ts'
import { en as agendaEn } from './agenda/words.en.ts'
import { es as agendaEs } from './agenda/words.es.ts'
import { clauseRoutes } from './agreements/routes/clauses.tsx'
import { agreementListRoutes } from './agreements/routes/list.tsx'
import { agreementRoutes } from './agreements/routes/one.tsx'
import { publicAgreementRoutes } from './agreements/routes/public.tsx'
import { en as agreementEn } from './agreements/words.en.ts'
import { es as agreementEs } from './agreements/words.es.ts'
import { en as evidenceEn } from './commitments/evidence-words.en.ts'
import { es as evidenceEs } from './commitments/evidence-words.es.ts'
import { commitmentBulkRoutes } from './commitments/routes/bulk.tsx'
import { commitmentEditingRoutes } from './commitments/routes/editing.tsx'
import { evidenceRoutes } from './commitments/routes/evidence.tsx'
import { givingRoutes } from './commitments/routes/giving.tsx'
import { letterRoutes } from './commitments/routes/letters.tsx'
import { commitmentListRoutes } from './commitments/routes/list.tsx'
import { commitmentRoutes } from './commitments/routes/one.tsx'
import { en as commitmentEn } from './commitments/words.en.ts'
import { es as commitmentEs } from './commitments/words.es.ts'
import type { DialogueServices } from './common.ts'
import { boardRoutes } from './demands/routes/board.tsx'
import { demandRoutes } from './demands/routes/demand.tsx'
import { editingRoutes } from './demands/routes/editing.tsx'
import { publishingRoutes } from './demands/routes/publishing.tsx'
import { supportRoutes } from './demands/routes/support.tsx'
import { demandsToday } from './demands/today.ts'
import { en as demandEn } from './demands/words.en.ts'
import { es as demandEs } from './demands/words.es.ts'
import { negotiationListRoutes } from './negotiation/routes/list.tsx'
import { mandateRoutes } from './negotiation/routes/mandate.tsx'
import { offerRoutes } from './negotiation/routes/offers.tsx'
import { negotiationRoutes } from './negotiation/routes/one.tsx'
import { pointRoutes } from './negotiation/routes/points.tsx'
import { roundRoutes } from './negotiation/routes/rounds.tsx'
import { seatRoutes } from './negotiation/routes/seats.tsx'
import { negotiationsToday } from './negotiation/today.ts'
import { en as negotiationEn } from './negotiation/words.en.ts'
import { es as negotiationEs } from './negotiation/words.es.ts'
import { policyRoutes } from './policy/routes.tsx'
import { en as policyEn } from './policy/words.en.ts'
import { es as policyEs } from './policy/words.es.ts'
import { readings } from './readings.ts'
import { attendanceRoutes } from './routes/attendance.tsx'
import { meetingEditingRoutes } from './routes/meeting-editing.tsx'
import { meetingListRoutes } from './routes/meeting-lists.tsx'
import { meetingRoutes } from './routes/meetings.tsx'
import { minutesRoutes } from './routes/minutes.tsx'
import { minutesWritingRoutes } from './routes/minutes-writing.tsx'
import { openRoutes } from './routes/open.tsx'
import { platformRoutes } from './routes/platforms.tsx'
import { dialogueToday } from './today.ts'
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
    ...supportRoutes(services),
    ...publishingRoutes(services),
    ...agendaRoutes(services),
    ...policyRoutes(),
    // `/negotiations/new` is no negotiation.
    ...negotiationListRoutes(),
    ...seatRoutes(),
    ...mandateRoutes(),
    ...pointRoutes(),
    ...roundRoutes(),
    ...offerRoutes(),
    ...negotiationRoutes(),
    ...publicAgreementRoutes(services),
    ...agreementListRoutes(),
    ...clauseRoutes(),
    ...agreementRoutes(services),
    // `/commitments/update` is no commitment.
    ...commitmentListRoutes(),
    ...commitmentBulkRoutes(),
    ...commitmentEditingRoutes(),
    ...letterRoutes(),
    ...givingRoutes(services),
    ...evidenceRoutes(services),
    ...commitmentRoutes(),
    ...platformRoutes(),
  ],
  nav: [
    { part: 'meetings', path: '/meetings', access: sees('meeting') },
    { part: 'demands', path: '/demands', access: sees('demand') },
    { part: 'negotiation', path: '/negotiations', access: sees('agreement') },
    { part: 'agreements', path: '/agreements', access: sees('agreement') },
  ],
  // What parties share. Not the page of a mandate, nor links that anybody may open.
  offline: [
    '/meetings',
    '/meetings/past',
    '/meetings/month',
    '/meetings/:id',
    '/meetings/:id/minutes',
    '/demands',
    '/demands/:id',
    '/agreements',
    '/agreements/:id',
    '/commitments',
    '/commitments/:id',
    '/commitments/:id/view',
    '/commitments/:id/evidence',
    '/commitments/:id/incidents/new',
  ],
  today: async (tx, asker, clock) => [
    ...(await dialogueToday(tx, asker, clock)),
    ...(await demandsToday(tx, asker, clock)),
    ...(await agendaToday(tx, asker, clock)),
    ...(await negotiationsToday(tx, asker, clock)),
  ],
  about: dialogueAbout,
  records: readings,
  problems: {
    es: {
      ...es.problems,
      ...demandEs.problems,
      ...agendaEs.problems,
      ...policyEs.problems,
      ...negotiationEs.problems,
      ...agreementEs.problems,
      ...commitmentEs.problems,
      ...evidenceEs.problems,
    },
    en: {
      ...en.problems,
      ...demandEn.problems,
      ...agendaEn.problems,
      ...policyEn.problems,
      ...negotiationEn.problems,
      ...agreementEn.problems,
      ...commitmentEn.problems,
      ...evidenceEn.problems,
    },
  },
})
