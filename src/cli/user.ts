import { type MemberRole, memberRoles } from '../kernel/access.ts'
import { type Member, membersOf } from '../kernel/member.ts'
import { addMember } from '../kernel/workspace.ts'
import { Problem } from '../platform/problem.ts'
import { dateTime } from '../web/format.ts'
import type { CommonOptions, Frame } from './frame.ts'
import { inWorkspace, urlOf, withProgram, workspaceFor } from './open.ts'

export interface UserOptions extends CommonOptions {
  code?: boolean
  add?: boolean
  role?: string
}

/** Without a name, who is in the workspace; with one, a link or code that lets this person in once. */
export async function user(frame: Frame, options: UserOptions, name: string | undefined): Promise<void> {
  await withProgram(frame, options, async (program, settings) => {
    const { id: workspaceId, timezone } = await workspaceFor(program, options.workspace)
    const here = <T>(work: Parameters<typeof inWorkspace<T>>[2]) => inWorkspace(program, workspaceId, work)
    if (name === undefined) return list(frame, await here(membersOf))
    const invitation = await here(async (tx, asker) => {
      const memberId = await found(await membersOf(tx, asker), name, () => {
        if (!options.add) throw new Problem('cli.noMember', { name }, 404)
        return addMember(tx, asker, { name, role: roleOf(options.role), language: frame.lang })
      })
      return program.signIn.invite(tx, asker, memberId, options.code ? 'code' : 'link')
    })
    const { code, path, expires } = invitation
    const url = urlOf(settings)
    const until = dateTime(expires, frame.lang, timezone)
    const words = frame.words.user
    frame.answer({ name, code, link: path === undefined ? undefined : url + path, expires }, [
      code === undefined ? words.link(name, until) : words.code(name, until),
      `  ${code ?? url + path}`,
      ...(code === undefined ? [] : [words.where(`${url}/${frame.lang}/sign-in`)]),
    ])
  })
}

async function found(
  members: readonly Member[],
  name: string,
  otherwise: () => Promise<string>,
): Promise<string> {
  const same = members.filter((member) => member.removedAt === null && alike(member.name, name))
  if (same.length > 1) throw new Problem('cli.manyMembers', { name, count: same.length })
  return same[0]?.id ?? otherwise()
}

/** As people write names: accents and capitals aside. */
const alike = (one: string, other: string): boolean =>
  one.localeCompare(other.trim(), 'es', { sensitivity: 'base' }) === 0

function roleOf(role = 'assistant'): MemberRole {
  const known = memberRoles.find((one) => one === role)
  if (!known) throw new Problem('cli.role', { role, known: memberRoles.join(', ') })
  return known
}

function list(frame: Frame, members: readonly Member[]): void {
  const { columns, access } = frame.words.user
  const present = members.filter((member) => member.removedAt === null)
  const rows = present.map((member) => [
    member.name,
    member.role,
    member.hasAccess ? access.yes : member.invitedUntil ? access.invited : access.no,
  ])
  frame.answer(
    present.map(({ id, name, role, hasAccess, invitedUntil }) => ({
      id,
      name,
      role,
      hasAccess,
      invitedUntil,
    })),
    aligned([columns, ...rows]),
  )
}

/** Rows of text as columns of equal width. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)))
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
