/** Delegations: seats given and taken away by the team; what one says of itself, by its own people or by the team from paper. */
import { said } from '../../../kernel/text.ts'
import type { ReadTx } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import { Form } from '../../../web/components/form.tsx'
import { type FormError, type FormValues, readForm } from '../../../web/components/form-schema.ts'
import { Notice } from '../../../web/components/notice.tsx'
import { type Answer, redirect } from '../../../web/server/answer.ts'
import { get, post, type Route, sees, type Visit, writes } from '../../../web/server/route.ts'
import { bare, field, idOrNull, organisationChoices, today, typedIn } from '../../common.ts'
import { missing } from '../../demands/common.tsx'
import { authorityRoom, newSeatSchema, newSeatWords, seatSchema, seatWords } from '../pages/forms.tsx'
import { RemoveSeat, SigningLine } from '../pages/page.tsx'
import {
  addDelegation,
  type Delegation,
  type DelegationFields,
  delegationsOf,
  type Negotiation,
  removeDelegation,
  saveDelegation,
} from '../store.ts'
import { negotiationWords } from '../words.ts'
import {
  digest,
  formPage,
  type Given,
  negotiationPath,
  notFound,
  readOne,
  ruled,
  speaksFor,
  writableOne,
} from './common.tsx'

export const seatRoutes = (): Route[] => [
  get('/negotiations/:id/delegations/new', writes('agreement'), async (visit, tx) =>
    newPage(visit, tx, await writableOne(visit, tx), { values: {} }),
  ),
  post('/negotiations/:id/delegations/new', writes('agreement'), async (visit, tx) => {
    const { lang, asker } = visit
    const negotiation = await writableOne(visit, tx)
    const form = await visit.form()
    const read = readForm(newSeatSchema, form, newSeatWords(lang), lang)
    if (!read.ok) return newPage(visit, tx, negotiation, read)
    const organisationId = idOrNull(read.value.organisation) ?? asker.workspaceId
    const errors = await missing(tx, visit, newSeatWords(lang), [
      ['organisation', 'organisation', organisationId],
    ])
    if (errors.length > 0) return newPage(visit, tx, negotiation, { values: typedIn(form), errors })
    try {
      await addDelegation(tx, asker, negotiation.id, {
        organisationId,
        constituency: read.value.constituency,
      })
    } catch (problem) {
      return newPage(
        visit,
        tx,
        negotiation,
        ruled(visit, problem, typedIn(form), { 'negotiation.seatedAlready': 'organisation' }),
      )
    }
    return redirect(
      `${visit.to(negotiationPath(negotiation))}#delegations`,
      negotiationWords(lang).seat.added,
    )
  }),

  get('/negotiations/:id/delegations/:delegation', sees('agreement'), async (visit, tx) => {
    const { negotiation, seat } = await completable(visit, tx)
    return seatPage(visit, negotiation, seat, { values: valuesOf(seat) })
  }),
  post('/negotiations/:id/delegations/:delegation', sees('agreement'), async (visit, tx) => {
    const { lang } = visit
    const { negotiation, seat } = await completable(visit, tx)
    const form = await visit.form()
    const read = asksBase(seat)
      ? readForm(seatSchema, form, seatWords(lang), lang)
      : readForm(authorityRoom, form, seatWords(lang), lang)
    if (field(form, 'seen') !== seenOf(seat))
      return seatPage(visit, negotiation, seat, { values: typedIn(form), conflict: true, status: 409 })
    if (!read.ok) return seatPage(visit, negotiation, seat, read)
    const fields = { ...fieldsOf(seat), ...given(read.value, asksBase(seat)) }
    const errors = wrong(visit, fields)
    if (errors.length > 0) return seatPage(visit, negotiation, seat, { values: typedIn(form), errors })
    await saveDelegation(tx, visit.asker, seat.id, fields)
    return redirect(
      `${visit.to(negotiationPath(negotiation))}#delegations`,
      negotiationWords(lang).seat.saved,
    )
  }),
  post('/negotiations/:id/delegations/:delegation/remove', writes('agreement'), async (visit, tx) => {
    const negotiation = await writableOne(visit, tx)
    await removeDelegation(tx, visit.asker, await seatOf(visit, tx, negotiation))
    return redirect(
      `${visit.to(negotiationPath(negotiation))}#delegations`,
      negotiationWords(visit.lang).seat.removed,
    )
  }),
]

async function seatOf(visit: Visit, tx: ReadTx, { id }: Negotiation): Promise<Delegation> {
  const seat = (await delegationsOf(tx, visit.asker, id)).find((one) => one.id === visit.params.delegation)
  if (!seat) throw notFound()
  return seat
}

/** Her own delegation, or any by the team from paper. */
async function completable(visit: Visit, tx: ReadTx) {
  const negotiation = await readOne(visit, tx)
  const seat = await seatOf(visit, tx, negotiation)
  if (!negotiation.mayWrite && !speaksFor(visit, seat)) throw new Problem('kernel.notAllowed', {}, 403)
  return { negotiation, seat }
}

/** Workers' organisations ask their base; another delegation is asked about it only where it said so once. */
const asksBase = ({ constituency, reportBack }: Delegation): boolean =>
  constituency === 'workers' || reportBack !== null

/** What a delegation says of itself; whether it discloses is no part of it. */
const fieldsOf = (seat: Delegation): DelegationFields => ({
  women: seat.women,
  men: seat.men,
  authority: seat.authority,
  authorityOn: seat.authorityOn,
  authorityNote: seat.authorityNote,
  reportBack: seat.reportBack,
  reportBackOn: seat.reportBackOn,
  reportBackWomen: seat.reportBackWomen,
  reportBackMen: seat.reportBackMen,
  noReportBackReason: seat.noReportBackReason,
})
const seenOf = (seat: Delegation): string => digest(fieldsOf(seat))

