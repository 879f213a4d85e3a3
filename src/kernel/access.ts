/**
 * Who may what by default, in the notation of the design's own table:
 * s = see, w = write, x = export; then the scope: nothing (all), `own` (of the organisation the person acts for),
 * `table` (of the platforms and meetings it takes part in) or a condition of the record.
 * The database holds the same rules (`kernel.access_rule`) and is the referee; a test keeps the three equal.
 */
export const roles = [
  'coordinator',
  'assistant',
  'researcher',
  'facilitator',
  'adviser',
  'leader',
  'official',
  'employer',
  'donor',
  'public',
] as const
export type Role = (typeof roles)[number]
/** Roles a member can have; the public has no members. */
export const memberRoles = roles.filter((role): role is Exclude<Role, 'public'> => role !== 'public')
export type MemberRole = (typeof memberRoles)[number]

export type Verb = 'see' | 'write' | 'export'
export type Scope = 'all' | 'own' | 'table' | 'presented' | 'published' | 'delegation' | 'agreed'
export type Rule = Readonly<Record<Verb, readonly Scope[]>>

/** One line a resource, one cell a role, in the order of `roles` (officials and employers share the design's column). */
const table = {
  evidence: ['swx', 'sw', 'swx', 's', 's', 's', 's', 's', 's', 'published'],
  organisation: ['swx', 'sw', 'sx', 's', 's', 's', 's', 's', 's', 'published'],
  leader_contact: ['swx', 'sw', '–', 'own table', '–', 'own', '–', '–', '–', '–'],
  stance: ['swx', 's', 'sw', '–', 's', '–', '–', '–', '–', '–'],
  meeting: ['swx', 'sw', 's', 'sw table', 's', 's table', 's table', 's table', '–', 'published'],
  demand: [
    'swx',
    'sw',
    's',
    's table',
    's',
    'sw own, s table',
    's once presented',
    's once presented',
    's once presented',
    'published',
  ],
  mandate: ['s if the delegation allows', '–', '–', '–', '–', 'sw own', 'sw own', 'sw own', '–', '–'],
  agreement: ['swx', 'sw', 's', 's table', 's', 's table', 's table', 's table', 's', 'if all parties agree'],
  assessment: [
    'sx',
    's',
    's',
    's table',
    's',
    'sw own, s table',
    'sw own, s table',
    'sw own, s table',
    's',
    'if all parties agree',
  ],
  assessor: ['s', '–', '–', '–', '–', 'own', 'own', 'own', '–', '–'],
  report_draft: ['swx', 'sw', 'sw', '–', 'sw', '–', '–', '–', '–', '–'],
  report: ['sx', 's', 's', 's', 's', 's', 's', 's', 's', 'published'],
  settings: ['swx', '–', '–', '–', '–', '–', '–', '–', '–', '–'],
} as const satisfies Record<string, readonly string[]>

export type Resource = keyof typeof table
export const resources = Object.keys(table) as Resource[]

const conditions: ReadonlyArray<readonly [RegExp, Scope]> = [
  [/own table|table/, 'table'],
  [/own/, 'own'],
  [/presented/, 'presented'],
  [/published/, 'published'],
  [/delegation/, 'delegation'],
  [/all parties/, 'agreed'],
]

/** `sw own, s table` → see own and table, write own. A cell of a condition alone (`own`, `published`) means see. */
export function parseCell(cell: string): Rule {
  const rule: Record<Verb, Scope[]> = { see: [], write: [], export: [] }
  if (cell === '–') return rule
  for (const clause of cell.split(', ')) {
    const letters = /^[swx]+(?= |$)/.exec(clause)?.[0] ?? 's'
    const scope = conditions.find(([pattern]) => pattern.test(clause))?.[1] ?? 'all'
    if (letters.includes('s')) rule.see.push(scope)
    if (letters.includes('w')) rule.write.push(scope)
    if (letters.includes('x')) rule.export.push(scope)
  }
  return rule
}

export const ruleFor = (role: Role, resource: Resource): Rule =>
  parseCell(table[resource][roles.indexOf(role)] ?? '–')

/** Whether a role may at all; which of the records, the database decides row by row. */
export const may = (role: Role, verb: Verb, resource: Resource): boolean =>
  ruleFor(role, resource)[verb].length > 0
