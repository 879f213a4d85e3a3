/** Members of the workspace and how they get in; the coordinator's. */
import {
  changeMember,
  type Member,
  type MemberFields,
  memberById,
  membersOf,
  organisationNamed,
  organisationsOf,
  removeMember,
  restoreMember,
} from '../../kernel/member.ts'
import type { Invitation } from '../../kernel/sign-in/invitation.ts'
import type { SignIn } from '../../kernel/sign-in/sign-in.ts'
import { type Language, said } from '../../kernel/text.ts'
import type { ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { addMember } from '../../kernel/workspace.ts'
import { Problem } from '../../platform/problem.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { type FormError, type FormValues, readForm } from '../../web/components/form-schema.ts'
import { dateTime } from '../../web/format.ts'
import { type Answer, page, redirect } from '../../web/server/answer.ts'
import { versionOf } from '../../web/server/form.ts'
import { get, post, type Route, sees, type Visit, writes } from '../../web/server/route.ts'
import { HandOverPage } from '../pages/hand-over-page.tsx'
import {
  MemberForm,
  type MemberFormProps,
  MemberPage,
  MembersPage,
  memberSchema,
} from '../pages/member-pages.tsx'
import { peopleWords } from '../people-words.ts'
import { problemSentence } from '../problem-sentence.ts'

export interface MemberServices {
  signIn: SignIn
  publicUrl: () => string
}

/** Form addresses carry no language: the form adds it. */
const inForm = (visit: Visit, path: string): string => `/${visit.workspace.slug}${path}`

const formOf = async (
  visit: Visit,
  tx: ReadTx,
  path: string,
  given: { values: FormValues; errors?: readonly FormError[]; version?: number },
): Promise<MemberFormProps> => ({
  lang: visit.lang,
  action: inForm(visit, path),
  cancelHref: inForm(visit, '/members'),
  organisations: await organisationsOf(tx, visit.asker),
  ...given,
})

const valuesOf = (member: Member): FormValues => ({
  name: member.name,
  role: member.role,
  organisation: member.organisationId ?? '',
  language: member.language,
})

/** What was typed, with the organisation found or made; or the form again. */
async function readMember(
  visit: Visit,
  tx: WriteTx,
  data: FormData,
): Promise<MemberFields | { values: FormValues; errors: readonly FormError[] }> {
  const { lang, asker } = visit
  const read = readForm(memberSchema, data, peopleWords(lang).member.fields, lang)
  if (!read.ok) return read
  const { name, role, language, organisation, newOrganisation } = read.value
  const known =
    organisation !== undefined && (await organisationsOf(tx, asker)).some(({ id }) => id === organisation)
  const organisationId = newOrganisation
    ? await organisationNamed(tx, asker, newOrganisation, lang)
    : known
      ? organisation
      : null
  return { name, role, language, organisationId }
}

/** A problem about the organisation belongs beside its field; any other is a page of its own. */
function besideField(error: unknown, lang: Language): FormError[] {
  if (!(error instanceof Problem) || !error.code.startsWith('kernel.member.')) throw error
  const field = error.code === 'kernel.member.organisation' ? 'organisation' : 'role'
  return [{ field, text: problemSentence(error, lang) }]
}

const typed = (data: FormData): FormValues =>
  Object.fromEntries([...data].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))

