/** Lists of documents from a spreadsheet: given or pasted, looked at, written, taken back. */
import { Readable } from 'node:stream'
import type { Language } from '../../../kernel/text.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Grid } from '../../../platform/spreadsheet/read.ts'
import { readSheetApart } from '../../../platform/spreadsheet/read-apart.ts'
import { Button, ButtonLink } from '../../../web/components/button.tsx'
import { FileDrop } from '../../../web/components/file-drop.tsx'
import { Notice, Section } from '../../../web/components/notice.tsx'
import { at } from '../../../web/lang.ts'
import { type Answer, page, redirect } from '../../../web/server/answer.ts'
import { get, post, type Route, type Visit, work, writes } from '../../../web/server/route.ts'
import { receiveFiles, type Uploaded } from '../../../web/server/upload.ts'
import type { EvidenceServices } from '../../services.ts'
import { bare, crumbs, here, idOf } from '../frame.ts'
import {
  giveImport,
  importById,
  type Plan,
  planImport,
  titleOfGiven,
  undoImport,
  writeImport,
} from '../import.ts'
import type { Wrong } from '../import-read.ts'
import { libraryWords } from '../words.ts'

const imports = `${here}/import`
const maxBytes = 10_000_000

export const importRoutes = (services: EvidenceServices): Route[] => [
  get(imports, writes('evidence'), async (visit) => give(visit)),

  work('POST', imports, writes('evidence'), async (visit) => {
    // What was typed is shown again where it could not be taken.
    const typed = { paste: '' }
    try {
      const file = await received(services, visit, typed)
      // Read once before it is noted: what is no table at all is said here.
      const grid = await gridOf(services, file.sha256)
      await visit.read((tx) => planImport(tx, visit.asker, grid))
      const id = await visit.write((tx) => giveImport(tx, visit.asker, file))
      return redirect(visit.to(`${imports}/${id}`))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return give(visit, { error: services.explain(error, visit.lang), ...typed })
    }
  }),

  work('GET', `${imports}/:id`, writes('evidence'), async (visit) => {
    const words = libraryWords(visit.lang).importing
    const given = await visit.read((tx) => importById(tx, visit.asker, idOf(visit)))
    const plan = given.doneAt
      ? null
      : await gridOf(services, given.sha256).then((grid) =>
          visit.read((tx) => planImport(tx, visit.asker, grid)),
        )
    const counts = plan
      ? words.counts(plan.add.length, plan.update.length, plan.leave)
      : words.counts(given.added, given.updated, given.unchanged)
    const its = visit.to(`${imports}/${given.id}`)
    return page({
      title: plan ? words.preview(given.fileName) : words.done(given.fileName),
      lede: given.undoneAt ? words.undone : counts,
      crumbs: crumbs(visit, [words.title, imports], [given.fileName]),
      main: (
        <>
          {plan && <PlanOf lang={visit.lang} plan={plan} action={its} again={visit.to(imports)} />}
          {!plan && (
            <p class="actions">
              <ButtonLink variant="primary" href={visit.to(here)}>
                {words.toList}
              </ButtonLink>
              <ButtonLink href={visit.to(imports)}>{words.other}</ButtonLink>
            </p>
          )}
          {given.doneAt && !given.undoneAt && given.added > 0 && (
            <form method="post" action={`${its}/undo`}>
              <Button danger>{words.undo}</Button>
            </form>
          )}
        </>
      ),
    })
  }),

  work('POST', `${imports}/:id`, writes('evidence'), async (visit) => {
    const id = idOf(visit)
    const { sha256 } = await visit.read((tx) => importById(tx, visit.asker, id))
    const grid = await gridOf(services, sha256)
    await visit.write((tx) => writeImport(tx, visit.asker, id, grid))
    return redirect(visit.to(`${imports}/${id}`))
  }),

  post(`${imports}/:id/undo`, writes('evidence'), async (visit, tx) => {
    await undoImport(tx, visit.asker, idOf(visit))
    return redirect(visit.to(`${imports}/${idOf(visit)}`), libraryWords(visit.lang).importing.undone)
  }),
]

async function gridOf({ files }: EvidenceServices, sha256: string): Promise<Grid> {
  const { stream } = await files.open(sha256)
  return readSheetApart(Buffer.concat(await stream.toArray()))
}

