import { monthlyMinimumWage } from './country.ts'
import type { Psu, Quarter } from './design.ts'
import { type Industry, industryOf, type Job, jobs, type Task, tasks, type Unit, weeks } from './jobs.ts'
import { numbers, weights } from './notation.ts'
import { LIVE_IN_WORKER, MAN, type Person, WOMAN } from './people.ts'
import { type Choice, choose, type Random } from './random.ts'

/** A main job; codes are INEGI's, 0 where a question does not apply. */
export interface Employment {
  job: string
  task: Task
  industry: Industry
  /** `tue2` and `pos_ocu`. */
  unit: Unit
  informal: boolean
  /** Where the unit works: `p4e` (3 premises, 4 none) and `p4f`. */
  premises: number
  place: number
  /** People in the unit, `p3l`. */
  staff: number
  /** Where the job gives medical care, `p6d`: 1 IMSS, 3 ISSSTE, 5 other, 6 none, 9 not known. */
  clinic: number
  /** `tip_con`: 2 temporary, 3 permanent, 4 written of unknown kind, 5 not written, 6 not known. */
  contract: number
  /** Year-end bonus, paid holidays, share of profits; null if not known. */
  benefits: readonly [boolean, boolean, boolean] | null
  paidByPiece: boolean
  /** `clase3`: 1 worked, 2 helped, 3 absent with tie, 4 absent with return. */
  presence: number
  /** Hours last week; 0 if absent; null if not known. */
  hours: number | null
  pay: Pay
  /** `s_clasifi`, 0 if not underemployed. */
  underemployed: number
  /** `buscar5c`. */
  searching: number
  second: Task | null
}

export interface Pay {
  /** `p6b1`, `p6b2`, `p6c`; 0 where not asked. */
  every: number
  amount: number
  range: number
  /** `ingocup` (pesos a month, 0 without an amount) and `ing7c`. */
  income: number
  bracket: number
}

const wantingMore = weights('1:70 3:30')
const searching = weights('4:948 1:8 2:33 3:8 5:3')

const NO_INCOME = 6
const UNKNOWN_INCOME = 7

export function employ(
  respondent: { person: Person; psu: Psu },
  informal: boolean,
  quarter: Quarter,
): Employment {
  const { person, psu } = respondent
  const { labour } = person
  const job = chooseJob(person, psu, informal)
  const arrangement = informal ? job.informal : job.formal
  const unit = labour.of(arrangement.units)
  const task = labour.of(arrangement.tasks)
  const staff = staffOf(job, unit, labour)
  const place = placeOf(arrangement.places, unit, staff, labour)
  const clinic = clinicOf(unit, informal, labour)
  const present = presence(unit, labour)
  const hours = present > 2 ? 0 : labour.chance(0.01) ? null : weekOf(job, person, unit)
  const underemployed = underemployment(unit, present, hours, labour)
  return {
    job: job.id,
    task,
    industry: industryOf(task.industry),
    unit,
    informal,
    premises: place === null ? 0 : place > 0 ? 4 : 3,
    place: place ?? 0,
    staff,
    clinic,
    contract: unit.position === 1 ? contractOf(job, unit, informal, labour) : 0,
    benefits: unit.position === 1 ? benefitsOf(unit, informal, labour) : null,
    paidByPiece: unit.position === 1 && labour.chance(informal ? 0.075 : 0.008),
    presence: present,
    hours,
    pay: payOf(job, person, psu, unit, informal, hours, quarter),
    underemployed,
    searching: labour.of(underemployed === 5 ? wantingMore : searching),
    second: labour.chance(0.058) ? secondJob(labour) : null,
  }
}

const liveIn = jobs.find(({ id }) => id === 'domestic')

function chooseJob(person: Person, psu: Psu, informal: boolean): Job {
  if (person.kinship === LIVE_IN_WORKER && liveIn) return liveIn
  const column = (informal ? 0 : 2) + (person.sex === WOMAN ? 1 : 0)
  const likely = jobs.map((job): Choice<Job> => {
    const here = (job.localities[psu.locality - 1] ?? 1) * (job.states.get(psu.state) ?? 1)
    return [job, (job.workers[column] ?? 0) * here * (job.schooling[person.school.group - 1] ?? 1)]
  })
  return person.labour.of(likely)
}

