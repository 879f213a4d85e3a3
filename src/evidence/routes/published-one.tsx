/** One published figure: its page, and the form in which it is typed. */
import { wordsFor } from '../../kernel/text.ts'
import { threadOf } from '../../kernel/thread-near.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { Notice } from '../../web/components/notice.tsx'
import { ThreadPanel } from '../../web/components/thread-panel.tsx'
import { period as periodWords } from '../../web/format.ts'
import { page } from '../../web/server/answer.ts'
import type { Visit } from '../../web/server/route.ts'
import { publishedText } from '../pages/published-cell.ts'
import { formValues, PublishedForm, type PublishedFormProps } from '../pages/published-form.tsx'
import { PublishedPage, whereOf } from '../pages/published-page.tsx'
import { publishedById, typedById } from '../published.ts'
import { publishedImportById } from '../published-import.ts'
import { publishedWordsOf } from '../published-words.ts'
import { allowed, crumbs, here, placeNames } from './published-frame.ts'

export async function one(visit: Visit, tx: ReadTx) {
  const { lang, asker } = visit
  const figure = await publishedById(tx, asker, visit.params.id ?? '')
  const places = await placeNames(visit, tx)
  const cited = figure.version !== null
  const thread = cited && !figure.isDeleted ? await threadOf(tx, asker, figure.id) : null
  const from = figure.importId ? await publishedImportById(tx, asker, figure.importId) : null
  const words = publishedWordsOf(lang)
  const where = whereOf(lang, figure, places)
  const label = wordsFor(figure.label, lang).text
  const writing = allowed(visit, 'write')
  const isTyped = cited && !figure.isDeleted && figure.importId === null
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
        isStale={(thread?.marks.length ?? 0) > 0}
        cite={act('cite', !cited)}
        edit={act('edit', isTyped)}
        remove={act('remove', isTyped)}
        restore={act('restore', figure.isDeleted)}
      />
    ),
    aside: thread && <ThreadPanel lang={lang} to={visit.to} thread={thread} />,
  })
}

/** The form of a figure that was typed: to mend a slip, or what its publisher has corrected. */
export async function editing(
  visit: Visit,
  tx: ReadTx,
  given: Pick<PublishedFormProps, 'values' | 'errors'> & { version?: number; conflict?: string } = {},
) {
  const figure = await typedById(tx, visit.asker, visit.params.id ?? '')
  const words = publishedWordsOf(visit.lang)
  const label = wordsFor(figure.label, visit.lang).text
  const its = `/${visit.workspace.slug}${here}/${figure.id}`
  return page({
    title: words.form.editTitle,
    crumbs: crumbs(visit, [label, `${here}/${figure.id}`], [words.edit]),
    lede: words.form.editLede,
    ...(given.conflict ? { status: 409 as const } : given.errors ? { status: 422 as const } : {}),
    main: (
      <>
        {given.conflict && (
          <Notice kind="attention" title={given.conflict}>
            <p>{words.form.conflictNow(publishedText(figure))}</p>
            <p>
              <a href={visit.to(`${here}/${figure.id}`)}>{words.form.conflictSee}</a>
            </p>
          </Notice>
        )}
        <PublishedForm
          lang={visit.lang}
          action={`${its}/edit`}
          cancel={its}
          places={await placeOptions(visit, tx)}
          values={given.values ?? formValues(figure)}
          {...(given.errors ? { errors: given.errors } : {})}
          // After a conflict she has seen what stands here now, and may write over it.
          hidden={{ version: given.conflict ? figure.version : (given.version ?? figure.version) }}
        />
      </>
    ),
  })
}

const placeOptions = async (visit: Visit, tx: ReadTx) =>
  [...(await placeNames(visit, tx))].map(([value, label]) => ({ value, label }))

export async function typing(visit: Visit, tx: ReadTx, given: Pick<PublishedFormProps, 'values' | 'errors'>) {
  const words = publishedWordsOf(visit.lang)
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
        places={await placeOptions(visit, tx)}
        {...given}
      />
    ),
  })
}
