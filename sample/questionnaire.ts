import {
  answer,
  BLANK,
  type Column,
  closing,
  fictitious,
  interview,
  key,
  type Row,
  ur,
  when,
} from './columns.ts'
import type { Employment } from './employment.ts'
import type { Inactivity, Search } from './work.ts'

/** Answers of those who look for work, and of those outside the labour force. */
const seeking = (value: (search: Search) => number | string) => (row: Row) =>
  row.situation?.status === 'unemployed' ? value(row.situation.search) : BLANK
const inactive = (value: (inactivity: Inactivity) => number | string) => (row: Row) =>
  row.situation?.status === 'inactive' ? value(row.situation.inactivity) : BLANK

const worked = ({ situation }: Row): boolean =>
  situation?.status === 'employed' && situation.employment.presence === 1
const helped = ({ situation }: Row): boolean =>
  situation?.status === 'employed' && situation.employment.presence === 2
const absent = ({ situation }: Row): boolean =>
  situation?.status === 'employed' && situation.employment.presence > 2
const isEmployee = ({ unit }: Employment): boolean => unit.position === 1
const isUnpaid = ({ unit }: Employment): boolean => unit.position === 4
const isOwner = (job: Employment): boolean => !isEmployee(job) && !isUnpaid(job)

/** A steady small number that differs between people, where an answer needs variety and nothing hangs on it. */
const variety = ({ psu, person, household }: Row, of: number): number =>
  (psu.upm * 7 + household.number * 3 + person.line) % of

/** Fewest people in each class of `p3l`, without the owner. */
const HELPERS = [0, 0, 1, 5, 10, 15, 20, 30, 50, 100, 250, 500]
const helpers = (job: Employment, row: Row): number =>
  (HELPERS[job.staff] ?? 0) + (job.staff === 2 ? variety(row, 4) : 0)

const KIND_OF_BUSINESS: Readonly<Record<number, number>> = { 1: 2, 2: 1, 5: 1, 7: 1 }

function sector({ unit, industry }: Employment): number | string {
  if (unit.kind === 6) return BLANK
  if (industry.rama === 6) return 1
  if (industry.scian === 15 || industry.scian === 16) return 2
  if (unit.kind === 3 || unit.kind === 4) return 3
  return unit.kind === 0 ? 5 : 4
}

/** `p4d1` and `p4d2`: which government body or which institution. */
function institution({ unit, task, industry }: Employment): readonly [number | string, number | string] {
  if (unit.kind === 3)
    return [2, task.industry === 8130 ? 5 : industry.scian === 15 || industry.scian === 16 ? 1 : 8]
  if (unit.kind !== 4) return [BLANK, BLANK]
  if (task.industry === 6132) return [2, 2]
  const bodies: Readonly<Record<number, number>> = { 9311: 1, 9312: 4, 9313: 5, 9314: 6, 5622: 6 }
  return [1, bodies[task.industry] ?? (industry.scian === 15 || industry.scian === 16 ? 3 : 2)]
}

/** `p4h`, for whoever works in a corporation or an institution: at its premises, another's, with clients, on a site. */
function usualSite({ unit, task, industry }: Employment): number | string {
  if (![1, 3, 4].includes(unit.kind)) return BLANK
  if (industry.rama === 1) return 4
  if (task.industry === 5613 || task.industry === 5614) return 2
  return task.occupation === 4221 || task.occupation === 4222 ? 3 : 1
}

/** `p4g`: accounts that a tax authority would accept are what sets a business apart from the informal sector. */
function accounts(job: Employment, row: Row): number | string {
  if (job.industry.rama === 6) return BLANK
  if (job.unit.kind === 5) return variety(row, 10) < 3 ? 2 : 4
  return job.unit.kind === 2 ? (variety(row, 4) < 3 ? 1 : 3) : BLANK
}

const AT_HOME = [0, 3, 4, 2, 5, 6]

