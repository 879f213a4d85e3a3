import { type Language, said } from '../../kernel/text.ts'
import { ButtonLink, MoreLink } from '../../web/components/button.tsx'
import { EmptyState, Section } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { list, number, period as periodWords } from '../../web/format.ts'
import type { Vintage } from '../store.ts'
import { surveyName } from '../surveys.ts'
import { wordsOf } from '../words.ts'

export interface HomePageProps {
  lang: Language
  vintages: Vintage[]
  /** Names of places by code. */
  places: ReadonlyMap<string, string>
  figures: number
  links: {
    import: string | null
    overview: (vintage: Vintage) => string
    data: (vintage: Vintage) => string
    figures: string
    published: string
    library: string
  }
}

/** The first page of the part: the surveys at hand, and the way to figures. */
export function HomePage({ lang, vintages, places, figures, links }: HomePageProps) {
  const words = wordsOf(lang)
  const { home } = words
  const library = (
    <Section title={home.library} subtitle={home.librarySub}>
      <MoreLink href={links.library}>{home.library}</MoreLink>
    </Section>
  )
  if (vintages.length === 0) {
    return (
      <>
        <EmptyState
          title={home.empty}
          action={
            links.import && (
              <ButtonLink variant="primary" href={links.import}>
                {home.import}
              </ButtonLink>
            )
          }
        >
          {home.emptyText}
        </EmptyState>
        {library}
      </>
    )
  }
  return (
    <>
      <Section
        title={home.files}
        actions={links.import && <ButtonLink href={links.import}>{home.import}</ButtonLink>}
      >
        <DataTable
          lang={lang}
          caption={home.files}
          captionHidden
          label={{
            head: home.survey,
            cell: (vintage) => (
              <a href={links.overview(vintage)}>
                {said(surveyName(vintage.survey), lang)}, {periodWords(vintage.period, lang, 'short')}
                {vintage.isSample && ` (${home.sample})`}
              </a>
            ),
          }}
          columns={[
            {
              head: home.territory,
              cell: (vintage) =>
                vintage.coverage.includes('MX')
                  ? home.nation
                  : list(
                      vintage.coverage.map((code) => places.get(code) ?? code),
                      lang,
                    ),
            },
            { head: home.persons, kind: 'number', narrow: 'main', cell: (vintage) => number(vintage.rows) },
            {
              head: home.errors,
              cell: (vintage) => (vintage.strata && vintage.psu ? home.withErrors : home.withoutErrors),
            },
            {
              head: home.delivery,
              kind: 'number',
              cell: (vintage) => <a href={links.data(vintage)}>{number(vintage.number)}</a>,
            },
          ]}
          rows={vintages.toReversed()}
        />
      </Section>
      <Section title={home.figures} subtitle={home.cited(figures)}>
        <MoreLink href={links.figures}>{home.figures}</MoreLink>
      </Section>
      <Section title={home.published}>
        <MoreLink href={links.published}>{home.published}</MoreLink>
      </Section>
      {library}
    </>
  )
}
