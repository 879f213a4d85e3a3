/** What anybody may read of the library: entries that were published, and the text of those that may be passed on whole. */
import { said, wordsFor } from '../../../kernel/text.ts'
import { read } from '../../../kernel/transaction.ts'
import { ButtonLink } from '../../../web/components/button.tsx'
import { Definitions } from '../../../web/components/lists.tsx'
import { Section } from '../../../web/components/notice.tsx'
import { page } from '../../../web/server/answer.ts'
import { type Route, type Visit, work } from '../../../web/server/route.ts'
import { pagesOf } from '../files.ts'
import { idOf } from '../frame.ts'
import { namesOf } from '../names.ts'
import { unitOf } from '../pages/document-page.tsx'
import { passagesOf } from '../passages.ts'
import { listDocuments } from '../search.ts'
import { standingDocument } from '../store.ts'
import { libraryWords } from '../words.ts'

/** Pages shown at once. */
const most = 30

// Read as the public does, whoever looks: what is shown here is what everybody is shown.
const publicly = <T,>({ db, workspace }: Visit, reading: Parameters<typeof read<T>>[2]): Promise<T> =>
  read(db, { workspaceId: workspace.id, as: 'public' }, reading)

export const publicRoutes = (): Route[] => [
  work('GET', '/public/library', 'anyone', async (visit) => {
    const { lang, to } = visit
    const words = libraryWords(lang)
    const rows = await publicly(visit, (tx, asker) =>
      listDocuments(tx, asker, {}, { order: 'title', limit: 1000 }),
    )
    return page({
      title: words.public.list,
      lede: visit.workspace.isSample ? words.public.sample : words.public.lede,
      main:
        rows.length === 0 ? (
          <p>{words.public.none}</p>
        ) : (
          <ul class="plain-list">
            {rows.map((one) => (
              <li>
                <a href={to(`/public/library/${one.id}`)}>{said(one.title, lang)}</a>{' '}
                <span class="subtle">
                  {[words.kinds[one.kind], one.authors ?? one.publisher, one.published?.slice(0, 4)]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        ),
    })
  }),

  work('GET', '/public/library/:id', 'anyone', async (visit) => {
    const { lang } = visit
    const words = libraryWords(lang)
    const { document, passages, names, pages } = await publicly(visit, async (tx, asker) => {
      const document = await standingDocument(tx, asker, idOf(visit))
      return {
        document,
        passages: await passagesOf(tx, asker, document.id),
        names: await namesOf(tx, asker),
        pages: await pagesOf(tx, asker, document.id, 1, most),
      }
    })
    const { file } = document
    const unit = unitOf(file) === 'page' ? words.pageN : words.sectionN
    return page({
      title: said(document.title, lang),
      lede: visit.workspace.isSample ? words.public.sample : words.public.lede,
      subtitle: [
        words.kinds[document.kind],
        document.authors ?? document.publisher,
        document.published?.slice(0, 4),
      ]
        .filter(Boolean)
        .join(' · '),
      main: (
        <>
          {document.summary && (
            <p lang={wordsFor(document.summary, lang).language}>{said(document.summary, lang)}</p>
          )}
          <Definitions
            wide
            items={[
              { term: words.quality, value: words.qualities[document.quality] },
              {
                term: words.places,
                value: document.placeIds.map((id) => names.placeName(id, lang)).join(', '),
              },
              {
                term: words.one.rights,
                value: [words.form.rights[document.rights], document.licence].filter(Boolean).join('. '),
              },
              ...(document.url
                ? [{ term: words.form.fields.url.label, value: <a href={document.url}>{document.url}</a> }]
                : []),
            ].filter(({ value }) => value !== '')}
          />
          {file?.attachmentId && (
            <p>
              <ButtonLink href={visit.to(`/files/${file.attachmentId}`)} icon="download">
                {words.one.download}
              </ButtonLink>
            </p>
          )}
          {passages.length > 0 && (
            <Section title={words.public.passages}>
              <ul class="passages">
                {passages.map((passage) => (
                  <li>
                    <blockquote lang={passage.language}>{passage.quote}</blockquote>
                    <p class="subtle">
                      {(passage.unit === 'page' ? words.pageN : words.sectionN)(passage.page)}
                    </p>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {pages.map(({ number, text }) => (
            <Section title={unit(number)}>
              <div class="page-text" lang={document.language}>
                <p>{text}</p>
              </div>
            </Section>
          ))}
        </>
      ),
    })
  }),
]
