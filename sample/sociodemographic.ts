import {
  asked,
  BLANK,
  type Column,
  closing,
  counted,
  employed,
  fictitious,
  interview,
  key,
  left,
  NOT_APPLICABLE,
  type Row,
  ur,
  when,
} from './columns.ts'
import { monthlyMinimumWage } from './country.ts'
import type { Employment } from './employment.ts'
import { occupationGroup } from './jobs.ts'
import type { Person } from './people.ts'
import type { Situation } from './work.ts'

const schooled = (value: (person: Person) => number) =>
  asked((person) => (person.school.level < 0 ? BLANK : value(person)))
/** A derived column: zero outside the counted population. */
const derived = (value: (person: Person) => number) => (row: Row) =>
  counted(row) ? value(row.person) : NOT_APPLICABLE
const byStatus = (values: Record<Situation['status'], number>) => (row: Row) =>
  row.situation ? values[row.situation.status] : NOT_APPLICABLE

const band = (limits: readonly number[], age: number): number =>
  limits.findLastIndex((limit) => age >= limit) + 1

const instruction = ({ school }: Person): number => {
  const { level, passed } = school
  if (level < 0) return NOT_APPLICABLE
  if (level >= 7 || (level === 4 && passed >= 3)) return 4
  if (level >= 4 || (level === 3 && passed >= 3)) return 3
  return level === 3 || (level === 2 && passed >= 6) ? 2 : 1
}

const institutionKind = ({ unit }: Employment): number => [4, 1, 1, 2, 2, 3, 3, 3][unit.kind] ?? 4
const isUniversity = ({ task }: Employment): boolean => task.industry === 6132
const isInformalSector = ({ unit }: Employment): boolean => unit.kind === 5
const isFarm = ({ industry }: Employment): boolean => industry.rama === 6

function institutionalSector(job: Employment): number {
  const { kind } = job.unit
  if (kind === 1) return job.industry.scian === 10 ? 1 : 2
  if (kind === 2) return isFarm(job) ? 3 : job.industry.scian === 10 ? 1 : 4
  if (kind === 4) return job.industry.scian === 20 ? 5 : 7
  return [11, 0, 0, 6, 0, 8, 9, 10][kind] ?? 11
}

const care = (job: Employment): 1 | 2 | 3 => (job.clinic === 6 ? 2 : job.clinic === 9 ? 3 : 1)
/** `pre_asa`: 1 with benefits, 2 without, 3 not known; 0 for those who are nobody's employees. */
const benefits = ({ unit, benefits }: Employment): number =>
  unit.position !== 1 ? NOT_APPLICABLE : benefits === null ? 3 : benefits.some(Boolean) ? 1 : 2

function medical(job: Employment): number {
  const [cared, more] = [care(job), benefits(job)]
  if (cared === 1) return more === 1 ? 3 : 2
  return more === 3 ? 5 : more === 1 ? 4 : 1
}

const staffBand = ({ staff }: Employment): number =>
  staff === 99 ? 7 : staff <= 4 ? staff : staff <= 7 ? 5 : 6

/** Largest class of `p3l` that is still micro, small, medium: industry and construction, trade; services otherwise. */
const SIZES: Readonly<Record<number, readonly [number, number, number]>> = {
  1: [4, 7, 9],
  2: [4, 7, 9],
  5: [4, 7, 9],
  3: [2, 4, 8],
}

/** `ambito2`: INEGI's sizes differ between industry and the rest; households and the unspecified are "others". */
function size(job: Employment): number {
  const { unit, industry, staff } = job
  if (isFarm(job)) return 0
  if (unit.kind === 6 || unit.kind === 0) return 8
  if (industry.scian === 20) return 7
  if (staff === 99) return 0
  const [micro, small, medium] = SIZES[industry.rama] ?? [2, 7, 8]
  if (staff <= micro) return job.premises === 4 && job.place !== 7 && job.place !== 10 ? 2 : 3
  return staff <= small ? 4 : staff <= medium ? 5 : 6
}

const setting = (job: Employment): number => (isFarm(job) ? 1 : size(job) === 0 ? 3 : 2)

