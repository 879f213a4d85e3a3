import { MEXICO_CITY, type State } from './country.ts'
import type { Psu, Quarter } from './design.ts'
import { type Employment, employ } from './employment.ts'
import { byAge, numbers, weights } from './notation.ts'
import { HEAD, LIVE_IN_WORKER, MAN, type Person, WOMAN } from './people.ts'
import type { Random } from './random.ts'

/** What a person of twelve or more did last week. */
export type Situation =
  | { status: 'employed'; employment: Employment; home: HomeWork }
  | { status: 'unemployed'; search: Search; home: HomeWork }
  | { status: 'inactive'; inactivity: Inactivity; home: HomeWork }

/** Looking for work: INEGI's classes of experience, reason and length (`d_ant_lab`, `d_cexp_est`, `dur_des`). */
export interface Search {
  experienced: boolean
  reason: number
  length: number
  /** `clase3`: 5 about to begin, 6 searching, 7 absent without tie. */
  kind: number
}

/** Outside the labour force: `c_inac5c`, and whether available for work if there were any. */
export interface Inactivity {
  occupation: number
  available: boolean
  /** `dispo` or `nodispo`, and what follows from it in `pnea_est`. */
  reason: number
  composition: number
}

/** Unpaid hours last week. */
export interface HomeWork {
  study: number
  care: number
  chores: number
}

/** A person of a household whose interview is complete, with a weight. */
export interface Respondent {
  person: Person
  psu: Psu
  weight: number
}

interface Draw {
  respondent: Respondent
  employed: boolean
  unemployed: boolean
  /** Uniform draw and score for informality. */
  u: number
  score: number
}

const CHANGE_PER_YEAR = { country: -0.5, mexicoCity: -1.6 }

/** Informality aimed at, as a share: the state's published level of 2023, moved a little every year so that change can be seen. */
const aim = (state: State, quarter: Quarter): number => {
  const drift = state.code === MEXICO_CITY ? CHANGE_PER_YEAR.mexicoCity : CHANGE_PER_YEAR.country
  const level = state.code === MEXICO_CITY ? 46 : state.informality
  return (level + drift * (quarter.year - 2025)) / 100
}

/** Gives everybody of twelve or more in a state a situation. The state's own level of informality is met on average. */
export function situations(
  state: State,
  quarter: Quarter,
  respondents: readonly Respondent[],
): Map<Person, Situation> {
  const draws = respondents.map((respondent) => drawOf(respondent))
  const employed = draws.filter(({ employed }) => employed)
  const shift = meet(aim(state, quarter), employed)
  const found = new Map<Person, Situation>()
  for (const { respondent, employed, unemployed, u, score } of draws) {
    const { person } = respondent
    const home = homeWork(person, employed)
    if (employed) {
      const informal = u < share(score + shift)
      found.set(person, { status: 'employed', employment: employ(respondent, informal, quarter), home })
    } else if (unemployed) {
      found.set(person, { status: 'unemployed', search: search(person.labour), home })
    } else {
      found.set(person, { status: 'inactive', inactivity: inactivity(person), home })
    }
  }
  return found
}

function drawOf(respondent: Respondent): Draw {
  const { person, psu } = respondent
  const { labour } = person
  const [participates, seeks, u] = [labour.next(), labour.next(), labour.next()]
  const active = participates < participation(person, psu)
  const unemployed = active && person.kinship !== LIVE_IN_WORKER && seeks < unemployment(person, psu)
  return { respondent, employed: active && !unemployed, unemployed, u, score: informalityScore(person, psu) }
}

const share = (probability: number): number => Math.min(0.985, Math.max(0.03, probability))

/** The shift of all scores at which the weighted mean of the chances is the share aimed at. */
function meet(aimed: number, employed: readonly Draw[]): number {
  let shift = aimed
  for (let turn = 0; turn < 12; turn++) {
    let [sum, weight] = [0, 0]
    for (const { score, respondent } of employed) {
      sum += respondent.weight * share(score + shift)
      weight += respondent.weight
    }
    if (weight > 0) shift += aimed - sum / weight
  }
  return shift
}

const men = byAge('15:.05 20:.66 25:.83 30:.93 50:.955 55:.93 60:.87 65:.71 70:.52 75:.38 120:.18')
const women = byAge('15:.02 20:.36 25:.53 35:.58 45:.6 50:.58 55:.52 60:.43 65:.31 70:.2 120:.08')

