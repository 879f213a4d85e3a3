import type { FC, PropsWithChildren } from 'hono/jsx'
import { asset } from './assets.ts'
import { Icon } from './components/icon.tsx'
import { classes, type Html } from './html.ts'
import { at, type Lang, langs } from './lang.ts'
import { NavColumn, type NavPart, NavTabs, type PartKey } from './nav.tsx'
import { wordsOf } from './words.ts'

export interface Person {
  readonly name: string
  /** Where the name in the menu leads, and more lines of it (addresses without the language). */
  readonly menu?: readonly { readonly label: string; readonly href: string }[]
  /** A form address that ends the session (POST). */
  readonly signOut?: string
}

export interface Crumb {
  readonly label: string
  readonly href?: string
}

/** What was just done, said once at the top of the next page. */
export interface Flash {
  readonly kind: 'done' | 'attention' | 'error'
  readonly text: Html
}

export interface Head {
  readonly lang: Lang
  /** Title of the page as text: also the window's title. */
  readonly title: string
  /** The address of this page without the language, with its query: `/evidence/overview?place=09`. */
  readonly path: string
  /** Islands this page needs, by file name: `['job-progress']`. The shell's own is always there. */
  readonly islands?: readonly string[]
  /** Reload after so many seconds where scripts do not run (progress pages). */
  readonly refresh?: number
}

export interface ShellProps extends Head {
  readonly workspace: {
    readonly name: string
    /** A workspace of made-up data: said on every page, with the way to real data. */
    readonly sample?: { readonly href: string } | boolean
  }
  readonly person?: Person
  readonly nav: readonly NavPart[]
  readonly current?: PartKey
  /** Where the search form sends `?q=`; without it there is no search field. */
  readonly search?: { readonly href: string; readonly q?: string }
  readonly crumbs?: readonly Crumb[]
  /** One grey line under the title: period · population · source. */
  readonly subtitle?: Html
  /** The finding in words, before any chart. */
  readonly lede?: Html
  /** Buttons beside the title. */
  readonly actions?: Html
  /** The bar between title and content: filters, segmented controls, downloads (`<Toolbar>`). */
  readonly toolbar?: Html
  /** The panel on the right; below the content on narrow screens. */
  readonly aside?: Html
  readonly flash?: readonly Flash[]
  /** For who works without signal: whose the phone is, and where the workspace begins (address without the language). */
  readonly phone?: { readonly holder: string; readonly home: string; readonly keeps: boolean }
  /** Uses the whole width (wide tables, maps). */
  readonly wide?: boolean
}

/** Islands that bring a style sheet of their own, which no other page needs. */
const sheets: Readonly<Record<string, string>> = { writer: 'writing.css' }

const HeadTags: FC<Omit<Head, 'lang'> & { workspace?: string }> = ({
  title,
  path,
  islands = [],
  refresh,
  workspace,
}) => (
  <head>
    <meta charset="utf-8" />
    <title>{workspace ? `${title} · ${workspace}` : `${title} · acuerdo`}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <meta name="theme-color" content="#ffffff" />
    <meta name="view-transition" content="same-origin" />
    <link
      rel="preload"
      href={asset('public-sans-latin-wght-normal.woff2')}
      as="font"
      type="font/woff2"
      crossorigin=""
    />
    <link rel="stylesheet" href={asset('app.css')} />
    {islands
      .flatMap((name) => sheets[name] ?? [])
      .map((name) => (
        <link rel="stylesheet" href={asset(name)} />
      ))}
    <link rel="icon" href={asset('icon.svg')} type="image/svg+xml" />
    {langs.map((l) => (
      <link rel="alternate" hreflang={l} href={at(l, path)} />
    ))}
    {refresh !== undefined && (
      <noscript>
        <meta http-equiv="refresh" content={String(refresh)} />
      </noscript>
    )}
    {['shell', ...islands].map((name) => (
      <script type="module" src={asset(`${name}.js`)} />
    ))}
  </head>
)

/** Español · English, on the same page and record. */
const Langs: FC<{ lang: Lang; path: string }> = ({ lang, path }) => (
  <nav class="langs" aria-label={wordsOf(lang).languages}>
    {langs.map((l, i) => (
      <>
        {i > 0 && <span aria-hidden="true">·</span>}
        {l === lang ? (
          <b aria-current="true">{wordsOf(l).languageName}</b>
        ) : (
          <a href={at(l, path)} lang={l} hreflang={l}>
            {wordsOf(l).languageName}
          </a>
        )}
      </>
    ))}
  </nav>
)

const Find: FC<{ lang: Lang; search: NonNullable<ShellProps['search']>; place: 'top' | 'menu' }> = ({
  lang,
  search,
  place,
}) => {
  const words = wordsOf(lang).search
  return (
    <search class="find">
      <form action={at(lang, search.href)}>
        <input
          class="ds-input"
          type="search"
          name="q"
          value={search.q}
          placeholder={words.placeholder}
          aria-label={words.label}
          aria-keyshortcuts={place === 'top' ? '/' : undefined}
          data-key={place === 'top' ? '/' : undefined}
        />
        <span class="key" aria-hidden="true">
          /
        </span>
      </form>
    </search>
  )
}

const PersonMenu: FC<{ lang: Lang; person: Person }> = ({ lang, person }) => {
  const words = wordsOf(lang).person
  return (
    <details class="person menu" name="menu">
      <summary>
        <span class="vh">{words.menu(person.name)}</span>
        <span class="initials" aria-hidden="true">
          {initials(person.name)}
        </span>
      </summary>
      <div class="menu-panel">
        <p class="menu-title">{person.name}</p>
        <ul>
          {person.menu?.map((line) => (
            <li>
              <a href={at(lang, line.href)}>{line.label}</a>
            </li>
          ))}
        </ul>
        {person.signOut && (
          <form method="post" action={at(lang, person.signOut)}>
            <button type="submit">{words.signOut}</button>
          </form>
        )}
      </div>
    </details>
  )
}