function week({ hours, presence }: Employment): number {
  if (presence > 2) return 1
  return hours === null ? 9 : 1 + band([0, 15, 25, 35, 40, 49, 57], hours)
}
const weekShort = (job: Employment): number => [0, 1, 2, 3, 3, 4, 4, 5, 5, 6][week(job)] ?? 6

/** `tcco`, critical conditions: few hours for market reasons, or many for little pay. */
function critical({ hours, pay, underemployed }: Employment): number {
  if (hours === null || hours === 0) return 0
  if (hours < 35) return underemployed === 3 ? 1 : 0
  return pay.bracket === 1 ? 2 : hours > 48 && pay.bracket === 2 ? 3 : 0
}

const hourly = ({ hours, pay }: Employment): number =>
  hours && pay.income > 0 ? Number((pay.income / (hours * 4.3)).toFixed(5)) : 0

function daily(row: Row): number {
  const { situation, person } = row
  if (!situation) return NOT_APPLICABLE
  const other = situation.home.chores > 0 ? 2 : situation.home.care > 0 ? 3 : 0
  return (situation.status === 'inactive' ? 6 : 1) + (person.attends ? 1 : other)
}

const inactive =
  (value: (row: NonNullable<Extract<Situation, { status: 'inactive' }>['inactivity']>) => number) =>
  (row: Row) =>
    row.situation?.status === 'inactive' ? value(row.situation.inactivity) : NOT_APPLICABLE
const seeking =
  (value: (search: Extract<Situation, { status: 'unemployed' }>['search']) => number) => (row: Row) =>
    row.situation?.status === 'unemployed' ? value(row.situation.search) : NOT_APPLICABLE

const births = ({ births }: Person): number =>
  births === null ? NOT_APPLICABLE : births === 0 ? 1 : births <= 2 ? 2 : births <= 5 ? 3 : 4

