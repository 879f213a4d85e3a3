/** The forms of an offer on a point: a draft, what was said at the table, sending, accepting. */
import { said, type Text } from '../../../kernel/text.ts'
import type { ReadTx } from '../../../kernel/transaction.ts'
import { Form } from '../../../web/components/form.tsx'
import type { FormValues } from '../../../web/components/form-schema.ts'
import { Notice } from '../../../web/components/notice.tsx'
import type { Answer } from '../../../web/server/answer.ts'
import type { Visit } from '../../../web/server/route.ts'
import { bare } from '../../common.ts'
import type { Offer } from '../offers.ts'
import {
  acceptSchema,
  acceptTeamSchema,
  acceptWords,
  draftSchema,
  offerFormWords,
  recordSchema,
  wordingSchema,
} from '../pages/forms.tsx'
import { MarksLegend, OfferCard } from '../pages/marks.tsx'
import { answerable } from '../pages/point.tsx'
import { type Round, roundsOf } from '../rounds.ts'
import { binds } from '../rules.ts'
import type { Delegation } from '../store.ts'
import { negotiationWords } from '../words.ts'
import { type AtPoint, formPage, type Given, negotiationPath } from './common.tsx'

const between = (visit: Visit, { negotiation, point }: AtPoint) => ({
  label: said(point.title, visit.lang),
  href: bare(visit, negotiationPath(negotiation, `/points/${point.id}`)),
})

const common = (visit: Visit, at: AtPoint, given: Given) => ({
  lang: visit.lang,
  cancelHref: between(visit, at).href,
  values: given.values,
  ...(given.errors ? { errors: given.errors } : {}),
})

const wordControls = { es: { as: 'textarea', rows: 5 }, en: { as: 'textarea', rows: 5 } } as const

export function newPage(
  visit: Visit,
  at: AtPoint,
  rounds: readonly Round[],
  given: Given,
  answering = false,
): Answer {
  const { lang } = visit
  const { negotiation, point, seats, own } = at
  const words = negotiationWords(lang)
  const { offer } = words
  const form = {
    ...common(visit, at, given),
    words: offerFormWords(lang, answering),
    action: bare(visit, negotiationPath(negotiation, `/points/${point.id}/offers/new`)),
  }
  const controls = {
    ...wordControls,
    answers: {
      options: answerable(point, seats).map((one) => ({
        value: one.id,
        label: `${words.kinds[one.kind]}: ${said(one.organisation.name, lang)}. ${said(one.words, lang).slice(0, 60)}`,
      })),
    },
    round: { options: rounds.map(({ id, number }) => ({ value: id, label: words.page.round(number) })) },
  }
  return formPage(
    visit,
    negotiation,
    given,
    {
      title: own ? offer.newTitle : offer.recordTitle,
      subtitle: said(point.title, lang),
      lede: own ? offer.newLede : offer.recordLede,
      main: own ? (
        <Form {...form} schema={draftSchema(lang)} controls={controls} submit={offer.saveDraft} />
      ) : (
        <Form
          {...form}
          schema={recordSchema(lang)}
          controls={{
            ...controls,
            maker: {
              options: seats.map(({ id, organisation }) => ({
                value: id,
                label: said(organisation.name, lang),
              })),
            },
            saidOn: { width: 'medium' },
          }}
        />
      ),
    },
    between(visit, at),
  )
}

export function draftPage(visit: Visit, at: AtPoint, draft: Offer, given: Given): Answer {
  const { lang } = visit
  const { offer } = negotiationWords(lang)
  return formPage(
    visit,
    at.negotiation,
    given,
    {
      title: offer.editTitle,
      subtitle: said(at.point.title, lang),
      lede: offer.newLede,
      main: (
        <Form
          {...common(visit, at, given)}
          {...(given.conflict ? { now: wordingOf(draft.words) } : {})}
          schema={wordingSchema(lang)}
          words={offerFormWords(lang, false)}
          action={bare(visit, negotiationPath(at.negotiation, `/points/${at.point.id}/offers/${draft.id}`))}
          hidden={{ version: draft.version }}
          controls={wordControls}
          submit={offer.saveDraft}
        />
      ),
    },
    between(visit, at),
  )
}

/** A draft as its form shows it. */
export const wordingOf = (words: Text): FormValues => ({ es: words.es?.text, en: words.en?.text })

async function Card(visit: Visit, tx: ReadTx, { point, seats, negotiation }: AtPoint, offer: Offer) {
  const { lang, asker } = visit
  const context = {
    lang,
    shown: 'both' as const,
    offers: point.offers,
    rounds: await roundsOf(tx, asker, negotiation.id),
    seats,
  }
  return (
    <>
      {offer.answersId && <MarksLegend lang={lang} />}
      <OfferCard context={context} offer={offer} />
    </>
  )
}

export async function sendPage(
  visit: Visit,
  tx: ReadTx,
  at: AtPoint,
  draft: Offer,
  given: Given,
): Promise<Answer> {
  const { lang } = visit
  const { offer } = negotiationWords(lang)
  return formPage(
    visit,
    at.negotiation,
    given,
    {
      title: offer.sendTitle,
      subtitle: said(at.point.title, lang),
      lede: offer.sendLede,
      main: (
        <>
          {given.conflict && <Notice kind="error" title={offer.conflict} />}
          {await Card(visit, tx, at, draft)}
          <Form
            {...common(visit, at, given)}
            schema={wordingSchema(lang).pick({})}
            words={{}}
            action={bare(
              visit,
              negotiationPath(at.negotiation, `/points/${at.point.id}/offers/${draft.id}/send`),
            )}
            hidden={{ version: draft.version }}
            submit={offer.send}
          />
        </>
      ),
    },
    between(visit, at),
  )
}

export async function acceptPage(
  visit: Visit,
  tx: ReadTx,
  at: AtPoint,
  given: Offer,
  form: Given,
): Promise<Answer> {
  const { lang } = visit
  const { offer } = negotiationWords(lang)
  const shared = {
    ...common(visit, at, form),
    words: acceptWords(lang),
    action: bare(visit, negotiationPath(at.negotiation, `/points/${at.point.id}/offers/${given.id}/accept`)),
    submit: offer.acceptDo,
  }
  const waits = ({ organisationId, constituency }: Delegation): boolean =>
    binds(constituency) &&
    organisationId !== given.organisationId &&
    !given.acceptedBy.includes(organisationId)
  return formPage(
    visit,
    at.negotiation,
    form,
    {
      title: offer.acceptTitle,
      subtitle: said(at.point.title, lang),
      lede: offer.acceptLede,
      main: (
        <>
          {await Card(visit, tx, at, given)}
          {at.own ? (
            <Form {...shared} schema={acceptSchema} controls={{ on: { width: 'medium' } }} />
          ) : (
            <Form
              {...shared}
              schema={acceptTeamSchema}
              controls={{
                party: {
                  options: at.seats
                    .filter(waits)
                    .map(({ id, organisation }) => ({ value: id, label: said(organisation.name, lang) })),
                },
                on: { width: 'medium' },
              }}
            />
          )}
        </>
      ),
    },
    between(visit, at),
  )
}
