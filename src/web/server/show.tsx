import type { Context } from 'hono'
import { may } from '../../kernel/access.ts'
import { type Language, said } from '../../kernel/text.ts'
import type { Asker } from '../../kernel/transaction.ts'
import type { Workspace } from '../../kernel/workspace.ts'
import type { Problem } from '../../platform/problem.ts'
import { Button } from '../components/button.tsx'
import { renderPage } from '../html.ts'
import type { PartKey } from '../nav.tsx'
import { AlonePage, type Flash, type Person, Shell } from '../page.tsx'
import type { PageAnswer } from './answer.ts'
import type { Access, Part } from './route.ts'
import { Typed, textsTyped } from './typed.tsx'
import { wordsOf } from './words.ts'

/** What stands around a page: who asks, where, in which language. */
export interface Frame {
  lang: Language
  /** Address without language, with its query. */
  path: string
  workspace: Workspace | null
  asker: Asker | null
  parts: readonly Part[]
  flash: string | null
  /** Whose session it is (`holder.ts`); null: nobody's, undefined: not known. */
  holder?: string | null | undefined
  /** The phone may keep the page for reading without signal. */
  keeps?: boolean
}

export function showPage(c: Context, frame: Frame, answer: PageAnswer): Response | Promise<Response> {
  const { lang, workspace } = frame
  const flash = flashOf(frame)
  if (frame.flash)
    c.header('set-cookie', 'flash=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax', { append: true })
  const { main, status, current = partOf(frame), ...head } = answer
  if (!workspace) {
    return c.html(
      renderPage(
        <AlonePage lang={lang} path={frame.path} flash={flash} {...head}>
          {main}
        </AlonePage>,
      ),
      status ?? 200,
    )
  }
  // Phones are shared: after signing out, the button back must not bring up what the last person read.
  c.header('cache-control', 'private, no-store')
  const home = `/${workspace.slug}`
  return c.html(
    renderPage(
      <Shell
        lang={lang}
        path={frame.path}
        workspace={{
          name: said(workspace.name, lang),
          ...(workspace.isSample
            ? {
                sample:
                  frame.asker && frame.asker.role !== 'system' && may(frame.asker.role, 'write', 'evidence')
                    ? { href: '/real-data' }
                    : true,
              }
            : {}),
        }}
        nav={frame.parts.flatMap((part) =>
          part.nav
            .filter((entry) => opens(entry.access, frame.asker))
            .map((entry) => ({ part: entry.part, href: home + entry.path })),
        )}
        flash={flash}
        {...(current ? { current } : {})}
        {...(frame.asker
          ? { person: personMenu(lang, home, frame.asker), search: { href: `${home}/search` } }
          : {})}
        {...(frame.asker?.organisationId && frame.holder
          ? { phone: { holder: frame.holder, home, keeps: frame.keeps === true && !status } }
          : {})}
        {...head}
      >
        {main}
      </Shell>,
    ),
    status ?? 200,
  )
}

/** What was just done, with the button that takes it back where the address is one of this workspace. */
function flashOf({ flash, lang, workspace, path }: Frame): Flash[] {
  if (!flash) return []
  const [text = '', undo = ''] = flash.split('\n')
  const home = `/${workspace?.slug}`
  if (!workspace || !undo.startsWith(`/${lang}${home}/`)) return [{ kind: 'done', text }]
  return [
    {
      kind: 'done',
      text: (
        <form class="flash-undo" method="post" action={undo}>
          <span>{text}</span>
          <input type="hidden" name="back" value={path.slice(home.length) || '/'} />
          <Button>{wordsOf(lang).undo}</Button>
        </form>
      ),
    },
  ]
}

/** The entry of the left column that a page belongs to: the one whose address begins the page's. */
function partOf({ parts, path, workspace }: Frame): PartKey | undefined {
  const here = path.split('?')[0]?.slice(`/${workspace?.slug}`.length) || '/'
  const entries = parts
    .flatMap((part) => part.nav)
    .filter((entry) => here === entry.path || here.startsWith(`${entry.path}/`))
  return entries.toSorted((a, b) => b.path.length - a.path.length)[0]?.part
}

const opens = (access: Access, asker: Asker | null): boolean =>
  access === 'anyone' ||
  (asker !== null &&
    asker.role !== 'system' &&
    (access === 'member' || may(asker.role, access.verb, access.resource)))

function personMenu(lang: Language, home: string, asker: Asker): Person {
  const words = wordsOf(lang)
  return {
    name: asker.name ?? '',
    menu: [
      { label: words.account, href: '/account' },
      ...(asker.role === 'coordinator'
        ? [
            { label: words.members, href: `${home}/members` },
            { label: words.settings, href: `${home}/settings` },
            { label: words.log, href: `${home}/log` },
          ]
        : []),
    ],
    signOut: '/sign-out',
  }
}

/** A problem for people (a page) or for programs (RFC 9457), in the language of the address. */
export async function showProblem(c: Context, frame: Frame, problem: Problem): Promise<Response> {
  const title = explain(frame.parts, problem, frame.lang)
  if ((c.req.header('accept') ?? '').includes('json')) {
    const body = {
      type: `/problems/${problem.code}`,
      title,
      status: problem.status,
      code: problem.code,
      values: problem.values,
    }
    return new Response(JSON.stringify(body), {
      status: problem.status,
      headers: { 'content-type': 'application/problem+json' },
    })
  }
  const words = wordsOf(frame.lang)
  const home = frame.workspace ? `/${frame.lang}/${frame.workspace.slug}` : `/${frame.lang}`
  const texts = frame.asker ? await textsTyped(c) : []
  c.status(problem.status)
  return showPage(
    c,
    { ...frame, flash: null },
    {
      answer: 'page',
      title: words.titles[problem.status],
      lede: title,
      main: (
        <>
          <Typed lang={frame.lang} texts={texts} />
          <p>
            <a href={home}>{words.toHome}</a>
          </p>
        </>
      ),
      status: problem.status as 404,
    },
  )
}

/** The sentence for a problem. A code that no part has words for is a fault of ours; a test walks the catalogue. */
export function explain(parts: readonly Part[], problem: Problem, lang: Language): string {
  for (const part of parts) {
    const sentence = part.problems[lang][problem.code]
    if (sentence) return sentence(problem.values)
  }
  return problem.code
}