/** `Lucía Méndez Ríos` → `LM`. */
export function initials(name: string): string {
  const parts = name.trim().split(/\s+/)
  return parts
    .slice(0, 2)
    .map((part) => part.charAt(0).toLocaleUpperCase('es'))
    .join('')
}

const SampleStrip: FC<{ lang: Lang; sample: { href: string } | true }> = ({ lang, sample }) => {
  const words = wordsOf(lang).sample
  return (
    <aside class="strip" aria-label={words.label}>
      <span>
        <b>{words.strong}</b> {words.text}
      </span>
      {sample !== true && <a href={at(lang, sample.href)}>{words.link}</a>}
    </aside>
  )
}

const flashClass = { done: 'is-done', attention: 'is-attention', error: 'is-error' } as const

const Flashes: FC<{ flash: readonly Flash[] }> = ({ flash }) => (
  <>
    {flash.map((one) => (
      <div class={`flash ${flashClass[one.kind]}`} role={one.kind === 'error' ? 'alert' : 'status'}>
        {one.text}
      </div>
    ))}
  </>
)

/** The trail above the title; the last one is this page and needs no link. */
const Crumbs: FC<{ lang: Lang; crumbs: readonly Crumb[] }> = ({ lang, crumbs }) => (
  <nav class="crumbs" aria-label={wordsOf(lang).crumbs}>
    <ol>
      {crumbs.map((crumb) => (
        <li>{crumb.href ? <a href={at(lang, crumb.href)}>{crumb.label}</a> : crumb.label}</li>
      ))}
    </ol>
  </nav>
)

/** A page of the workspace: the frame of interface.md around a title, a toolbar, the content and an optional panel. */
export const Shell: FC<PropsWithChildren<ShellProps>> = (props) => {
  const { lang, path, workspace, person, nav, current, search } = props
  const words = wordsOf(lang)
  return (
    <html lang={lang}>
      <HeadTags
        {...props}
        islands={[...(props.phone ? ['phone'] : []), ...(props.islands ?? [])]}
        workspace={workspace.name}
      />
      <body
        data-holder={props.phone?.holder}
        data-home={props.phone && at(lang, props.phone.home)}
        data-keeps={props.phone?.keeps ? '' : undefined}
      >
        <a class="ds-skip-link" href="#main">
          {words.skip}
        </a>
        <header class="top">
          <a class="wordmark" href={at(lang, '/')}>
            <b>acuerdo</b>
            <span class="space"> · {workspace.name}</span>
          </a>
          {search && <Find lang={lang} search={search} place="top" />}
          <Langs lang={lang} path={path} />
          {person && <PersonMenu lang={lang} person={person} />}
        </header>
        {workspace.sample && <SampleStrip lang={lang} sample={workspace.sample} />}
        <div class="frame">
          <nav class="nav" id="nav" popover="auto" aria-label={words.nav.label}>
            <div class="nav-phone">
              {search && <Find lang={lang} search={search} place="menu" />}
              <button
                class="plain"
                type="button"
                popovertarget="nav"
                popovertargetaction="hide"
                aria-label={words.nav.close}
              >
                <Icon name="close" />
              </button>
            </div>
            <NavColumn lang={lang} nav={nav} current={current} />
          </nav>
          <main id="main" tabindex={-1} class={classes(props.wide && 'wide')}>
            {props.flash && <Flashes flash={props.flash} />}
            {props.crumbs && <Crumbs lang={lang} crumbs={props.crumbs} />}
            <PageHead {...props} />
            {props.toolbar}
            <div class="content">
              {props.aside ? (
                <>
                  <div class="body">{props.children}</div>
                  <aside class="aside">{props.aside}</aside>
                </>
              ) : (
                props.children
              )}
            </div>
          </main>
        </div>
        {(nav.length > 0 || search) && <NavTabs lang={lang} nav={nav} current={current} />}
      </body>
    </html>
  )
}

const PageHead: FC<Pick<ShellProps, 'title' | 'subtitle' | 'lede' | 'actions'>> = ({
  title,
  subtitle,
  lede,
  actions,
}) => (
  <>
    <div class="headline">
      <div>
        <h1>{title}</h1>
        {subtitle && <p class="subtitle">{subtitle}</p>}
      </div>
      {actions && <div class="actions">{actions}</div>}
    </div>
    {lede && <p class="lede">{lede}</p>}
  </>
)

export interface AlonePageProps extends Head {
  readonly subtitle?: Html
  readonly lede?: Html
  readonly flash?: readonly Flash[]
  /** One small line at the foot. */
  readonly foot?: Html
}

/** A page without the workspace around it: sign-in, the first start, an error before sign-in. */
export const AlonePage: FC<PropsWithChildren<AlonePageProps>> = (props) => (
  <html lang={props.lang}>
    <HeadTags {...props} />
    <body class="alone">
      <header class="top">
        <a class="wordmark" href={at(props.lang, '/')}>
          <b>acuerdo</b>
        </a>
        <Langs lang={props.lang} path={props.path} />
      </header>
      <main id="main">
        {props.flash && <Flashes flash={props.flash} />}
        <PageHead {...props} />
        <div class="card">{props.children}</div>
        {props.foot && <p class="foot">{props.foot}</p>}
      </main>
    </body>
  </html>
)
