/** What anybody may read of agreements that every party lets be public: clauses, commitments, assessments; no person. */
import { said } from '../../../kernel/text.ts'
import { read } from '../../../kernel/transaction.ts'
import { Definitions } from '../../../web/components/lists.tsx'
import { Section } from '../../../web/components/notice.tsx'
import { DataTable } from '../../../web/components/table.tsx'
import { date } from '../../../web/format.ts'
import { page } from '../../../web/server/answer.ts'
import { type Route, type Visit, work } from '../../../web/server/route.ts'
import { byUrgency, PaceMark, Views } from '../../commitments/pages/list.tsx'
import { type Commitment, commitmentsOf } from '../../commitments/store.ts'
import { commitmentWords } from '../../commitments/words.ts'
import { type DialogueServices, today } from '../../common.ts'
import { demandWords } from '../../demands/words.ts'
import { clausesOf } from '../clauses.ts'
import { SideBySide, Tongues } from '../pages/clauses.tsx'
import { validity } from '../pages/list.tsx'
import { signatoriesOf } from '../parties.ts'
import { agreementById, agreementsOf } from '../store.ts'
import { agreementWords } from '../words.ts'

export const publicAgreementRoutes = (services: DialogueServices): Route[] => [
  work('GET', '/public/agreements', 'anyone', async (visit) => {
    const { lang, to } = visit
    const words = agreementWords(lang)
    const agreements = await publicly(services, visit, (tx, asker) => agreementsOf(tx, asker))
    return page({
      title: words.public.list,
      lede: words.public.intro,
      actions: <a href={to('/public/demands')}>{demandWords(lang).publish.list}</a>,
      main:
        agreements.length === 0 ? (
          <p>{words.public.none}</p>
        ) : (
          <ul class="plain-list">
            {agreements.map((one) => (
              <li>
                <a href={to(`/public/agreements/${one.id}`)}>{said(one.title, lang)}</a>{' '}
                <span class="subtle">
                  {[words.natures[one.legalNature], one.signedOn && date(one.signedOn, lang)]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        ),
    })
  }),
  // Read as the public does, whoever looks: what is shown here is what everybody is shown.
  work('GET', '/public/agreements/:id', 'anyone', async (visit) => {
    const { lang, workspace } = visit
    const words = agreementWords(lang)
    const found = await publicly(services, visit, async (tx, asker) => {
      const agreement = await agreementById(tx, asker, visit.params.id ?? '')
      return {
        agreement,
        clauses: (await clausesOf(tx, asker, agreement.id)).filter(({ endedOn }) => endedOn === null),
        parties: await signatoriesOf(tx, asker, agreement.id),
        commitments: await commitmentsOf(tx, asker, today(visit), { agreementId: agreement.id }),
      }
    })
    const { agreement, clauses, parties, commitments } = found
    return page({
      title: said(agreement.title, lang),
      subtitle: words.states[agreement.state],
      lede: workspace.isSample ? words.public.sample : words.public.intro,
      main: (
        <>
          <Definitions
            items={[
              { term: words.page.nature, value: words.natures[agreement.legalNature] },
              {
                term: words.page.signed,
                value: agreement.signedOn ? date(agreement.signedOn, lang) : '–',
              },
              { term: words.page.validity, value: validity(agreement, lang) },
              {
                term: words.page.parties,
                value: (
                  <ul class="plain-list">
                    {parties.map((party) => (
                      <li>{said(party.organisation.name, lang)}</li>
                    ))}
                  </ul>
                ),
              },
            ]}
          />
          <Section title={words.page.clauses} id="clauses">
            <Tongues lang={lang} authoritative={agreement.authoritative} />
            <ol class="clauses">
              {clauses.map((clause) => (
                <li id={`c-${clause.id}`}>
                  <h3>{clause.number}</h3>
                  <SideBySide lang={lang} text={clause.words} authoritative={agreement.authoritative} />
                </li>
              ))}
            </ol>
          </Section>
          <PublicCommitments lang={lang} commitments={commitments} />
        </>
      ),
    })
  }),
]

const publicly = <T,>(
  services: DialogueServices,
  { workspace }: Visit,
  reading: Parameters<typeof read<T>>[2],
): Promise<T> => read(services.db, { workspaceId: workspace.id, as: 'public' }, reading)

function PublicCommitments({
  lang,
  commitments,
}: {
  lang: Visit['lang']
  commitments: readonly Commitment[]
}) {
  const words = agreementWords(lang)
  const own = commitmentWords(lang).list
  return (
    <Section title={words.public.commitments} id="commitments">
      <DataTable
        lang={lang}
        caption={words.public.commitments}
        captionHidden
        rows={byUrgency(commitments)}
        label={{ head: own.words, cell: (one) => said(one.words, lang) }}
        columns={[
          { head: own.state, cell: ({ pace }) => <PaceMark lang={lang} pace={pace} />, narrow: 'main' },
          {
            head: own.owes,
            cell: ({ organisation }) => (organisation ? said(organisation.name, lang) : own.together),
          },
          {
            head: own.due,
            cell: ({ dueOn, lasts }) => (lasts ? own.lasts : dueOn ? date(dueOn, lang) : own.noDay),
          },
          {
            head: words.public.views,
            cell: (one) =>
              one.said.length > 0 ? <Views lang={lang} said={one.said} /> : <span>{own.noViews}</span>,
          },
        ]}
        empty={<p>{words.page.noCommitments}</p>}
      />
    </Section>
  )
}
