import type { Psu, Quarter } from './design.ts'
import { byAge, numbers } from './notation.ts'
import { type Choice, interpolate, Random } from './random.ts'

export const MAN = 1
export const WOMAN = 2
export type Sex = typeof MAN | typeof WOMAN

/** Kinship to the head, in INEGI's codes (`par_c`). */
export const HEAD = 101
export const SPOUSE = 201
export const CHILD = 301
export const LIVE_IN_WORKER = 601

/** A made-up person on the day of the interview. */
export interface Person {
  line: number
  kinship: number
  sex: Sex
  age: number
  /** 1 resident, 2 has left, 3 newly arrived: `c_res`. */
  residence: 1 | 2 | 3
  school: Schooling
  attends: boolean
  /** 1 free union, 2 separated, 3 divorced, 4 widowed, 5 married, 6 single; 0 below twelve. */
  union: number
  /** Children ever born; null where INEGI does not ask. */
  births: number | null
  /** A child under six of hers or his in the household. */
  hasSmallChild: boolean
  /** Decides the labour situation: mostly the same from one visit to the next, sometimes drawn anew. */
  labour: Random
}

export interface Schooling {
  /** INEGI's level 0–9 (`cs_p13_1`) and years passed in it (`cs_p13_2`); −1 below five years of age. */
  level: number
  passed: number
  years: number
  /** 1 primary or less, 2 lower secondary, 3 upper secondary, 4 higher. */
  group: 1 | 2 | 3 | 4
}

export interface Household {
  psu: Psu
  dwelling: number
  number: number
  complete: boolean
  people: Person[]
}

const streams = { dwelling: 11, person: 12, situation: 13, visit: 14 } as const
const INTERVIEWED = 0.93
const PEOPLE_WHO_CHANGE = 0.3

interface Member {
  kinship: number
  sex: Sex
  /** Age when the household was first listed; people grow older at each visit. */
  age: number
  mother?: Member
  births?: number
  union?: number
}

/** The households met in a unit in this quarter: a dwelling keeps its people for its five visits. */
export function householdsOf(psu: Psu, quarter: Quarter, seed: number): Household[] {
  const households: Household[] = []
  for (let dwelling = 1; dwelling <= 5; dwelling++) {
    const visit = new Random(seed, streams.visit, psu.upm, psu.generation, dwelling, quarter.index)
    if (!visit.chance(INTERVIEWED)) continue
    const lot = new Random(seed, streams.dwelling, psu.upm, psu.generation, dwelling)
    const number = lot.between(1, 38) + (dwelling - 1) * 40
    const members = compose(lot, psu)
    const people = members.flatMap((member, at) => personOf(member, at, psu, dwelling, quarter, seed) ?? [])
    markParents(people)
    households.push({ psu, dwelling, number, complete: visit.chance(0.994), people })
  }
  return households
}

function markParents(people: readonly Person[]): void {
  const small = (kinship: number) => people.some((person) => person.kinship === kinship && person.age < 6)
  const [ownChild, grandchild] = [small(CHILD), small(408)]
  for (const person of people) {
    const isParent = person.kinship === HEAD || person.kinship === SPOUSE
    const isDaughter = person.kinship === CHILD && (person.births ?? 0) > 0
    person.hasSmallChild = (isParent && ownChild) || (isDaughter && grandchild)
  }
}

const headAges = numbers('19 26 30 33 36 40 43 46 49 52 56 60 65 71 79 93')

type Kind = 'alone' | 'couple' | 'family' | 'oneParent' | 'extended' | 'shared'
const kinds: readonly Choice<Kind>[] = [
  ['family', 43],
  ['extended', 17],
  ['oneParent', 12.5],
  ['alone', 13],
  ['couple', 13],
  ['shared', 1.5],
]

function compose(lot: Random, psu: Psu): Member[] {
  const kind = lot.of(kinds)
  const coupled = kind === 'couple' || kind === 'family' || (kind === 'extended' && lot.chance(0.6))
  const sex: Sex = lot.chance(coupled ? 0.84 : kind === 'alone' ? 0.52 : 0.2) ? MAN : WOMAN
  const oldest = kind === 'family' || kind === 'oneParent' ? 0.88 : 1
  const early = kind === 'couple' || kind === 'alone' ? 0.19 : 0
  const head: Member = {
    kinship: HEAD,
    sex,
    age: Math.floor(interpolate(headAges, early + lot.next() * (oldest - early))),
  }
  const members: Member[] = [head]
  const adult = (kinship: number, of: Sex, age: number, union: number): Member => {
    const member = { kinship, sex: of, age: Math.max(15, Math.min(97, age)), union }
    members.push(member)
    return member
  }
  if (coupled) {
    const union = lot.chance(head.age < 30 ? 0.3 : head.age < 45 ? 0.6 : 0.82) ? 5 : 1
    head.union = union
    adult(SPOUSE, sex === MAN ? WOMAN : MAN, head.age + (sex === MAN ? -1 : 1) * lot.between(-3, 8), union)
  } else {
    head.union = unionWithoutPartner(lot, head, kind)
  }
  if (kind === 'family' || kind === 'oneParent' || kind === 'extended') children(lot, psu, members)
  if (kind === 'extended') relatives(lot, head, adult, members)
  if (kind === 'shared') adult(501, lot.chance(0.5) ? MAN : WOMAN, lot.between(18, 45), 6)
  if (psu.level === 4 && lot.chance(0.03)) adult(LIVE_IN_WORKER, WOMAN, lot.between(18, 58), 6)
  return members
}