const alone = weights('1:80 2:20')
const few = weights('2:86 3:10 4:4')
const small = weights('2:42 3:24 4:11 5:8 6:6 7:4 8:3 9:2')
const medium = weights('2:12 3:22 4:16 5:15 6:13 7:9 8:6 9:4 10:2 11:1')
const large = weights('2:3 3:8 4:8 5:9 6:10 7:10 8:12 9:11 10:10 11:19')
const inHomes = weights('1:76 2:24')
const STAFF_UNKNOWN = 99

function staffOf(job: Job, { kind, position }: Unit, labour: Random): number {
  if (kind === 6) return labour.of(inHomes)
  if (position === 3) return labour.of(alone)
  if (kind === 5 || kind === 7) return labour.of(few)
  if (position === 1 && labour.chance(0.085)) return STAFF_UNKNOWN
  if (kind === 2 || kind === 0) return labour.of(small)
  return labour.of(job.staff === 'large' ? large : medium)
}

/** INEGI asks independent and family businesses where they work; null for corporations, institutions and households. */
function placeOf(
  places: readonly Choice<number>[],
  { kind }: Unit,
  staff: number,
  labour: Random,
): number | null {
  if (kind !== 2 && kind !== 5 && kind !== 7) return null
  const place = labour.of(places)
  const ofTheTrade = place === 1 || place === 5 || place === 8
  return staff > 2 && !ofTheTrade ? 0 : place
}

const publicClinics = weights('1:36 3:50 4:7 2:5 5:2')
const privateClinics = weights('1:975 5:20 2:5')

function clinicOf({ kind, position }: Unit, informal: boolean, labour: Random): number {
  if (position !== 1) return 6
  if (informal) return kind !== 5 && labour.chance(0.02) ? 9 : 6
  return labour.of(kind === 4 ? publicClinics : privateClinics)
}

/** Chance of benefits and of a written contract without medical care, by kind of unit (`tue2`). */
const BENEFITS = [0.2, 0.5, 0.3, 0.5, 0.62, 0.13, 0.25, 0]
const WRITTEN = [0.1, 0.42, 0.1, 0.55, 0.66, 0.02, 0.02, 0]

function contractOf(job: Job, { kind }: Unit, informal: boolean, labour: Random): number {
  const written = labour.chance(informal ? (WRITTEN[kind] ?? 0) : 0.885)
  const seasonal = job.id === 'dayLabour'
  if (labour.chance(0.017)) return 6
  if (!written && !(seasonal && labour.chance(0.06))) return 5
  const temporary = seasonal ? 0.75 : informal ? 0.5 : 0.11
  return labour.of([
    [2, temporary],
    [3, 1 - temporary],
    [4, 0.011],
  ])
}

function benefitsOf(
  { kind }: Unit,
  informal: boolean,
  labour: Random,
): readonly [boolean, boolean, boolean] | null {
  if (labour.chance(0.013)) return null
  if (!labour.chance(informal ? (BENEFITS[kind] ?? 0) : 0.945)) return [false, false, false]
  const profits = kind === 1 && labour.chance(informal ? 0.05 : 0.42)
  return [true, labour.chance(informal ? 0.45 : 0.93), profits]
}

const employeesPresence = weights('1:979 3:16 4:5')
const othersPresence = weights('1:985 3:6 4:9')

function presence({ position }: Unit, labour: Random): number {
  if (position === 4 && labour.chance(0.25)) return 2
  return labour.of(position === 1 ? employeesPresence : othersPresence)
}

function weekOf(job: Job, { sex, age, attends, labour }: Person, { position }: Unit): number {
  const usual = labour.quantile(weeks[position === 4 ? 'short' : job.hours])
  const part = (sex === MAN ? 1 : 0.94) * (attends || age < 16 ? 0.65 : 1)
  return Math.max(1, Math.min(112, Math.round(usual * part)))
}

const underemployedShort = weights('3:62 2:12 5:26')
const underemployedLong = weights('2:60 4:18 5:22')

function underemployment({ position }: Unit, present: number, hours: number | null, labour: Random): number {
  const short = hours !== null && hours < 35
  const likely = (position === 3 ? 0.11 : position === 1 ? 0.055 : 0.06) * (short ? 1.5 : 0.85)
  if (!labour.chance(likely)) return 0
  if (present === 3) return 1
  if (present === 4) return 6
  return labour.of(short ? underemployedShort : underemployedLong)
}

