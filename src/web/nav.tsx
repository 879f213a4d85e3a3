import type { FC } from 'hono/jsx'
import { Icon, type IconName } from './components/icon.tsx'
import { at, type Lang } from './lang.ts'
import { type Words, wordsOf } from './words.ts'

export type PartKey = keyof Words['nav']['parts']

/** One built part: where it is (address without the language) and how many things wait for the person there. */
export interface NavPart {
  readonly part: PartKey
  readonly href: string
  readonly waiting?: number
}

type Verb = keyof Words['nav']['verbs']

/** The order of the left column. A part that is not given in `nav` is not shown; a verb without parts neither. */
const column: readonly { verb?: Verb; parts: readonly PartKey[] }[] = [
  { parts: ['today', 'places', 'groups'] },
  { verb: 'know', parts: ['evidence', 'law', 'protection', 'voices'] },
  { verb: 'organise', parts: ['actors', 'learning', 'outreach'] },
  { verb: 'agree', parts: ['meetings', 'demands', 'negotiation', 'agreements'] },
  { verb: 'account', parts: ['results', 'work', 'finance', 'reports'] },
]

/** What a phone keeps at hand; the rest is behind the menu. */
const tabs: readonly { part: PartKey; icon: IconName }[] = [
  { part: 'today', icon: 'home' },
  { part: 'meetings', icon: 'calendar' },
  { part: 'agreements', icon: 'handshake' },
  { part: 'forms', icon: 'form' },
]

interface NavProps {
  readonly lang: Lang
  readonly nav: readonly NavPart[]
  /** The part that the page belongs to. */
  readonly current?: PartKey
}

const Waiting: FC<{ lang: Lang; n?: number }> = ({ lang, n }) =>
  n ? (
    <span class="count">
      {n}
      <span class="vh"> {wordsOf(lang).nav.waiting(n).replace(/^\d+ /, '')}</span>
    </span>
  ) : null

const Row: FC<NavProps & { item: NavPart }> = ({ lang, item, current }) => (
  <li>
    <a href={at(lang, item.href)} aria-current={item.part === current ? 'page' : undefined}>
      <span>{wordsOf(lang).nav.parts[item.part]}</span>
      <Waiting lang={lang} n={item.waiting} />
    </a>
  </li>
)

/** The parts under their verbs, in the order of the column. */
export const NavColumn: FC<NavProps> = (props) => {
  const words = wordsOf(props.lang).nav
  return (
    <>
      {column.map(({ verb, parts }) => {
        const built = parts.flatMap((part) => props.nav.filter((item) => item.part === part))
        if (built.length === 0) return null
        return (
          <>
            {verb && (
              <p class="verb" id={`verb-${verb}`}>
                {words.verbs[verb]}
              </p>
            )}
            <ul aria-labelledby={verb && `verb-${verb}`}>
              {built.map((item) => (
                <Row {...props} item={item} />
              ))}
            </ul>
          </>
        )
      })}
    </>
  )
}

/** The bottom tabs of a phone: the built ones of Hoy, Reuniones, Acuerdos, Formularios, and the menu. */
export const NavTabs: FC<NavProps> = ({ lang, nav, current }) => {
  const words = wordsOf(lang)
  return (
    <nav class="tabs-phone" aria-label={words.tabs}>
      {tabs.flatMap(({ part, icon }) =>
        nav
          .filter((item) => item.part === part)
          .map((item) => (
            <a href={at(lang, item.href)} aria-current={part === current ? 'page' : undefined}>
              <Icon name={icon} />
              <span>{words.nav.parts[part]}</span>
              <Waiting lang={lang} n={item.waiting} />
            </a>
          )),
      )}
      <button type="button" popovertarget="nav">
        <Icon name="menu" />
        <span>{words.nav.menu}</span>
      </button>
    </nav>
  )
}