function participation(person: Person, psu: Psu): number {
  const { sex, age, attends, school } = person
  if (person.kinship === LIVE_IN_WORKER) return 1
  const usual = (sex === MAN ? men : women)(age)
  if (attends) return usual * (age < 20 ? 0.28 : 0.5)
  if (sex === MAN) return usual + (school.group === 4 && age < 30 ? -0.03 : 0)
  const home = person.hasSmallChild ? -0.11 : 0
  const provider = person.kinship === HEAD && age < 65 ? 0.14 : 0
  const schooled = [0, -0.06, -0.02, 0.03, 0.17][school.group] ?? 0
  return (
    usual +
    (age < 65 ? home + provider + schooled : 0) +
    (psu.locality === 4 && age >= 15 ? -0.09 * usual * 2 : 0.01)
  )
}

function unemployment({ age, school }: Person, { locality }: Psu): number {
  const usual = age < 25 ? 0.054 : age < 45 ? 0.03 : 0.016
  return usual * ([0, 1.15, 1.1, 0.9, 0.6][locality] ?? 1) * (school.group >= 3 ? 1.2 : 0.85)
}

/** Who is likelier to be employed without protection; only differences matter, the state's level is met afterwards. */
function informalityScore(
  { age, sex, school, kinship }: Person,
  { locality, level, informality }: Psu,
): number {
  const size = [0, -0.05, 0.03, 0.06, 0.11][locality] ?? 0
  const schooled = [0, 0.18, 0.07, -0.05, -0.27][school.group] ?? 0
  const aged = age < 18 ? 0.35 : age < 20 ? 0.2 : age < 25 ? 0.02 : age < 45 ? -0.05 : age < 60 ? 0 : 0.16
  const wealth = [0, 0.06, 0.01, -0.04, -0.09][level] ?? 0
  const atHome = kinship === LIVE_IN_WORKER ? 0.6 : 0
  return size + schooled + aged + wealth + atHome + (sex === WOMAN ? 0.045 : 0) + informality
}

const reasons = weights('1:40 2:47 3:6 4:7')
const lengths = weights('1:36 2:33 3:13 4:8 5:3 6:7')
const kinds = weights('6:96 5:2 7:2')

function search(labour: Random): Search {
  const experienced = labour.chance(0.87)
  return {
    experienced,
    reason: experienced ? labour.of(reasons) : 0,
    length: labour.of(lengths),
    kind: labour.of(kinds),
  }
}

function inactivity({ age, sex, attends, labour }: Person): Inactivity {
  const pensioner = age >= 60 && labour.chance(sex === MAN ? 0.55 : 0.2)
  const disabled = labour.chance(age < 60 ? 0.02 : 0.04)
  const atHome = labour.chance(sex === WOMAN ? 0.95 : 0.45)
  const occupation = attends ? 1 : disabled ? 4 : pensioner ? 3 : atHome ? 2 : 5
  const willing = occupation === 4 ? 0 : ([0, 0.13, 0.15, 0.06, 0, 0.3][occupation] ?? 0)
  if (age >= 15 && labour.chance(age < 65 ? willing : willing * 0.4)) {
    const discouraged = labour.chance(0.02)
    return { occupation, available: true, reason: discouraged ? 1 : 4, composition: discouraged ? 1 : 2 }
  }
  if (occupation === 4) return { occupation, available: false, reason: 2, composition: 5 }
  if (occupation === 5) return { occupation, available: false, reason: 5, composition: 6 }
  const prevented = occupation === 2 && labour.chance(0.12)
  return { occupation, available: false, reason: prevented ? 9 : 3, composition: prevented ? 3 : 4 }
}

const care = { woman: numbers('3 6 10 14 20 26 34 45 70'), man: numbers('2 3 5 7 9 12 16 22 40') }
const chores = { woman: numbers('3 7 12 16 20 25 30 36 45 60'), man: numbers('1 2 3 4 6 7 9 12 15 28') }

/** Women carry most of it, more so when there is a small child and no paid work. */
function homeWork({ sex, age, attends, hasSmallChild, labour }: Person, employed: boolean): HomeWork {
  const of = sex === WOMAN ? 'woman' : 'man'
  const young = age < 18 ? 0.5 : 1
  const cares = labour.chance((hasSmallChild ? 0.9 : 0.14) * (sex === WOMAN ? 1 : 0.6))
  const keepsHouse = labour.chance(sex === WOMAN ? 0.95 : 0.68)
  const hours = (quantiles: readonly number[], part: number): number =>
    Math.max(1, Math.min(97, Math.round(labour.quantile(quantiles) * part)))
  return {
    study: attends ? labour.between(20, 48) : 0,
    care: cares ? hours(care[of], employed ? 0.75 : 1) : 0,
    chores: keepsHouse ? hours(chores[of], young * (employed ? 0.8 : 1)) : 0,
  }
}
