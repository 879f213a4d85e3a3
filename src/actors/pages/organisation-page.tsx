/** One organisation: what it is, its members over time, who leads it, whom it relates to, where it stands. */
import { type Text, wordsFor } from '../../kernel/text.ts'
import { Button } from '../../web/components/button.tsx'
import { Definitions } from '../../web/components/lists.tsx'
import { Disclosure } from '../../web/components/menu.tsx'
import type { Html } from '../../web/html.ts'
import { wordsOf } from '../words.ts'

import { Memberships, Now, Positions, Posts, Relations, Self } from './organisation-facts.tsx'
import { People } from './organisation-people.tsx'
import type { OrganisationPageProps } from './organisation-props.ts'

export function OrganisationPage(props: OrganisationPageProps) {
  const { lang, organisation, place, groups } = props
  const words = wordsOf(lang)
  const unknown = <span class="subtle">{words.one.unknown}</span>
  const written = (value: Text | null): Html => {
    if (!value) return null
    const { text, language } = wordsFor(value, lang)
    return language === lang ? text : <span lang={language}>{text}</span>
  }
  return (
    <>
      <Now {...props} />
      {organisation.about && <p>{written(organisation.about)}</p>}
      <Definitions
        items={[
          {
            term: words.one.constituency,
            value: organisation.constituency ? words.constituencies[organisation.constituency] : unknown,
          },
          {
            term: words.one.legalForm,
            value: organisation.legalForm ? words.forms[organisation.legalForm] : unknown,
          },
          {
            term: words.one.membershipBased,
            value: organisation.membershipBased
              ? words.basedOnMembers[organisation.membershipBased]
              : unknown,
          },
          ...(organisation.sector ? [{ term: words.one.sector, value: written(organisation.sector) }] : []),
          ...(groups.length > 0 ? [{ term: words.one.groups, value: groups.join(', ') }] : []),
          { term: words.one.seat, value: organisation.placeId ? place(organisation.placeId) : unknown },
          ...(organisation.placeIds.length > 0
            ? [{ term: words.one.territory, value: organisation.placeIds.map(place).join(', ') }]
            : []),
          ...(organisation.website
            ? [
                {
                  term: words.one.website,
                  value: (
                    <a href={organisation.website} rel="noopener nofollow">
                      {organisation.website.replace(/^https?:\/\//, '')}
                    </a>
                  ),
                },
              ]
            : []),
        ]}
      />
      <Memberships {...props} />
      <Posts {...props} />
      <Relations {...props} />
      {props.people && <People {...props} people={props.people} />}
      {props.positions && <Positions {...props} positions={props.positions} />}
      {props.self && <Self {...props} self={props.self} />}
      {props.may.write && (
        <Disclosure summary={words.one.remove}>
          <p>{words.one.removeText}</p>
          <form method="post" action={props.to(`/actors/${organisation.id}/remove`)}>
            <Button danger>{words.one.removeYes}</Button>
          </form>
        </Disclosure>
      )}
    </>
  )
}
