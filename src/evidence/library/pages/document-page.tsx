/** One document: what is said of it, its file and how its reading went, its passages. */
import { type Language, said, wordsFor } from '../../../kernel/text.ts'
import type { Job } from '../../../platform/jobs/index.ts'
import { Button, ButtonLink } from '../../../web/components/button.tsx'
import { Definitions } from '../../../web/components/lists.tsx'
import { Disclosure } from '../../../web/components/menu.tsx'
import { Notice, Section } from '../../../web/components/notice.tsx'
import { JobProgress } from '../../../web/components/progress.tsx'
import { bytes, date, dateTime } from '../../../web/format.ts'
import { readSteps } from '../files.ts'
import type { Names } from '../names.ts'
import type { Passage } from '../passages.ts'
import type { DocumentFile, LibraryDocument } from '../store.ts'
import { type Topic, topicName } from '../topics.ts'
import { libraryWords } from '../words.ts'

export interface DocumentPageProps {
  lang: Language
  document: LibraryDocument
  files: readonly DocumentFile[]
  note: string | null
  passages: readonly Passage[]
  names: Names
  topics: readonly Topic[]
  zone: string
  /** The newest file's job, where it has one that the asker sees. */
  job: Job | null
  /** Why the newest file could not be read. */
  problem: string | null
  to(path: string): string
  links: {
    self: string
    /** Addresses of what may be done; null for readers. */
    edit: string | null
    file: string | null
    paste: string | null
    remove: string | null
    restore: string | null
    publicPage: string | null
    events: string
    cancel: string
    again: string | null
  }
}

export const unitOf = (file: Pick<DocumentFile, 'format'> | null): 'page' | 'section' =>
  file?.format === 'pdf' ? 'page' : 'section'

export function DocumentPage(props: DocumentPageProps) {
  const { lang, document, links, passages } = props
  const words = libraryWords(lang)
  const { file } = document
  return (
    <>
      <State {...props} />
      <div class="actions">
        {file?.state === 'read' && (
          <ButtonLink variant="primary" href={`${links.self}/read`}>
            {words.one.read}
          </ButtonLink>
        )}
        {file?.attachmentId && (
          <ButtonLink href={props.to(`/files/${file.attachmentId}`)} icon="download">
            {words.one.download}
          </ButtonLink>
        )}
        {links.edit && <ButtonLink href={links.edit}>{words.one.edit}</ButtonLink>}
        {links.file && <ButtonLink href={links.file}>{words.one.newFile}</ButtonLink>}
        {links.paste && <ButtonLink href={links.paste}>{words.one.paste}</ButtonLink>}
      </div>
      {document.summary && (
        <Section title={words.one.summary}>
          <p lang={wordsFor(document.summary, lang).language}>{said(document.summary, lang)}</p>
        </Section>
      )}
      <Definitions wide items={factsOf(props)} />
      <Section title={words.one.passages} id="passages">
        {passages.length === 0 ? (
          <p class="subtle">{words.one.noPassages}</p>
        ) : (
          <ul class="passages">
            {passages.map((passage) => (
              <PassageLine
                lang={lang}
                passage={passage}
                href={props.to(`/evidence/library/passages/${passage.id}`)}
              />
            ))}
          </ul>
        )}
      </Section>
      {props.files.length > 1 && <Versions {...props} />}
      {links.remove && (
        <form method="post" action={links.remove}>
          <Button danger>{words.one.remove}</Button>
        </form>
      )}
    </>
  )
}

export function PassageLine({ lang, passage, href }: { lang: Language; passage: Passage; href: string }) {
  const words = libraryWords(lang)
  return (
    <li>
      <blockquote lang={passage.language}>{passage.quote}</blockquote>
      <p class="subtle">
        <a href={href}>{(passage.unit === 'page' ? words.pageN : words.sectionN)(passage.page)}</a>
        {!passage.isFound && <span class="mark-word"> {words.passage.lostTitle}</span>}
      </p>
    </li>
  )
}