/** The employment questionnaire, first part: `COE1`, the questions that the sample fills. */
export const coe1: readonly Column[] = [
  interview,
  ...key,
  ['eda', ({ person }) => person.age],
  ['p1', (row) => (worked(row) ? 1 : 2)],
  ['p1a2', (row) => when(helped(row), 2)],
  ['p1a3', (row) => when(!worked(row) && !helped(row), 3)],
  ['p1b', (row) => (worked(row) || helped(row) ? BLANK : absent(row) ? 1 : 2)],
  ['p1c', (row) => when(absent(row), variety(row, 2) ? 5 : 6)],
  ['p1d', answer(({ presence }) => (presence > 2 ? (presence === 3 ? 1 : 2) : BLANK))],
  ['p1e', (row) => when(absent(row), 1 + variety(row, 2))],
  ['p2_2', seeking(({ kind }) => when(kind !== 5, 2))],
  ['p2_3', seeking(({ kind }) => when(kind === 5, 3))],
  ['p2_4', inactive(() => 4)],
  ['p2b', seeking(() => 1)],
  ['p2c', seeking(() => 1)],
  ['p2e', inactive(({ occupation }) => AT_HOME[occupation] ?? BLANK)],
  ['p2f', inactive(({ available, reason }) => (available ? 2 : reason === 9 ? 1 : 3))],
  ['p2g1', inactive(({ available, reason }) => (available || reason === 9 ? 1 : 2))],
  ['p2g2', inactive(({ available, reason }) => (available ? (reason === 1 ? 1 : 5) : when(reason === 9, 9)))],
  ['p3', answer(({ task }) => task.occupation)],
  ['p3a', answer((job) => (isOwner(job) ? 2 : 1))],
  ['p3b', answer((job) => when(isOwner(job), 1))],
  ['p3d', answer((job) => (isOwner(job) ? (job.unit.position === 2 || job.staff > 1 ? 1 : 2) : BLANK))],
  ['p3g1_1', answer(({ unit }) => when(unit.position === 2, 1))],
  ['p3g1_2', answer((job, row) => when(job.unit.position === 2, Math.max(1, helpers(job, row))))],
  ['p3g3_1', answer(({ unit, staff }) => when(unit.position === 3 && staff > 1, 3))],
  [
    'p3g3_2',
    answer((job, row) => when(job.unit.position === 3 && job.staff > 1, Math.max(1, helpers(job, row)))),
  ],
  ['p3h', answer((job) => (isEmployee(job) ? 1 : when(isUnpaid(job), 3)))],
  ['p3i', answer(({ contract }) => (contract === 0 ? BLANK : contract < 5 ? 1 : contract === 5 ? 2 : 9))],
  ['p3j1', answer(({ contract }) => (contract === 2 ? 1 : contract === 3 ? 2 : when(contract === 4, 9)))],
  ['p3j2', answer(({ contract }, row) => when(contract === 2, 1 + variety(row, 4)))],
  ['p3k1', answer(({ benefits }) => when(benefits?.[0] === true, 1))],
  ['p3k2', answer(({ benefits }) => when(benefits?.[1] === true, 2))],
  ['p3k3', answer(({ benefits }) => when(benefits?.[2] === true, 3))],
  ['p3k5', answer(({ benefits }) => when(benefits !== null && !benefits.some(Boolean), 5))],
  ['p3k9', answer((job) => when(isEmployee(job) && job.benefits === null, 9))],
  ['p3l', answer((job) => (isOwner(job) || job.unit.kind === 6 ? BLANK : job.staff))],
  [
    'p4',
    answer(({ unit, task }) =>
      unit.kind === 6 ? 3 : task.industry === 9800 ? 4 : unit.kind === 5 || unit.kind === 7 ? 2 : 1,
    ),
  ],
  ['p4a', answer(({ task }) => task.industry)],
  ['p4b', answer(sector)],
  ['p4c', answer(({ unit }) => KIND_OF_BUSINESS[unit.kind] ?? BLANK)],
  ['p4d1', answer((job) => institution(job)[0])],
  ['p4d2', answer((job) => institution(job)[1])],
  ['p4e', answer(({ premises }) => premises || BLANK)],
  ['p4f', answer(({ place }) => place || BLANK)],
  ['p4g', answer(accounts)],
  ['p4h', answer(usualSite)],
  ['p5b_thrs', answer(({ hours, presence }) => (presence > 2 ? BLANK : (hours ?? 999)))],
  [
    'p5b_tdia',
    answer(({ hours, presence }) =>
      presence > 2 ? BLANK : hours === null ? 9 : Math.min(7, Math.ceil(hours / 8.6)),
    ),
  ],
  ur,
  ...closing,
  fictitious,
]

/** What another job is, `p7`, from its industry. */
const OTHER_JOB: Readonly<Record<number, number>> = { 1110: 3, 4612: 1, 4690: 1, 4850: 2, 7115: 2 }

const hoursOf = (activity: 'study' | 'care' | 'chores') => (row: Row) =>
  row.situation?.home[activity] || BLANK
const minutesOf = (activity: 'study' | 'care' | 'chores') => (row: Row) =>
  when((row.situation?.home[activity] ?? 0) > 0, 0)
const does = (activity: 'study' | 'care' | 'chores', code: number) => (row: Row) =>
  when((row.situation?.home[activity] ?? 0) > 0, code)

const earnsNothing = ({ pay }: Employment): boolean => pay.bracket === 6

/** Second part: pay, medical care, other work, unpaid work. */
export const coe2: readonly Column[] = [
  ...key,
  ['eda', ({ person }) => person.age],
  ['p6_2', answer(({ paidByPiece }) => when(paidByPiece, 2))],
  ['p6_7', answer((job) => when(isEmployee(job) && !job.paidByPiece, 7))],
  ['p6_8', answer((job) => when(isOwner(job) && !earnsNothing(job), 8))],
  ['p6_9', answer((job) => when(earnsNothing(job), 9))],
  ['p6a1', answer((job) => when(isEmployee(job), 1))],
  ['p6a2', answer((job) => when(isOwner(job) && !earnsNothing(job), 2))],
  ['p6a3', answer((job) => when(earnsNothing(job), 3))],
  ['p6b1', answer(({ pay }) => pay.every || BLANK)],
  ['p6b2', answer(({ pay }) => pay.amount || BLANK)],
  ['p6c', answer(({ pay }) => pay.range || BLANK)],
  ['p6d', answer((job) => (isEmployee(job) ? job.clinic : BLANK))],
  ['p7', answer(({ second }) => (second ? (OTHER_JOB[second.industry] ?? 5) : 7))],
  ['p7a', answer(({ second }) => second?.occupation ?? BLANK)],
  ['p7c', answer(({ second }) => second?.industry ?? BLANK)],
  ['p8_2', answer(({ searching }) => when(searching <= 3, 2))],
  ['p8_4', answer(({ searching }) => when(searching === 4, 4))],
  ['p8_9', answer(({ searching }) => when(searching === 5, 9))],
  ['p8a', answer(({ searching }) => when(searching <= 3, searching))],
  ['p9_1', does('study', 1)],
  ['p9_h1', hoursOf('study')],
  ['p9_m1', minutesOf('study')],
  ['p9_2', does('care', 2)],
  ['p9_h2', hoursOf('care')],
  ['p9_m2', minutesOf('care')],
  ['p9_7', does('chores', 7)],
  ['p9_h7', hoursOf('chores')],
  ['p9_m7', minutesOf('chores')],
  ur,
  ...closing,
  fictitious,
]
