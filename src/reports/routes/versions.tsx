/** Moments that were kept, and what changed since. */
import { z } from 'zod'
import { said } from '../../kernel/text.ts'
import { Form } from '../../web/components/form.tsx'
import { readForm } from '../../web/components/form-schema.ts'
import { Section } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { date, dateTime } from '../../web/format.ts'
import { page, redirect } from '../../web/server/answer.ts'
import { type Route, work, writes } from '../../web/server/route.ts'
import { type Difference, differencesOf } from '../content/difference.ts'
import { wholeReport } from '../frozen-of.ts'
import { reportCrumbs, reportRooms } from '../rooms.tsx'
import { bare, idOf, type ReportServices } from '../services.ts'
import { editionById, editionsOf } from '../store/editions.ts'
import { keepVersion, savedVersion, savedVersions } from '../store/saved-versions.ts'
import { wordsOf } from '../words.ts'

const access = writes('report_draft')
const schema = z.object({ name: z.string().max(200).optional() })

interface Moment {
  key: string
  name: string
  at: string
  by: string
}

export const versionRoutes = (services: ReportServices): Route[] => [
  work('GET', '/reports/:id/versions', access, async (visit) => {
    const { lang, to, workspace } = visit
    const words = wordsOf(lang).versions
    const { report } = await wholeReport(visit, services, idOf(visit))
    const moments = await visit.read(
      async (tx, asker): Promise<Moment[]> => [
        ...(await editionsOf(tx, asker, report.id)).map((one) => ({
          key: `edition-${one.id}`,
          name: words.edition(one.number),
          at: date(one.signedOn, lang),
          by: one.signedBy,
        })),
        ...(await savedVersions(tx, asker, report.id)).map((one) => ({
          key: one.id,
          name: one.name || words.unnamed,
          at: dateTime(one.at, lang, workspace.timezone),
          by: one.by ?? '–',
        })),
      ],
    )
    return page({
      title: said(report.title, lang),
      lede: words.lede,
      current: 'reports',
      crumbs: reportCrumbs(visit, report, { label: words.title }),
      toolbar: reportRooms(visit, report, 'versions'),
      main: (
        <>
          <Form
            lang={lang}
            schema={schema}
            words={{ name: words.name }}
            action={bare(visit, `/reports/${report.id}/versions`)}
            submit={words.keep}
          />
          <DataTable
            lang={lang}
            caption={words.title}
            captionHidden
            rows={moments}
            label={{ head: words.moment, cell: ({ name }) => name }}
            columns={[
              { head: words.when, cell: ({ at }) => at },
              { head: words.who, narrow: 'hide', cell: ({ by }) => by },
              {
                head: '',
                cell: ({ key, name }) => (
                  <a href={to(`/reports/${report.id}/versions/${key}`)}>
                    {words.compare}
                    <span class="vh">: {name}</span>
                  </a>
                ),
              },
            ]}
            empty={<p>{words.empty}</p>}
          />
        </>
      ),
    })
  }),
  work('POST', '/reports/:id/versions', access, async (visit) => {
    const read = readForm(schema, await visit.form(), { name: wordsOf(visit.lang).versions.name }, visit.lang)
    const { report, frozen } = await wholeReport(visit, services, idOf(visit))
    const name = read.ok ? (read.value.name ?? '') : ''
    await visit.write((tx, asker) => keepVersion(tx, asker, report.id, name, frozen))
    return redirect(visit.to(`/reports/${report.id}/versions`), wordsOf(visit.lang).versions.kept)
  }),
  work('GET', '/reports/:id/versions/:moment', access, async (visit) => {
    const { lang } = visit
    const words = wordsOf(lang).versions
    const { report, frozen } = await wholeReport(visit, services, idOf(visit))
    const key = visit.params.moment ?? ''
    const kept = await visit.read(async (tx, asker) =>
      key.startsWith('edition-')
        ? editionById(tx, asker, key.slice('edition-'.length)).then(({ content, number }) => ({
            content,
            name: words.edition(number),
          }))
        : savedVersion(tx, asker, report.id, key).then(({ content, name }) => ({
            content,
            name: name || words.unnamed,
          })),
    )
    const found = differencesOf(kept.content, frozen)
    return page({
      title: words.since(kept.name),
      current: 'reports',
      crumbs: reportCrumbs(
        visit,
        report,
        { label: words.title, href: bare(visit, `/reports/${report.id}/versions`) },
        { label: kept.name },
      ),
      main:
        found.length === 0 ? (
          <p>{words.same}</p>
        ) : (
          found.map((one) => <Changed one={one} words={words} href={visit.to(`/reports/${report.id}`)} />)
        ),
    })
  }),
]

function Changed({
  one,
  words,
  href,
}: {
  one: Difference
  words: ReturnType<typeof wordsOf>['versions']
  href: string
}) {
  return (
    <Section title={words[one.change]} actions={<a href={`${href}#b-${one.block}`}>→</a>}>
      {(['es', 'en'] as const).map((lang) => {
        const pieces = one.pieces[lang]
        return pieces ? (
          <p class="as-typed" lang={lang}>
            <span class="subtle">{words.language[lang]}: </span>
            {pieces.map(({ text, change }) =>
              change === 'added' ? <ins>{text}</ins> : change === 'removed' ? <del>{text}</del> : text,
            )}
          </p>
        ) : null
      })}
    </Section>
  )
}