function unionWithoutPartner(lot: Random, head: Member, kind: Kind): number {
  const widowed = head.age < 45 ? 0.04 : head.age < 65 ? 0.22 : 0.62
  const single = kind === 'oneParent' ? 0.3 : head.age < 40 ? 0.75 : 0.25
  return lot.of([
    [4, widowed],
    [6, (1 - widowed) * single],
    [2, (1 - widowed) * (1 - single) * 0.7],
    [3, (1 - widowed) * (1 - single) * 0.3],
  ])
}

const CHILDREN_BY_LEVEL = [0, 3.2, 2.8, 2.4, 2]

/** Sons and daughters who still live at home. */
function children(lot: Random, psu: Psu, members: Member[]): void {
  const mother = members.find(({ sex }) => sex === WOMAN)
  const parent = mother ?? members[0]
  if (!parent) return
  const first = parent.age - lot.between(18, 30)
  const wanted =
    (CHILDREN_BY_LEVEL[psu.level] ?? 2) + (psu.locality === 4 ? 0.5 : 0) + (parent.age > 55 ? 1 : 0)
  const born = Math.max(1, Math.round(wanted + (lot.next() + lot.next() - 1) * 2))
  let age = Math.max(first, 0)
  for (let child = 0; child < born && age >= 0; child++) {
    const stays = age < 18 ? 0.97 : age < 24 ? 0.72 : age < 35 ? 0.36 : 0.12
    if (age < 60 && (lot.chance(stays) || (child === 0 && members.length < 2))) {
      members.push({ kinship: CHILD, sex: lot.chance(0.508) ? MAN : WOMAN, age, ...(mother && { mother }) })
    }
    if (mother) mother.births = child + 1
    age -= lot.between(1, 5)
  }
}

type Adult = (kinship: number, sex: Sex, age: number, union: number) => Member

function relatives(lot: Random, head: Member, adult: Adult, members: Member[]): void {
  if (lot.chance(0.3))
    adult(401, lot.chance(0.3) ? MAN : WOMAN, head.age + lot.between(19, 33), lot.chance(0.65) ? 4 : 5)
  if (lot.chance(0.3))
    adult(403, lot.chance(0.5) ? MAN : WOMAN, head.age + lot.between(-12, 8), lot.chance(0.75) ? 6 : 2)
  if (head.age > 41 && lot.chance(0.75)) {
    const age = head.age - lot.between(20, 26)
    const daughter = adult(CHILD, WOMAN, age, 1)
    if (lot.chance(0.55)) adult(418, MAN, age + lot.between(-2, 6), 1)
    else daughter.union = lot.chance(0.6) ? 6 : 2
    let grandchild = Math.min(age - lot.between(17, 25), 16)
    daughter.births = 0
    while (grandchild >= 0 && daughter.births < 3) {
      members.push({ kinship: 408, sex: lot.chance(0.508) ? MAN : WOMAN, age: grandchild, mother: daughter })
      daughter.births++
      grandchild -= lot.between(2, 6)
    }
  }
}

/** Of a hundred who could, one or two leave and one or two arrive between a first and a fifth visit. */
function residenceAt(lot: Random, member: Member, visit: number): 1 | 2 | 3 | null {
  const fixed = member.kinship === HEAD || member.kinship === SPOUSE
  const leaves = lot.chance(fixed ? 0.01 : 0.13) ? lot.between(2, 5) : 9
  const arrives = !fixed && lot.chance(0.1) ? lot.between(2, 5) : 0
  if (arrives > visit || leaves < visit) return null
  if (leaves === visit) return arrives === visit ? null : 2
  return arrives === visit ? 3 : 1
}

function personOf(
  member: Member,
  at: number,
  psu: Psu,
  dwelling: number,
  quarter: Quarter,
  seed: number,
): Person | null {
  const identity = [seed, streams.person, psu.upm, psu.generation, dwelling, at] as const
  const own = new Random(...identity)
  const residence = residenceAt(own, member, psu.visit)
  if (residence === null) return null
  // Everybody has a birthday once in four visits.
  const age = Math.min(97, member.age + (psu.visit - 1 + own.between(0, 3) >= 4 ? 1 : 0))
  const { school, attends } = schooling(own, age, psu, member.kinship)
  const union = age < 12 ? 0 : (member.union ?? (age > 20 && own.chance(0.05) ? 2 : 6))
  const steady = !own.chance(PEOPLE_WHO_CHANGE)
  return {
    line: at + 1,
    kinship: member.kinship,
    sex: member.sex,
    age,
    residence,
    school,
    attends,
    union,
    births:
      member.sex === WOMAN && age >= 15 ? Math.max(member.births ?? 0, birthsOf(own, age, union)) : null,
    hasSmallChild: false,
    labour: new Random(
      seed,
      streams.situation,
      psu.upm,
      psu.generation,
      dwelling,
      at,
      steady ? 0 : quarter.index,
    ),
  }
}