/** Who lives in the household, and the derived columns of work: `SDEMT`. */
export const sdem: readonly Column[] = [
  interview,
  ['mun', ({ psu }) => psu.municipality],
  ['est', ({ psu }) => psu.level * 10],
  ['est_d_tri', ({ psu }) => psu.stratum],
  ['est_d_men', ({ psu }) => psu.stratum],
  ['t_loc_tri', ({ psu }) => psu.locality],
  ['t_loc_men', ({ psu }) => psu.locality],
  ...key,
  ['c_res', ({ person }) => person.residence],
  ['par_c', asked(({ kinship }) => kinship)],
  ['sex', asked(({ sex }) => sex)],
  ['eda', asked(({ age }) => age)],
  ['cs_p12', schooled(({ school }) => (school.level >= 2 ? 1 : 2))],
  ['cs_p13_1', schooled(({ school }) => school.level)],
  ['cs_p13_2', schooled(({ school }) => school.passed)],
  ['cs_p17', schooled(({ attends }) => (attends ? 1 : 2))],
  ['n_hij', asked(({ births }) => births ?? BLANK)],
  ['e_con', asked(({ union }) => union || BLANK)],
  ['cs_ad_mot', (row) => when(left(row), [1, 2, 3, 6][row.person.line % 4] ?? 10)],
  ['cs_ad_des', (row) => when(left(row), row.person.line % 2 ? 1 : 2)],
  ['cs_nr_mot', ({ person }) => when(person.residence === 3, person.age === 0 ? 8 : 6)],
  ['cs_nr_ori', ({ person }) => when(person.residence === 3, 1)],
  ur,
  ['zona', ({ psu }) => (psu.border ? 1 : 2)],
  ['salario', ({ quarter, psu }) => monthlyMinimumWage(quarter.year, psu.border)],
  ...closing,
  ['clase1', byStatus({ employed: 1, unemployed: 1, inactive: 2 })],
  [
    'clase2',
    ({ situation }) =>
      situation
        ? {
            employed: 1,
            unemployed: 2,
            inactive: situation.status === 'inactive' && situation.inactivity.available ? 3 : 4,
          }[situation.status]
        : 0,
  ],
  [
    'clase3',
    ({ situation }) =>
      situation?.status === 'employed'
        ? situation.employment.presence
        : situation?.status === 'unemployed'
          ? situation.search.kind
          : 0,
  ],
  ['pos_ocu', employed(({ unit }) => unit.position)],
  ['seg_soc', employed(care)],
  ['rama', employed(({ industry }) => industry.rama)],
  ['c_ocu11c', employed(({ task }) => occupationGroup(task.occupation))],
  ['ing7c', employed(({ pay }) => pay.bracket)],
  ['dur9c', employed(week)],
  ['emple7c', employed(staffBand)],
  ['medica5c', employed(medical)],
  ['buscar5c', employed(({ searching }) => searching)],
  ['rama_est1', employed(({ industry }) => industry.ramaEst1)],
  ['rama_est2', employed(({ industry }) => industry.ramaEst2)],
  ['dur_est', employed(weekShort)],
  ['ambito1', employed(setting)],
  ['ambito2', employed(size)],
  ['tue1', employed(institutionKind)],
  ['tue2', employed(({ unit }) => unit.kind)],
  ['tue3', employed((job) => (job.unit.kind === 4 ? (isUniversity(job) ? 2 : 1) : 0))],
  ['busqueda', employed(({ searching }) => (searching === 1 ? 1 : 2))],
  ['d_ant_lab', seeking(({ experienced }) => (experienced ? 1 : 2))],
  ['d_cexp_est', seeking(({ reason }) => reason)],
  ['dur_des', seeking(({ length }) => length)],
  ['sub_o', employed(({ underemployed }) => (underemployed ? 1 : 0))],
  ['s_clasifi', employed(({ underemployed }) => underemployed)],
  ['remune2c', employed(({ unit, paidByPiece }) => (unit.position !== 1 ? 0 : paidByPiece ? 2 : 1))],
  ['pre_asa', employed(benefits)],
  ['tip_con', employed(({ contract }) => contract)],
  ['dispo', inactive(({ available, reason }) => (available ? reason : 0))],
  ['nodispo', inactive(({ available, reason }) => (available ? 0 : reason))],
  ['c_inac5c', inactive(({ occupation }) => occupation)],
  ['pnea_est', inactive(({ composition }) => composition)],
  ['niv_ins', derived(instruction)],
  ['eda5c', derived(({ age }) => band([15, 25, 45, 65], age))],
  ['eda7c', derived(({ age }) => band([15, 20, 30, 40, 50, 60], age))],
  ['eda12c', derived(({ age }) => band([15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65], age))],
  [
    'eda19c',
    derived(({ age }) => band([0, 1, 5, 10, 12, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75], age)),
  ],
  ['hij5c', derived(births)],
  ['domestico', daily],
  ['anios_esc', derived(({ age, school }) => (age < 12 ? 0 : school.years))],
  ['hrsocup', employed(({ hours }) => hours ?? 0)],
  ['ingocup', employed(({ pay }) => pay.income)],
  ['ing_x_hrs', employed(hourly)],
  ['tpg_p8a', employed(({ searching }) => (searching <= 3 ? 1 : 0))],
  ['tcco', employed(critical)],
  ['imssissste', employed(({ clinic }) => [0, 1, 3, 2, 2, 3, 4, 0, 0, 5][clinic] ?? 5)],
  ['scian', employed(({ industry }) => industry.scian)],
  ['t_tra', employed(({ second }) => (second ? 2 : 1))],
  ['emp_ppal', employed(({ informal }) => (informal ? 1 : 2))],
  ['tue_ppal', employed((job) => (isInformalSector(job) ? 1 : 2))],
  ['mh_fil2', employed((job) => (isInformalSector(job) ? 1 : job.unit.kind === 6 ? 2 : isFarm(job) ? 4 : 3))],
  [
    'mh_col',
    employed(
      ({ unit, paidByPiece, informal }) =>
        ([0, paidByPiece ? 3 : 1, 5, 7, 9][unit.position] ?? 0) + (informal ? 0 : 1),
    ),
  ],
  ['sec_ins', employed(institutionalSector)],
  fictitious,
]