const spreadOfPay = numbers('.3 .45 .6 .7 .8 .88 .95 1.02 1.1 1.2 1.34 1.55 1.9 3')
const PAY_BY_SCHOOLING = [1, 0.86, 0.97, 1.06, 1.5]
const PAY_BY_LEVEL = [1, 0.88, 0.96, 1.08, 1.35]
const WAGE_OF_2025 = 8364
const NOMINAL_GROWTH = 1.08

function payOf(
  job: Job,
  person: Person,
  psu: Psu,
  unit: Unit,
  informal: boolean,
  hours: number | null,
  quarter: Quarter,
): Pay {
  const { labour, school, sex } = person
  const [spread, answer, kindOfPay, subsistence] = [
    labour.quantile(spreadOfPay),
    labour.next(),
    labour.next(),
    labour.next(),
  ]
  const none = { every: 0, amount: 0, range: 0, income: 0 }
  if (unit.position === 4 || (unit.kind === 7 && subsistence < 0.55)) return { ...none, bracket: NO_INCOME }
  let median = job.pay[informal ? 0 : 1] * WAGE_OF_2025
  for (let year = quarter.year; year < 2025; year++) median /= NOMINAL_GROWTH
  for (let year = 2025; year < quarter.year; year++) median *= NOMINAL_GROWTH
  const week = hours === null || hours === 0 ? 1 : 0.35 + (0.65 * Math.min(hours, 70)) / 44
  const position = unit.position === 2 ? 1.45 : 1
  const monthly =
    median *
    spread *
    week *
    position *
    (sex === WOMAN ? 0.9 : 1) *
    (PAY_BY_SCHOOLING[school.group] ?? 1) *
    (PAY_BY_LEVEL[psu.level] ?? 1)
  const wage = monthlyMinimumWage(quarter.year, psu.border)
  if (answer < 0.12) return { ...none, every: 8, range: answer < 0.09 ? 8 : 9, bracket: UNKNOWN_INCOME }
  // Whoever earns the legal wage says the legal wage: it is where many incomes stand.
  const legal =
    !informal &&
    unit.position === 1 &&
    hours !== null &&
    hours >= 35 &&
    monthly < wage * (psu.border ? 1.1 : 1.02)
  const meant = legal ? wage * (1 + spread * 0.06) : monthly
  if (answer < 0.33)
    return { ...none, every: 7, range: rangeOf(meant, wage, kindOfPay), bracket: bracketOf(meant, wage) }
  return stated(meant, wage, informal, kindOfPay)
}

const informalPaydays = weights('3:55 4:22 2:13 1:10')
const formalPaydays = weights('2:62 3:33 1:5')

/** The amount said, in round pesos, and INEGI's monthly equivalent: a week counts 4.3 times, a day 30. */
function stated(monthly: number, wage: number, informal: boolean, kindOfPay: number): Pay {
  const every = choose(informal ? informalPaydays : formalPaydays, kindOfPay)
  const round = (value: number, to: number): number => Math.max(1, Math.round(value / to)) * to
  const amount =
    every === 1
      ? round(monthly, 100)
      : every === 2
        ? round(monthly / 2, 50)
        : every === 3
          ? round(monthly / 4.3, 50)
          : round(monthly / 30, 10)
  const income =
    every === 1 ? amount : every === 2 ? amount * 2 : every === 3 ? (amount * 43) / 10 : amount * 30
  return { every, amount, range: 0, income, bracket: bracketOf(income, wage) }
}

/** `ing7c` by monthly minimum wages; an upper limit belongs to the lower bracket. */
export const bracketOf = (income: number, wage: number): number =>
  income <= wage ? 1 : income <= wage * 2 ? 2 : income <= wage * 3 ? 3 : income <= wage * 5 ? 4 : 5

function rangeOf(income: number, wage: number, u: number): number {
  const bracket = bracketOf(income, wage)
  if (bracket === 1) return u < 0.8 ? 1 : 2
  return bracket < 5 ? bracket + 1 : income <= wage * 10 ? 6 : 7
}

const second = tasks(
  '9512/4612:15 4224/4690:22 6111/1110:25 8342/4850:10 9611/8140:12 2332/6111:8 2172/7115:8',
)

const secondJob = (labour: Random): Task => labour.of(second)