function birthsOf(own: Random, age: number, union: number): number {
  const mean = age < 20 ? 0.15 : age < 25 ? 0.8 : age < 35 ? 1.6 : age < 45 ? 2.2 : age < 60 ? 2.7 : 4
  const drawn = Math.max(0, Math.round(mean + (own.next() + own.next() - 1) * mean * 1.2))
  return union === 6 && own.chance(age < 30 ? 0.85 : 0.55) ? 0 : drawn
}

const attendance = byAge('3:0 6:.8 12:.985 15:.94 18:.77 20:.49 23:.37 27:.12 100:.012')

/** Shares of the adults of an age group with: no or part primary, primary, lower secondary, upper secondary, higher. */
const reached: readonly (readonly [under: number, shares: readonly number[]])[] = [
  [18, numbers('.02 .07 .76 .15 0')],
  [25, numbers('.02 .04 .25 .52 .17')],
  [35, numbers('.02 .06 .29 .33 .3')],
  [45, numbers('.04 .11 .34 .25 .26')],
  [55, numbers('.08 .16 .33 .23 .2')],
  [65, numbers('.15 .23 .25 .18 .19')],
  [120, numbers('.4 .25 .13 .09 .13')],
]

/** How far the wealth of the neighbourhood and the size of the locality move a person up or down the ladder. */
const ADVANTAGE = [0, -0.13, -0.02, 0.09, 0.27]
const ADVANTAGE_OF_SIZE = [0, 0.03, 0, -0.05, -0.11]

function schooling(
  own: Random,
  age: number,
  psu: Psu,
  kinship: number,
): { school: Schooling; attends: boolean } {
  const advantage =
    kinship === LIVE_IN_WORKER ? -0.25 : (ADVANTAGE[psu.level] ?? 0) + (ADVANTAGE_OF_SIZE[psu.locality] ?? 0)
  const attending = attendance(age) * (age < 15 ? 1 : 1 + advantage)
  const attends = own.chance(Math.min(attending, 0.99)) && kinship !== LIVE_IN_WORKER
  if (age < 5) return { school: level(-1, 0), attends: attends && age >= 3 }
  if (age < 15) return { school: childSchool(age, attends, own), attends }
  const ladder = [...(reached.find(([under]) => age < under)?.[1] ?? [])]
  const place = Math.min(0.999, Math.max(0, own.next() + advantage * (0.6 + 0.8 * own.next())))
  let rung = 0
  for (let below = ladder[0] ?? 0; rung < 4 && place >= below; below += ladder[rung] ?? 0) rung++
  return { school: atMost(age, adultSchool(attends ? Math.max(rung, 2) : rung, age, attends, own)), attends }
}

/** Nobody has passed more years than there have been since the age of six. */
function atMost(age: number, school: Schooling): Schooling {
  if (school.years <= age - 6) return school
  if (age >= 19) return level(7, age - 18)
  return age >= 16 ? level(4, Math.min(3, age - 15)) : level(3, 3)
}

function childSchool(age: number, attends: boolean, own: Random): Schooling {
  const grades = Math.max(0, age - 6 - (attends && own.chance(0.9) ? 0 : 1))
  if (age <= 5) return attends ? level(1, Math.min(3, age - 2)) : level(0, 0)
  if (grades === 0) return level(1, 3)
  return grades <= 6 ? level(2, grades) : level(3, Math.min(3, grades - 6))
}

function adultSchool(rung: number, age: number, attends: boolean, own: Random): Schooling {
  switch (rung) {
    case 0:
      return own.chance(0.35) ? level(0, 0) : level(2, own.between(1, 5))
    case 1:
      return level(2, 6)
    case 2:
      if (attends && age >= 15 && age <= 22)
        return own.chance(0.3) ? level(3, 3) : level(4, Math.min(3, Math.max(1, age - 15)))
      return level(3, own.chance(0.88) ? 3 : own.between(1, 2))
    case 3:
      if (attends && age >= 18 && age <= 26) return level(7, Math.min(4, Math.max(1, age - 18)))
      if (own.chance(0.12)) return level(6, 3)
      return level(4, own.chance(0.8) ? 3 : own.between(1, 2))
    default:
      if (age > 26 && own.chance(0.09)) return level(8, 2)
      if (age > 50 && own.chance(0.08)) return level(5, 4)
      return level(7, own.chance(0.78) ? own.between(4, 5) : own.between(1, 3))
  }
}

/** Years before each of INEGI's levels; normal school and technical studies follow lower or upper secondary. */
const YEARS_BEFORE = [0, 0, 0, 6, 9, 12, 9, 12, 16, 18]

function level(of: number, passed: number): Schooling {
  const years = of < 2 ? 0 : (YEARS_BEFORE[of] ?? 0) + passed
  const group = of >= 7 || of === 5 ? 4 : of === 4 || of === 6 ? 3 : of === 3 ? 2 : 1
  return { level: of, passed, years, group }
}