export const memberRoutes = ({ signIn, publicUrl }: MemberServices): Route[] => [
  get('/members', sees('settings'), async (visit, tx) => {
    const { lang, asker } = visit
    const words = peopleWords(lang).members
    const members = await membersOf(tx, asker)
    const present = members.filter((member) => member.removedAt === null)
    const without = present.filter((member) => !member.hasAccess && member.invitedUntil === null)
    return page({
      title: words.title,
      lede: words.lede(present.length, without.length),
      actions: (
        <ButtonLink variant="primary" href={visit.to('/members/new')}>
          {words.add}
        </ButtonLink>
      ),
      main: <MembersPage lang={lang} members={members} to={visit.to} />,
    })
  }),

  get('/members/new', writes('settings'), async (visit, tx) =>
    newMemberPage(visit, await formOf(visit, tx, '/members/new', { values: { language: visit.lang } })),
  ),

  post('/members/new', writes('settings'), async (visit, tx) => {
    const data = await visit.form()
    const again = async (errors: readonly FormError[]) =>
      newMemberPage(visit, await formOf(visit, tx, '/members/new', { values: typed(data), errors }), 422)
    const read = await readMember(visit, tx, data)
    if ('errors' in read) return again(read.errors)
    try {
      const { organisationId, ...rest } = read
      const id = await addMember(tx, visit.asker, { ...rest, ...(organisationId ? { organisationId } : {}) })
      return redirect(visit.to(`/members/${id}`), peopleWords(visit.lang).member.added(read.name))
    } catch (error) {
      return again(besideField(error, visit.lang))
    }
  }),

  get('/members/:id', sees('settings'), async (visit, tx) => {
    const member = await memberById(tx, visit.asker, visit.params.id ?? '')
    return memberPage(
      visit,
      member,
      await formOf(visit, tx, `/members/${member.id}`, { values: valuesOf(member), version: member.version }),
    )
  }),

  post('/members/:id', writes('settings'), async (visit, tx) => {
    const member = await memberById(tx, visit.asker, visit.params.id ?? '')
    const data = await visit.form()
    const version = versionOf(data)
    const again = async (errors: readonly FormError[]) =>
      memberPage(
        visit,
        member,
        await formOf(visit, tx, `/members/${member.id}`, { values: typed(data), errors, version }),
        422,
      )
    const read = await readMember(visit, tx, data)
    if ('errors' in read) return again(read.errors)
    try {
      await changeMember(tx, visit.asker, member.id, version, read)
      return redirect(visit.to('/members'), peopleWords(visit.lang).member.saved)
    } catch (error) {
      return again(besideField(error, visit.lang))
    }
  }),

  ...(['code', 'link'] as const).map((kind) =>
    act(kind, async (visit, tx, member) => {
      const given = await signIn.invite(tx, visit.asker, member.id, kind)
      return handOver(visit, member, given, publicUrl())
    }),
  ),

  act('withdraw', async (visit, tx, member) => {
    await signIn.withdraw(tx, visit.asker, member.id)
    return redirect(visit.to(`/members/${member.id}`), peopleWords(visit.lang).member.withdrawn)
  }),
  act('end-access', async (visit, tx, member) => {
    await signIn.endAccess(tx, visit.asker, member.id)
    return redirect(
      visit.to(`/members/${member.id}`),
      peopleWords(visit.lang).member.endedAccess(member.name),
    )
  }),
  act('remove', async (visit, tx, member) => {
    await removeMember(tx, visit.asker, member.id)
    return redirect(visit.to('/members'), peopleWords(visit.lang).member.removed(member.name))
  }),
  act('restore', async (visit, tx, member) => {
    await restoreMember(tx, visit.asker, member.id)
    return redirect(visit.to('/members'), peopleWords(visit.lang).members.restored(member.name))
  }),
]

function act(verb: string, work: (visit: Visit, tx: WriteTx, member: Member) => Promise<Answer>): Route {
  return post(`/members/:id/${verb}`, writes('settings'), async (visit, tx) =>
    work(visit, tx, await memberById(tx, visit.asker, visit.params.id ?? '')),
  )
}

function newMemberPage(visit: Visit, form: MemberFormProps, status: 200 | 422 = 200): Answer {
  const words = peopleWords(visit.lang)
  return page({
    title: words.member.newTitle,
    lede: words.member.newLede,
    crumbs: [
      { label: words.members.title, href: inForm(visit, '/members') },
      { label: words.member.newTitle },
    ],
    main: <MemberForm {...form} />,
    status,
  })
}

function memberPage(visit: Visit, member: Member, form: MemberFormProps, status: 200 | 422 = 200): Answer {
  const words = peopleWords(visit.lang)
  return page({
    title: member.name,
    subtitle: [words.roles[member.role], member.organisation && said(member.organisation, visit.lang)]
      .filter(Boolean)
      .join(' · '),
    crumbs: [{ label: words.members.title, href: inForm(visit, '/members') }, { label: member.name }],
    main: <MemberPage lang={visit.lang} member={member} form={form} to={visit.to} />,
    status,
  })
}

/** The one time that a code or link is shown; the message is in the language of whoever gets it. */
function handOver(visit: Visit, member: Member, given: Invitation, publicUrl: string): Answer {
  const words = peopleWords(visit.lang)
  const { origin, hostname } = new URL(publicUrl)
  const zone = visit.workspace.timezone
  const theirs = peopleWords(member.language).handOver
  const [name, space] = [member.name, said(visit.workspace.name, member.language)]
  const until = dateTime(given.expires, member.language, zone)
  const link = given.path === undefined ? undefined : origin + given.path
  const message =
    given.code === undefined
      ? theirs.linkText(name, space, link ?? '', until)
      : theirs.codeText(name, space, `${origin}/${member.language}/sign-in`, given.code, until)
  const title = given.code === undefined ? words.handOver.linkTitle(name) : words.handOver.codeTitle(name)
  return page({
    title,
    lede: words.handOver.lede(dateTime(given.expires, visit.lang, zone)),
    crumbs: [
      { label: words.members.title, href: inForm(visit, '/members') },
      { label: name, href: inForm(visit, `/members/${member.id}`) },
      { label: title },
    ],
    main: (
      <HandOverPage
        lang={visit.lang}
        name={name}
        message={message}
        localOnly={/^(localhost|127\.|\[::1\])/.test(hostname) ? origin : null}
        back={visit.to(`/members/${member.id}`)}
        {...(given.code === undefined ? {} : { code: given.code })}
        {...(link === undefined ? {} : { link })}
      />
    ),
    islands: ['copy'],
  })
}
