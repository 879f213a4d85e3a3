/** Whether a demand has a public page: each organisation that owns it says so for itself; and that page. */
import { type Language, said, wordsFor } from '../../../kernel/text.ts'
import { Button } from '../../../web/components/button.tsx'
import { Definitions } from '../../../web/components/lists.tsx'
import { Section } from '../../../web/components/notice.tsx'
import { date } from '../../../web/format.ts'
import { teamHows } from '../rules.ts'
import type { Owner } from '../store/demands.ts'
import type { PublicDemand } from '../store/publishing.ts'
import { demandWords } from '../words.ts'
import { type DemandPageProps, StageTrack } from './demand-page.tsx'

export function Publication(props: DemandPageProps) {
  const { lang, to, demand, organisationId, asTeam } = props
  const words = demandWords(lang).publish
  const owners = demand.owners.filter(({ owns }) => owns)
  if ((!demand.mayWrite && demand.publishedAt === null) || owners.length === 0) return null
  return (
    <Section title={words.title} subtitle={words.sub} id="publication">
      <ul class="plain-list">
        {owners.map((owner) => (
          <li>
            {owner.publishesOn
              ? words.yes(said(owner.name, lang), date(owner.publishesOn, lang))
              : words.no(said(owner.name, lang))}
            {demand.mayWrite && (asTeam || owner.id === organisationId) && (
              <Consent {...props} owner={owner} />
            )}
          </li>
        ))}
      </ul>
      {demand.publishedAt && (
        <p>
          <a href={to(`/public/demands/${demand.id}`)}>{words.page}</a>
        </p>
      )}
    </Section>
  )
}

/** Of her own organisation at a tap; of another by the team, who says how it is known. */
function Consent({ lang, to, demand, asTeam, owner }: DemandPageProps & { owner: Owner }) {
  const words = demandWords(lang)
  const given = owner.publishesOn !== null
  const named = <span class="vh"> ({said(owner.name, lang)})</span>
  return (
    <form class="form" method="post" action={to(`/demands/${demand.id}/publish`)}>
      <input type="hidden" name="organisation" value={owner.id} />
      {asTeam && !given && (
        <div class="ds-field is-medium">
          <label class="ds-label" for={`how-${owner.id}`}>
            {words.publish.how}
            {named}
          </label>
          <select class="ds-input" id={`how-${owner.id}`} name="how">
            {teamHows.map((how) => (
              <option value={how}>{words.hows[how]}</option>
            ))}
          </select>
        </div>
      )}
      <div class="actions">
        <Button variant={given ? 'tertiary' : 'secondary'} name="agrees" value={given ? 'no' : 'yes'}>
          {given
            ? asTeam
              ? words.publish.takeBackFor
              : words.publish.takeBack
            : asTeam
              ? words.publish.agreeFor
              : words.publish.agree}
          {named}
        </Button>
      </div>
    </form>
  )
}

/** What anybody reads: the words in both languages, who raises them, to whom, and how far they have come. */
export function PublicDemandPage({ lang, demand }: { lang: Language; demand: PublicDemand }) {
  const words = demandWords(lang)
  const shown = wordsFor(demand.words, lang)
  const other = demand.words[lang === 'es' ? 'en' : 'es']
  return (
    <>
      <p class="quoted" lang={shown.language === lang ? undefined : shown.language}>
        {shown.text}
      </p>
      {other && shown.language === lang && (
        <blockquote class="as-typed" lang={lang === 'es' ? 'en' : 'es'}>
          {other.text}
        </blockquote>
      )}
      <StageTrack lang={lang} stage={demand.stage} />
      <Definitions
        items={[
          {
            term: words.page.owners,
            value: (
              <ul class="plain-list">
                {demand.owners.map(({ name }) => (
                  <li>{said(name, lang)}</li>
                ))}
              </ul>
            ),
          },
          {
            term: words.page.addressee,
            value: demand.addressee ? said(demand.addressee.name, lang) : words.noAddressee,
          },
          { term: words.page.raised, value: date(demand.raisedOn, lang) },
          ...(demand.presentedOn
            ? [{ term: words.page.presented, value: date(demand.presentedOn, lang) }]
            : []),
        ]}
      />
    </>
  )
}
