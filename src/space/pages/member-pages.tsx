import type { FC } from 'hono/jsx'
import { z } from 'zod'
import { memberRoles } from '../../kernel/access.ts'
import { type Member, type Organisation, undoDays } from '../../kernel/member.ts'
import { type Language, languages, said } from '../../kernel/text.ts'
import { Button, Buttons } from '../../web/components/button.tsx'
import { Form, type FormProps } from '../../web/components/form.tsx'
import type { FormError, FormValues } from '../../web/components/form-schema.ts'
import { Disclosure } from '../../web/components/menu.tsx'
import { Section } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { date, dateTime } from '../../web/format.ts'
import { type PeopleWords, peopleWords } from '../people-words.ts'

export const memberSchema = z.object({
  name: z.string().max(200),
  role: z.enum(memberRoles),
  organisation: z.string().optional(),
  newOrganisation: z.string().max(200).optional(),
  language: z.enum(languages),
})

export interface MembersProps {
  lang: Language
  members: readonly Member[]
  /** Address of a page of this workspace. */
  to: (path: string) => string
}

const accessOf = (member: Member, words: PeopleWords, lang: Language): string => {
  if (member.invitedUntil) return words.members.states.invited(dateTime(member.invitedUntil, lang))
  return member.hasAccess ? words.members.states.has : words.members.states.none
}

export const MembersPage: FC<MembersProps> = ({ lang, members, to }) => {
  const words = peopleWords(lang)
  const removed = members.filter((member) => member.removedAt !== null)
  return (
    <>
      <DataTable
        lang={lang}
        caption={words.members.caption}
        captionHidden
        rows={members.filter((member) => member.removedAt === null)}
        label={{
          head: words.members.name,
          cell: (member: Member) => <a href={to(`/members/${member.id}`)}>{member.name}</a>,
        }}
        columns={[
          { head: words.members.role, cell: (member) => words.roles[member.role], narrow: 'main' },
          {
            head: words.members.organisation,
            cell: (member) => (member.organisation ? said(member.organisation, lang) : words.member.none),
          },
          { head: words.members.access, narrowHead: '', cell: (member) => accessOf(member, words, lang) },
        ]}
      />
      {removed.length > 0 && (
        <Disclosure summary={words.members.removedTitle(removed.length)} id="removed">
          <ul class="work-list">
            {removed.map((member) => (
              <li>
                <div>
                  {member.name} <span class="kind">{words.members.removedUntil(lastDay(member, lang))}</span>
                </div>
                <form method="post" action={to(`/members/${member.id}/restore`)}>
                  <Button>{words.members.restore}</Button>
                </form>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </>
  )
}

const lastDay = (member: Member, lang: Language): string =>
  date(new Date((member.removedAt?.getTime() ?? 0) + undoDays * 86_400_000), lang)

export interface MemberFormProps {
  lang: Language
  action: string
  cancelHref: string
  organisations: readonly Organisation[]
  values: FormValues
  errors?: readonly FormError[]
  version?: number
}

export const MemberForm: FC<MemberFormProps> = ({ lang, organisations, version, errors = [], ...props }) => {
  const { fields } = peopleWords(lang).member
  const form: FormProps<typeof memberSchema> = {
    ...props,
    lang,
    errors,
    schema: memberSchema,
    words: fields,
    controls: {
      name: { autocomplete: 'off' },
      organisation: {
        options: organisations.map(({ id, name }) => ({ value: id, label: said(name, lang) })),
      },
      language: { as: 'radio' },
    },
    ...(version === undefined ? {} : { hidden: { version } }),
  }
  return <Form {...form} />
}

export interface MemberProps {
  lang: Language
  member: Member
  form: MemberFormProps
  to: (path: string) => string
}

export const MemberPage: FC<MemberProps> = ({ lang, member, form, to }) => {
  const words = peopleWords(lang)
  const act = (verb: string): string => to(`/members/${member.id}/${verb}`)
  return (
    <>
      <Section
        title={words.member.accessTitle}
        subtitle={member.hasAccess ? words.member.accessHas : words.member.accessNone}
      >
        {member.invitedUntil && <p>{accessOf(member, words, lang)}</p>}
        <Buttons>
          <Act to={act('code')} label={words.member.code} primary />
          <Act to={act('link')} label={words.member.link} />
          {member.invitedUntil && <Act to={act('withdraw')} label={words.member.withdraw} />}
        </Buttons>
      </Section>
      <Section title={words.member.data}>
        <MemberForm {...form} />
      </Section>
      {member.hasAccess && (
        <Section title={words.member.endAccess} subtitle={words.member.endAccessText}>
          <Act to={act('end-access')} label={words.member.endAccess} danger />
        </Section>
      )}
      <Section title={words.member.remove} subtitle={words.member.removeText}>
        <Act to={act('remove')} label={words.member.remove} danger />
      </Section>
    </>
  )
}

const Act: FC<{ to: string; label: string; primary?: boolean; danger?: boolean }> = (props) => (
  <form method="post" action={props.to}>
    <Button {...(props.primary ? { variant: 'primary' } : {})} {...(props.danger ? { danger: true } : {})}>
      {props.label}
    </Button>
  </form>
)
