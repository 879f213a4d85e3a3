/** The queue as its owner sees it: what waits, why, and what she may do about each; nothing of anybody else's but that it is there. */
import { forget, keep, uuid } from './box.ts'
import { button, element, link } from './dom.ts'
import { drawing } from './photo.ts'
import { allPosts, type Posted, sendPost } from './posts.ts'
import { wordsIn } from './words.ts'

export interface Owner {
  holder: string
  /** Address of the workspace: `/es/muestra`. */
  home: string
}

/** Draws the queue into `place`, and again after whatever she does; `changed` is told each time. */
export async function drawQueue(place: HTMLElement, owner: Owner, changed: () => void): Promise<void> {
  const words = wordsIn(location.pathname)
  const { holder } = owner
  const all = await allPosts()
  const hers = all.filter(({ post }) => post.holder === holder)
  const others = all.length - hers.length
  const again = async () => {
    await drawQueue(place, owner, changed)
    changed()
  }
  const cards: Node[] = []
  for (const entry of hers) cards.push(await card(entry, owner, again))
  place.replaceChildren(
    ...(hers.length > 0
      ? [element('ul', { class: 'waiting-list' }, ...cards)]
      : [element('p', { text: words.none })]),
    ...(others > 0 ? [element('p', { class: 'subtle', text: words.others(others) })] : []),
  )
}

const listOf = (lines: readonly [string, string][]): HTMLDListElement =>
  element(
    'dl',
    { class: 'waiting-lines' },
    ...lines.map(([term, value]) =>
      element('div', {}, element('dt', { text: term }), element('dd', { text: value })),
    ),
  )

async function card(entry: Posted, owner: Owner, again: () => Promise<void>): Promise<HTMLLIElement> {
  const words = wordsIn(location.pathname)
  const { post } = entry
  const made = element('li', { attributes: { id: entry.id } })
  const when = words.written(words.moment(new Date(post.at)))
  const kb = Math.round(post.files.reduce((sum, { blob }) => sum + blob.size, 0) / 1000)
  const files = post.files.length > 0 ? ` · ${words.photos(post.files.length, kb)}` : ''
  made.append(
    element('h2', {}, link(entry.label, post.page)),
    element('p', { class: 'subtle', text: when + files }),
  )
  const state = element('p', {
    class: post.state === 'waiting' ? 'subtle' : 'waiting-state',
    text:
      post.state === 'refused' ? `${words.states.refused} ${post.reason ?? ''}` : words.states[post.state],
    attributes: { role: 'status' },
  })
  const drawn: Node[] = []
  for (const { blob } of post.files) {
    const picture = await drawing(blob, words.photo)
    if (picture) drawn.push(picture)
  }
  const pictures = drawn.length > 0 ? [element('div', { class: 'waiting-photos' }, ...drawn)] : []
  if (post.meanwhile) {
    made.append(
      state,
      element(
        'div',
        { class: 'waiting-two' },
        element('section', {}, element('h3', { text: words.theirs }), listOf(post.meanwhile.lines)),
        element('section', {}, element('h3', { text: words.mine }), listOf(post.lines), ...pictures),
      ),
    )
  } else made.append(listOf(post.lines), ...pictures, state)
  made.append(element('div', { class: 'actions' }, ...actionsOf(entry, owner, again)))
  return made
}

function actionsOf(entry: Posted, { home }: Owner, again: () => Promise<void>): Node[] {
  const words = wordsIn(location.pathname)
  const { post } = entry
  const anew = (change: Partial<Posted['post']>, id = entry.id): Posted => {
    const { reason: _, meanwhile: __, ...rest } = post
    return { ...entry, id, post: { ...rest, state: 'waiting', ...change } }
  }
  const sendAs = async (made: Posted) => {
    await keep([made])
    await sendPost(made)
    await again()
  }
  const discard = button(
    words.discard,
    async () => {
      if (!confirm(words.sure)) return
      await forget([entry.id])
      await again()
    },
    'tertiary',
  )
  if (post.state === 'meanwhile' && post.meanwhile) {
    const { basis, day } = post.meanwhile
    const decided: Record<string, string> = { basis, assessedOn: day }
    const mine = () =>
      sendAs(
        anew({
          fields: post.fields.map(([name, value]): [string, string] => [name, decided[name] ?? value]),
        }),
      )
    // The files go as evidence by themselves: another thing that arrives, with an id of its own.
    const theirs = async () => {
      await forget([entry.id])
      if (post.files.length > 0) await sendAs(anew({ action: post.alone, fields: [], lines: [] }, uuid()))
      else await again()
    }
    return [
      button(words.giveMine, mine, 'primary'),
      button(post.files.length > 0 ? words.onlyFiles : words.keepTheirs, theirs),
      // Without files, leaving theirs is discarding hers.
      ...(post.files.length > 0 ? [discard] : []),
    ]
  }
  if (post.state === 'signIn')
    return [
      link(words.enter, `/${post.lang}/sign-in?next=${encodeURIComponent(`${home}/waiting`)}`, 'primary'),
      discard,
    ]
  if (post.state === 'refused')
    return [
      link(words.mend, `${post.form}#entry=${entry.id}`, 'primary'),
      button(words.again, () => sendAs(anew({}))),
      discard,
    ]
  return [button(words.send, () => sendAs(anew({})), 'primary'), discard]
}
