/** A missing translation typed where it was asked for: in its line of Today. */

import { isId } from '../../kernel/id.ts'
import { isConflict } from '../../kernel/over-version.ts'
import { type Language, said, stateOf, wordsFor } from '../../kernel/text.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { titleOf, translateTitle } from '../../kernel/translate.ts'
import { Problem } from '../../platform/problem.ts'
import { Button } from '../../web/components/button.tsx'
import { Notice } from '../../web/components/notice.tsx'
import { type Answer, page, redirect } from '../../web/server/answer.ts'
import { backOr } from '../../web/server/back.ts'
import { readingOf } from '../../web/server/differences.ts'
import { post, type Route, type Visit } from '../../web/server/route.ts'
import { wordsOf } from '../words.ts'

/** What is asked is to be a member: whether the record is hers to write, row-level security decides. */
export const translateRoutes = (): Route[] => [
  post('/translate/:id', 'member', async (visit, tx) => {
    const { lang, asker } = visit
    const form = await visit.form()
    const id = visit.params.id ?? ''
    const found = isId(id) ? await titleOf(tx, asker, id) : null
    const place = found && readingOf(visit.parts, found.kind)?.title
    if (!found || !place) return new Problem('kernel.notFound', {}, 404)
    const language: Language = form.get('language') === 'en' ? 'en' : 'es'
    const words = String(form.get('words') ?? '')
      .replace(/\r\n/g, '\n')
      .slice(0, 10_000)
    try {
      const given = { id, language, words, before: String(form.get('before') ?? '') }
      await translateTitle(tx, asker, place, given)
    } catch (problem) {
      if (!isConflict(problem)) throw problem
      return conflictPage(visit, tx, id, language, words, String(form.get('back') ?? '/'))
    }
    return redirect(backOr(visit, form, found.path), wordsOf(lang).today.translated)
  }),
]

/** What it says now beside what was typed; a translation that somebody else has written meanwhile stands there, too. */
async function conflictPage(
  visit: Visit,
  tx: ReadTx,
  id: string,
  language: Language,
  words: string,
  back: string,
): Promise<Answer> {
  const { lang, asker, to } = visit
  const own = wordsOf(lang).today
  const { title, path } = await titleOf(tx, asker, id)
  const source = title[title.source]?.text ?? ''
  const translated = wordsFor(title, language)
  return page({
    title: own.translateTitle,
    subtitle: said(title, lang),
    status: 409,
    main: (
      <>
        <Notice kind="error" title={own.translateTheirs}>
          <p>{own.translateAgain}</p>
        </Notice>
        <blockquote class="as-typed">
          <span class="subtle">{own.nowSays}</span> <span lang={title.source}>{source}</span>
          {translated.language === language && stateOf(title, language) !== 'source' && (
            <>
              {'\n'}
              <span lang={language}>{translated.text}</span>
            </>
          )}
        </blockquote>
        {stateOf(title, language) === 'source' ? (
          <p>
            {words} <a href={to(path)}>{said(title, lang)}</a>
          </p>
        ) : (
          <form class="form" method="post" action={to(`/translate/${id}`)}>
            <input type="hidden" name="back" value={back} />
            <input type="hidden" name="language" value={language} />
            <input type="hidden" name="before" value={JSON.stringify(title)} />
            <div class="ds-field">
              <label class="ds-label" for="words">
                {own.inLanguage[language]}
              </label>
              <textarea
                class="ds-input"
                id="words"
                name="words"
                rows={4}
                maxlength={10_000}
                required
                lang={language}
              >
                {words}
              </textarea>
            </div>
            <div class="actions">
              <Button variant="primary">{own.saveTranslation}</Button>
            </div>
          </form>
        )}
      </>
    ),
  })
}
