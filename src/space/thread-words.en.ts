import { quoted } from '../web/format.ts'
import type { Words } from './thread-words.es.ts'

const q = (title: string): string => quoted(title, 'en')

export const en: Words = {
  thread: {
    subtitle: (kind, version) => `Thread of: ${kind.toLocaleLowerCase('en')} · version ${version}`,
    toRecord: 'See the record',
    lede: (rests, supports) =>
      rests + supports === 0
        ? 'It is linked with nothing yet.'
        : `It ${rests === 0 ? 'rests on nothing yet' : `rests on ${records(rests)}`} and ${supports === 0 ? 'supports nothing yet' : `supports ${records(supports)}`}, directly or through others.`,
    cut: 'There is more: these are the nearest records. To go on, open the thread of one at the edge.',
    list: 'The thread as a list',
    listText: 'From the basis to what was built on it.',
    groups: { rests: 'What it rests on', supports: 'What it supports' },
    record: 'Record',
    kind: 'What it is',
    how: 'How it is linked',
    versions: 'Version cited',
    state: 'State',
    current: 'up to date',
    link: (way, other) => `${way} ${q(other)}`,
    newer: (cited, now) => `${cited}; it is now at ${now}`,
    svg: 'Drawing (SVG)',
    png: 'Image (PNG)',
    download: 'Download the drawing',
    source: (workspace) => `workspace ${workspace}`,
    sample: 'Sample data: people and figures are made up.',
    noLinks: 'This record rests on nothing and supports nothing yet.',
    noLinksText:
      'Add what it rests on: a figure, a quote, a provision, a line of minutes. From then on it can be walked both ways.',
  },
  add: {
    title: {
      rests: (title) => `What ${q(title)} rests on`,
      supports: (title) => `What ${q(title)} supports`,
    },
    lede: {
      rests: 'Find the record and say how they are linked. The version that you see now is cited.',
      supports: 'Search among what you may write. The version that you see now is cited.',
    },
    label: 'Words of the record, in Spanish or in English',
    go: 'Search',
    newest: 'The newest',
    found: (n, words) =>
      n === 0
        ? `Nothing was found with “${words}”`
        : n === 1
          ? `One with “${words}”`
          : `${n} with “${words}”`,
    none: 'Try fewer words. Only what you may see, and what makes sense to link with this record, is found.',
    how: (title) => `How it is linked with ${q(title)}`,
    link: 'Link',
    linkNamed: (title) => `Link with ${q(title)}`,
    linked: 'linked already',
    version: (n) => `version ${n}`,
    done: (title) => `It is now linked with ${q(title)}.`,
    circleTitle: 'It cannot be: that would close a circle',
    circle: (record, basis) => `${q(record)} would rest on ${q(basis)}, while`,
    circleStep: (record, basis) => `${q(record)} rests on ${q(basis)}`,
    circleEnd: 'Choose another record, or remove one of those links first.',
    toItself: 'A record cannot rest on itself.',
  },
  today: {
    groups: {
      overdue: 'Overdue',
      today: 'Today',
      week: 'This week',
      review: 'To review',
      later: 'Later',
    },
    groupText: {
      review: 'By no fixed day; the oldest first.',
    },
    jump: 'Go to',
    due: (date) => `due ${date}`,
    on: (date) => date,
    overdueBy: (days) =>
      days === 0 ? 'today' : days === 1 ? 'was due yesterday' : `was due ${days} days ago`,
    tomorrow: 'tomorrow',
    inDays: (days) => `in ${days} days`,
    stale: 'Out of date',
    basis_revised: 'Basis revised',
    translation: 'Not translated',
    outdated: 'Translation out of date',
    confirm: 'It still holds',
    see: 'See what changed',
    translate: 'Translate',
    more: (n) => `and ${n} more of this kind; they appear as the first are settled.`,
  },
  about: {
    all: (n) => `See all (${n})`,
    newest: (n, all) => `The newest ${n} of ${all}`,
    below: 'Includes what belongs to the places within it.',
    gathered: 'What there is of this place',
  },
}

const records = (n: number): string => (n === 1 ? 'one record' : `${n} records`)