/** What must be known first: removed, being read, not readable, without text, not described. */
function State(props: DocumentPageProps) {
  const { lang, document, files, job, problem, links } = props
  const words = libraryWords(lang).one
  const newest = files[0]
  const isNew = newest !== undefined && newest.id !== document.file?.id
  if (document.isDeleted)
    return (
      <Notice title={words.removedTitle}>
        <p>{words.removedText}</p>
        {links.restore && (
          <form method="post" action={links.restore}>
            <Button>{libraryWords(lang).restore}</Button>
          </form>
        )}
      </Notice>
    )
  const again = links.again && newest && (
    <form method="post" action={links.again}>
      <Button>{words.readAgain}</Button>
    </form>
  )
  return (
    <>
      {newest?.state === 'waiting' && job && job.endedAt === null && (
        <JobProgress
          lang={lang}
          title={isNew ? words.readingNew : words.reading}
          steps={readSteps.map((step, at) => ({
            label: words.steps[step],
            state: at < stepAt(job) ? 'done' : at === stepAt(job) ? 'current' : 'waiting',
          }))}
          percent={job.percent}
          events={links.events}
          cancel={links.cancel}
        />
      )}
      {newest?.state === 'waiting' && job?.state === 'canceled' && (
        <Notice title={words.canceledTitle}>{again}</Notice>
      )}
      {newest?.state === 'failed' && (
        <Notice kind="error" title={isNew ? words.failedNew : words.failedTitle}>
          {problem && <p>{libraryWords(lang).give.refused(newest.name ?? '', problem)}</p>}
          <p>{words.failedKept}</p>
        </Notice>
      )}
      {document.file?.state === 'no_text' && <Notice title={words.scanTitle}>{words.scanText}</Notice>}
      {!document.file && links.file && <p class="subtle">{words.linkText}</p>}
      {!document.isDescribed && links.edit && (
        <Notice kind="plain" title={words.undescribed}>
          {words.undescribedText}
        </Notice>
      )}
    </>
  )
}

const stepAt = (job: Job): number => Math.max(0, (readSteps as readonly string[]).indexOf(job.step ?? ''))

function factsOf(props: DocumentPageProps) {
  const { lang, document, names, topics, note, to, links } = props
  const words = libraryWords(lang)
  const { fields } = words.form
  const { file } = document
  const fact = (term: string, value: unknown) => (value ? [{ term, value: value as string }] : [])
  return [
    ...fact(
      words.quality,
      `${words.qualities[document.quality]}${document.qualityNote ? `: ${document.qualityNote}` : ''}`,
    ),
    ...fact(fields.authors.label, document.authors),
    ...fact(fields.publisher.label, document.publisher),
    ...fact(words.language, words.languages[document.language] ?? document.language),
    ...fact(words.places, document.placeIds.map((id) => names.placeName(id, lang)).join(', ')),
    ...fact(
      words.groups,
      document.groupIds.map((id) => names.groupName(id, lang)).join(', ') || words.noGroup,
    ),
    ...fact(words.topicsHead, document.topics.map((code) => topicName(topics, code)).join('; ')),
    ...(document.url
      ? [
          {
            term: fields.url.label,
            value: (
              <>
                <a href={document.url} rel="noreferrer">
                  {document.url}
                </a>
                {document.seenOn && `, ${words.one.seen(date(document.seenOn, lang))}`}
              </>
            ),
          },
        ]
      : []),
    {
      term: words.one.file,
      value: file ? (
        <>
          {[
            file.name ?? words.one.typed,
            file.bytes === null ? null : bytes(file.bytes),
            file.pages > 0 ? (unitOf(file) === 'page' ? words.pages : words.sections)(file.pages) : null,
            file.isPasted && file.name ? words.one.typed : null,
          ]
            .filter(Boolean)
            .join(', ')}
          {file.state === 'read' && (
            <>. {unitOf(file) === 'page' ? words.one.byPages : words.one.bySections}</>
          )}
        </>
      ) : (
        words.one.noFile
      ),
    },
    ...fact(
      words.one.rights,
      [words.form.rights[document.rights], document.licence].filter(Boolean).join('. '),
    ),
    {
      term: words.one.audience,
      value: links.publicPage ? (
        <>
          {words.form.audiences[document.audience]} (<a href={to(links.publicPage)}>{words.one.publicPage}</a>
          )
        </>
      ) : (
        words.form.audiences[document.audience]
      ),
    },
    ...fact(words.one.note, note),
  ]
}

function Versions({ lang, files, document, zone, to }: DocumentPageProps) {
  const words = libraryWords(lang).one
  return (
    <Disclosure summary={words.versions}>
      <ul class="plain-list">
        {files.map((file) => (
          <li>
            {file.attachmentId ? <a href={to(`/files/${file.attachmentId}`)}>{file.name}</a> : words.typed}{' '}
            <span class="subtle">
              {[
                words.version(file.number),
                dateTime(file.at, lang, zone),
                file.id === document.file?.id ? words.current : null,
                file.state === 'failed' ? libraryWords(lang).failed : null,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}
