/** Beside an edition: what is said of it, what its coordinator may do with it, what it rests on. */
import { z } from 'zod'
import { said, type Text } from '../../kernel/text.ts'
import type { Thread } from '../../kernel/thread-near.ts'
import { Button, MoreLink } from '../../web/components/button.tsx'
import { Form } from '../../web/components/form.tsx'
import { Definitions } from '../../web/components/lists.tsx'
import { Disclosure } from '../../web/components/menu.tsx'
import { ThreadPanel } from '../../web/components/thread-panel.tsx'
import { date, dayOf } from '../../web/format.ts'
import type { Visit } from '../../web/server/route.ts'
import { bare } from '../services.ts'
import type { Edition } from '../store/editions.ts'
import { wordsOf } from '../words.ts'

export const submitSchema = z.object({ to: z.string().min(1).max(200), on: z.iso.date() })
export const reasonSchema = z.object({ reason: z.string().min(1).max(2000) })

export function EditionFacts({ visit, edition }: { visit: Visit; edition: Edition }) {
  const { lang, to } = visit
  const words = wordsOf(lang).editions
  return (
    <Definitions
      items={[
        { term: words.number, value: String(edition.number) },
        { term: words.signed, value: date(edition.signedOn, lang) },
        { term: words.by, value: edition.signedBy },
        ...(edition.note ? [{ term: words.note, value: said(edition.note, lang) }] : []),
        ...(edition.submittedOn
          ? [{ term: words.submitted, value: `${edition.submittedTo}, ${date(edition.submittedOn, lang)}` }]
          : []),
        ...(edition.publishedAt && !edition.withdrawnAt
          ? [
              {
                term: words.published,
                value: <a href={to(`/public/reports/${edition.id}`)}>{words.public}</a>,
              },
            ]
          : []),
        { term: words.hash, value: <code class="hash">{edition.sha256}</code> },
      ]}
    />
  )
}

interface DeedsProps {
  visit: Visit
  edition: Edition
  /** What it names that is not public. */
  closed: readonly { id: string; title: Text; path: string }[]
}

export function EditionDeeds({ visit, edition, closed }: DeedsProps) {
  const { lang, to } = visit
  const words = wordsOf(lang).editions
  const at = `/editions/${edition.id}`
  return (
    <>
      <p>
        <MoreLink href={to(`/reports/${edition.reportId}`)}>{words.report}</MoreLink>
      </p>
      {closed.length > 0 && !edition.publishedAt ? (
        <Disclosure summary={words.stops}>
          <ul>
            {closed.slice(0, most).map((one) => (
              <li>
                <a href={to(one.path)}>{said(one.title, lang)}</a>
              </li>
            ))}
          </ul>
          {closed.length > most && <p>{words.more(closed.length - most)}</p>}
        </Disclosure>
      ) : (
        <form method="post" action={to(`${at}/publish`)}>
          <p class="subtle">{edition.publishedAt ? '' : words.publishText}</p>
          <input type="hidden" name="open" value={edition.publishedAt ? '0' : '1'} />
          <Button>{edition.publishedAt ? words.hide : words.publish}</Button>
        </form>
      )}
      <Disclosure summary={words.submit}>
        <Form
          lang={lang}
          schema={submitSchema}
          words={{ to: words.to, on: words.on }}
          values={{
            to: edition.submittedTo,
            on: edition.submittedOn ?? dayOf(new Date(), visit.workspace.timezone),
          }}
          action={bare(visit, `${at}/submit`)}
          prefix="submit"
        />
      </Disclosure>
      <Disclosure summary={words.withdraw}>
        <p class="subtle">{words.withdrawText}</p>
        <Form
          lang={lang}
          schema={reasonSchema}
          words={{ reason: words.reason }}
          action={bare(visit, `${at}/withdraw`)}
          submit={words.withdraw}
          danger
          prefix="withdraw"
          controls={{ reason: { as: 'textarea', rows: 3 } }}
        />
      </Disclosure>
    </>
  )
}

/** A report may rest on a hundred records: the panel shows the first, the page of the thread all. */
export function ReportThread({ visit, thread }: { visit: Visit; thread: Thread }) {
  const { lang, to } = visit
  const { rests } = thread
  return (
    <>
      <ThreadPanel lang={lang} to={to} thread={{ ...thread, rests: rests.slice(0, most) }} />
      {rests.length > most && <p class="subtle">{wordsOf(lang).editions.moreBases(rests.length - most)}</p>}
    </>
  )
}

const most = 12