type Typed = ReturnType<typeof authorityRoom.parse> & Partial<ReturnType<typeof seatSchema.parse>>
/** What was left empty says nothing any more. */
function given(typed: Typed, base: boolean): Partial<DelegationFields> {
  return {
    women: typed.women ?? null,
    men: typed.men ?? null,
    authority: typed.authority ?? null,
    authorityOn: typed.authorityOn ?? null,
    authorityNote: typed.authorityNote ?? '',
    ...(base
      ? {
          reportBack: typed.reportBack ?? null,
          reportBackOn: typed.reportBackOn ?? null,
          reportBackWomen: typed.reportBackWomen ?? null,
          reportBackMen: typed.reportBackMen ?? null,
          noReportBackReason: typed.noReportBackReason ?? '',
        }
      : {}),
  }
}

/** What the fields lack together, each on its field. */
function wrong(visit: Visit, fields: DelegationFields): FormError[] {
  const { problems } = negotiationWords(visit.lang)
  const error = (at: string, code: keyof typeof problems): FormError => ({
    field: at,
    text: problems[code]({}),
  })
  const future = (day: string | null): boolean => day !== null && day > today(visit)
  return [
    ...(fields.authority && !fields.authorityOn ? [error('authorityOn', 'negotiation.authorityOn')] : []),
    ...(!fields.authority && fields.authorityOn ? [error('authority', 'negotiation.authorityWanted')] : []),
    ...(future(fields.authorityOn) ? [error('authorityOn', 'negotiation.future')] : []),
    ...(fields.reportBack && !fields.reportBackOn ? [error('reportBackOn', 'negotiation.reportBackOn')] : []),
    ...(!fields.reportBack && fields.reportBackOn
      ? [error('reportBack', 'negotiation.reportBackWanted')]
      : []),
    ...(future(fields.reportBackOn) ? [error('reportBackOn', 'negotiation.future')] : []),
  ]
}

const valuesOf = (seat: Delegation): FormValues =>
  Object.fromEntries(
    Object.entries(fieldsOf(seat)).map(([name, value]) => [
      name,
      value === null || value === '' ? undefined : String(value),
    ]),
  )

async function newPage(visit: Visit, tx: ReadTx, negotiation: Negotiation, given: Given): Promise<Answer> {
  const { lang } = visit
  const words = negotiationWords(lang).seat
  return formPage(visit, negotiation, given, {
    title: words.addTitle,
    subtitle: said(negotiation.title, lang),
    lede: words.addHelp,
    main: (
      <Form
        lang={lang}
        schema={newSeatSchema}
        words={newSeatWords(lang)}
        action={bare(visit, negotiationPath(negotiation, '/delegations/new'))}
        cancelHref={bare(visit, negotiationPath(negotiation))}
        values={given.values}
        {...(given.errors ? { errors: given.errors } : {})}
        controls={{ organisation: { options: await organisationChoices(tx, visit) } }}
      />
    ),
  })
}

function seatPage(visit: Visit, negotiation: Negotiation, seat: Delegation, given: Given): Answer {
  const { lang } = visit
  const words = negotiationWords(lang)
  const here = negotiationPath(negotiation, `/delegations/${seat.id}`)
  const common = {
    lang,
    words: seatWords(lang),
    action: bare(visit, here),
    cancelHref: bare(visit, negotiationPath(negotiation)),
    values: given.values,
    ...(given.errors ? { errors: given.errors } : {}),
    hidden: { seen: seenOf(seat) },
  }
  const controls = {
    women: { width: 'short' },
    men: { width: 'short' },
    authorityOn: { width: 'medium' },
  } as const
  return formPage(visit, negotiation, given, {
    title: `${words.seat.editTitle}: ${said(seat.organisation.name, lang)}`,
    subtitle: said(negotiation.title, lang),
    lede: words.seat.editLede,
    main: (
      <>
        {given.conflict && (
          <Notice kind="error" title={words.form.theirs}>
            <p>{words.form.conflict}</p>
          </Notice>
        )}
        {given.conflict && <Standing visit={visit} seat={seat} />}
        {!seat.own && <p class="subtle">{words.seat.paper}</p>}
        <SigningLine lang={lang} seat={seat} state={negotiation.state} />
        {asksBase(seat) ? (
          <Form
            {...common}
            schema={seatSchema}
            controls={{
              ...controls,
              reportBackOn: { width: 'medium' },
              reportBackWomen: { width: 'short' },
              reportBackMen: { width: 'short' },
              noReportBackReason: { as: 'textarea', rows: 2 },
            }}
          />
        ) : (
          <Form {...common} schema={authorityRoom} controls={controls} />
        )}
        {negotiation.mayWrite && <RemoveSeat lang={lang} action={visit.to(`${here}/remove`)} />}
      </>
    ),
  })
}

/** What stands now, where somebody else has written meanwhile. */
function Standing({ visit, seat }: { visit: Visit; seat: Delegation }) {
  const words = negotiationWords(visit.lang)
  const labels = seatWords(visit.lang)
  const options: Readonly<Record<string, string>> = { ...words.authorities, ...words.reportBacks }
  return (
    <blockquote>
      <p class="subtle">{words.form.nowSays}</p>
      <ul class="plain-list">
        {Object.entries(valuesOf(seat)).map(([name, value]) =>
          typeof value === 'string' ? (
            <li>
              <span class="subtle">{labels[name as keyof typeof labels].label}</span>{' '}
              {options[value] ?? value}
            </li>
          ) : null,
        )}
      </ul>
    </blockquote>
  )
}
