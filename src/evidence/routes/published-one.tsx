/** One published figure: its page, and the form in which it is typed. */
import { said, wordsFor } from '../../kernel/text.ts'
import { staleMarks, walk } from '../../kernel/thread.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { period as periodWords } from '../../web/format.ts'
import { page } from '../../web/server/answer.ts'
import type { Visit } from '../../web/server/route.ts'
import { PublishedForm, type PublishedFormProps } from '../pages/published-form.tsx'
import { PublishedPage, whereOf } from '../pages/published-page.tsx'
import { publishedById } from '../published.ts'
import { publishedImportById } from '../published-import.ts'
import { publishedWordsOf } from '../published-words.ts'
import { allowed, crumbs, here, placeNames } from './published-frame.ts'

export async function one(visit: Visit, tx: ReadTx) {
  const { lang, asker } = visit
  const figure = await publishedById(tx, asker, visit.params.id ?? '')
  const places = await placeNames(visit, tx)
  const cited = figure.version !== null
  const supports = cited ? await walk(tx, asker, figure.id, 'supports') : []
  const marks = cited ? await staleMarks(tx, asker, figure.id) : []
  const from = figure.importId ? await publishedImportById(tx, asker, figure.importId) : null
  const words = publishedWordsOf(lang)
  const where = whereOf(lang, figure, places)
  const label = wordsFor(figure.label, lang).text
  const writing = allowed(visit, 'write')
  const act = (name: string, when: boolean): string | null =>
    writing && when ? visit.to(`${here}/${figure.id}/${name}`) : null
  return page({
    title: `${label}: ${where}`,
    crumbs: crumbs(visit, [label]),
    subtitle: [
      periodWords(figure.period, lang),
      words.sexes[figure.sex],
      figure.source.producer,
      ...(figure.version === null ? [] : [words.citable(figure.version)]),
    ].join(' · '),
    main: (
      <PublishedPage
        lang={lang}
        figure={figure}
        where={where}
        from={from}
        importLink={from && writing ? visit.to(`${here}/import/${from.id}`) : null}
        isStale={marks.length > 0}
        supports={supports.map((step) => ({
          kind: step.kind,
          label: said(step.title, lang),
          href: visit.to(step.path),
          mark: step.mark,
        }))}
        cite={act('cite', !cited)}
        remove={act('remove', cited && !figure.isDeleted && figure.importId === null)}
        restore={act('restore', figure.isDeleted)}
      />
    ),
  })
}

export async function typing(visit: Visit, tx: ReadTx, given: Pick<PublishedFormProps, 'values' | 'errors'>) {
  const words = publishedWordsOf(visit.lang)
  const places = [...(await placeNames(visit, tx))].map(([value, label]) => ({ value, label }))
  return page({
    title: words.form.title,
    crumbs: crumbs(visit, [words.type]),
    lede: words.form.lede,
    ...(given.errors ? { status: 422 as const } : {}),
    main: (
      <PublishedForm
        lang={visit.lang}
        action={`/${visit.workspace.slug}${here}/new`}
        cancel={`/${visit.workspace.slug}${here}`}
        places={places}
        {...given}
      />
    ),
  })
}