async function received(
  { files }: EvidenceServices,
  visit: Visit,
  typed: { paste: string },
): Promise<Uploaded> {
  const given = await receiveFiles(visit.request, files, { maxBytes, maxFiles: 1 })
  const [file] = given.files
  if (file && file.bytes > 0) return file
  const pasted = given.fields.paste?.trim()
  typed.paste = pasted ?? ''
  if (!pasted) throw new Problem('evidence.libraryImportEmpty')
  const kept = await files.put(Readable.from([Buffer.from(pasted)]))
  return { ...kept, name: libraryWords(visit.lang).importing.pasted }
}

function give(visit: Visit, { error, paste }: { error?: string; paste?: string } = {}): Answer {
  const { lang } = visit
  const all = libraryWords(lang)
  const words = all.importing
  const { fields } = all.form
  const known = [
    ...[
      all.file.title,
      all.file.titleEn,
      all.kind,
      fields.authors.label,
      fields.publisher.label,
      fields.published.label,
    ],
    ...[
      all.language,
      all.places,
      all.groups,
      all.topicsHead,
      all.quality,
      all.file.address,
      all.file.seen,
      all.file.summary,
    ],
  ]
  return page({
    title: words.title,
    lede: words.lede,
    crumbs: crumbs(visit, [words.title]),
    islands: ['file-drop'],
    ...(error ? { status: 422 as const } : {}),
    main: (
      <>
        <FileDrop
          lang={lang}
          action={bare(visit, imports)}
          label={words.file}
          help={`${words.fileHelp} ${known.join(', ')}.`}
          accept=".xlsx,.xls,.ods,.csv,.txt,.tsv"
          maxBytes={maxBytes}
          multiple={false}
          submit={words.read}
          {...(error && !paste ? { error } : {})}
        />
        <form
          class="form"
          method="post"
          action={at(lang, bare(visit, imports))}
          enctype="multipart/form-data"
        >
          <div class="ds-field">
            <label class="ds-label" for="paste">
              {words.paste}
            </label>
            <div data-field="description" id="paste-help">
              {words.pasteHelp}
            </div>
            {error && paste && (
              <p class="ds-validation-message" id="paste-error">
                {error}
              </p>
            )}
            <textarea
              class="ds-input"
              id="paste"
              name="paste"
              rows={6}
              aria-describedby={error && paste ? 'paste-help paste-error' : 'paste-help'}
              aria-invalid={error && paste ? 'true' : undefined}
            >
              {paste}
            </textarea>
          </div>
          <div class="actions">
            <Button>{words.read}</Button>
          </div>
        </form>
      </>
    ),
  })
}

function PlanOf({
  lang,
  plan,
  action,
  again,
}: {
  lang: Language
  plan: Plan
  action: string
  again: string
}) {
  const words = libraryWords(lang).importing
  const count = plan.add.length + plan.update.length
  return (
    <>
      {plan.wrong.length > 0 && (
        <Notice kind="error" title={words.wrong}>
          <ul>
            {plan.wrong.slice(0, 30).map((wrong) => (
              <li>{wrongText(lang, wrong)}</li>
            ))}
          </ul>
        </Notice>
      )}
      <form class="actions" method="post" action={action}>
        {plan.wrong.length === 0 &&
          (count > 0 ? <Button variant="primary">{words.write(count)}</Button> : <p>{words.nothing}</p>)}
        <ButtonLink variant="tertiary" href={again}>
          {words.other}
        </ButtonLink>
      </form>
      {(['add', 'update'] as const).map(
        (what) =>
          plan[what].length > 0 && (
            <Section title={what === 'add' ? words.adds : words.updates}>
              <ul class="plain-list">
                {plan[what].slice(0, 50).map(({ given }) => (
                  <li>{titleOfGiven(given)}</li>
                ))}
              </ul>
              {plan[what].length > 50 && <p class="subtle">+ {plan[what].length - 50}</p>}
            </Section>
          ),
      )}
    </>
  )
}

function wrongText(lang: Language, { row, code, found }: Wrong): string {
  const words = libraryWords(lang).importing
  return words.wrongRow(row, (words.wrongs[code] ?? code).replace('{found}', found))
}
