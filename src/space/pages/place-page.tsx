/** All that the workspace knows of one place, on a page that prints well. */
import { type Cited, isKnown, type Known, type Unknown } from '../../evidence/index.ts'
import { type Language, said } from '../../kernel/text.ts'
import { MoreLink } from '../../web/components/button.tsx'
import { EstimateCell, intervalText, valueText } from '../../web/components/figure.tsx'
import { AsideList, Notice, Section } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { number } from '../../web/format.ts'
import type { AboutSection } from '../../web/server/hooks.ts'
import { wordsOf } from '../words.ts'
import { AboutSections } from './about-sections.tsx'
import { AllTables, KnownCharts, KnownFigures, UnknownNotice } from './known.tsx'

export interface Place {
  name: string
  href: string
}

export interface PlacePageProps {
  lang: Language
  name: string
  known: Known | Unknown
  /** Where the place has no figures of its own: the state whose figures can be given, and what is known of it. */
  instead: { state: Place; known: Known } | null
  cited: Cited[]
  parent: Place | null
  /** Places within it, all of them or none where there are many; `all` leads to the list. */
  inside: { places: Place[]; count: number; all: string }
  /** Address to bring a survey in, for whoever may. */
  bring: string | null
  /** What the parts know of it and of what lies in it. */
  sections: readonly AboutSection[]
  to(path: string): string
}

export const PlacePage = (props: PlacePageProps) => (
  <>
    <PlaceFigures {...props} />
    <AboutSections {...props} />
  </>
)

function PlaceFigures(props: PlacePageProps) {
  const { lang, known } = props
  return isKnown(known) ? (
    <>
      <KnownCharts lang={lang} known={known} />
      <Groups lang={lang} known={known} />
      <AllTables lang={lang} href={known.facts.overview} label={wordsOf(lang).places.overview} />
    </>
  ) : (
    <NoFigures {...props} why={known} />
  )
}

function NoFigures({ lang, name, why, instead, bring }: PlacePageProps & { why: Unknown }) {
  const words = wordsOf(lang).places
  if (!instead) return <UnknownNotice lang={lang} why={why} bring={bring} />
  return (
    <>
      <Notice kind="plain" title={`${words.unplannedTitle(name)}.`}>
        {words.unplannedText}
      </Notice>
      <Section title={words.instead(instead.state.name)}>
        <KnownFigures lang={lang} known={instead.known} />
        <p>
          <MoreLink href={instead.state.href}>{words.insteadLink(instead.state.name)}</MoreLink>
        </p>
      </Section>
    </>
  )
}

/** People of each worker group here; left out where the file cannot tell one of them. */
function Groups({ lang, known }: { lang: Language; known: Known }) {
  const words = wordsOf(lang)
  const rows = known.groups.filter(({ figure }) => figure.value !== null || figure.withheld?.why === 'few')
  if (!rows.some(({ figure }) => figure.value !== null)) return null
  return (
    <Section title={words.places.groups} subtitle={words.places.groupsNote}>
      <DataTable
        lang={lang}
        caption={words.places.groups}
        captionHidden
        label={{ head: words.groups.group, cell: ({ label, href }) => <a href={href}>{label}</a> }}
        columns={[
          {
            head: words.groups.people,
            kind: 'number',
            narrow: 'main',
            cell: ({ figure }) => <EstimateCell lang={lang} figure={figure} />,
          },
        ]}
        rows={rows}
      />
    </Section>
  )
}

export function PlaceAside({ lang, cited, parent, inside }: PlacePageProps) {
  const words = wordsOf(lang).places
  return (
    <>
      <CitedList lang={lang} cited={cited} none={words.noneCited} />
      {parent && (
        <AsideList title={words.isWithin} items={[{ kind: '', label: parent.name, href: parent.href }]} />
      )}
      {inside.count > 0 && (
        <AsideList
          title={words.inside(number(inside.count))}
          items={inside.places.map(({ name, href }) => ({ kind: '', label: name, href }))}
        >
          {inside.places.length === 0 && (
            <p>
              <MoreLink href={inside.all}>{words.allInside(number(inside.count))}</MoreLink>
            </p>
          )}
        </AsideList>
      )}
    </>
  )
}

/** Cited figures with their value; one that moved says so. */
export function CitedList({ lang, cited, none }: { lang: Language; cited: Cited[]; none: string }) {
  const words = wordsOf(lang).known
  return (
    <AsideList
      title={words.cited}
      items={cited.map(({ title, href, figure, moved }) => ({
        kind: [valueText(figure), intervalText(figure, lang)].filter(Boolean).join(' · '),
        label: said(title, lang),
        href,
        ...(moved ? { note: <b class="attention">{words.moved}</b> } : {}),
      }))}
    >
      {cited.length === 0 && <p class="subtle">{none}</p>}
    </AsideList>
  )
}
