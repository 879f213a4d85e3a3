import type { PublishedWords, publishedProblemsEs } from './published-words.es.ts'

export const publishedEn: PublishedWords = {
  title: 'Figures published by others',
  lede: 'Cited as published, with page and date. Where the same is estimated here, the two are shown together with their difference.',
  type: 'Type a figure',
  import: 'Bring in INEGI’s tables',
  empty: 'No published figures yet',
  emptyText:
    'Bring in INEGI’s tables of strategic indicators to see them beside your own estimates, or type a figure from a report with its page and source.',
  noMatch: 'No published figure matches what was chosen.',
  all: 'all',
  place: 'Place',
  period: 'Period',
  indicator: 'Indicator',
  what: 'What it counts',
  sex: 'Sex',
  sexes: { total: 'Total', women: 'Women', men: 'Men' },
  locality: 'Size of locality',
  allSizes: 'all sizes',
  value: 'Value',
  interval: (level) => `${level}% interval`,
  intervalHead: 'Interval',
  se: 'Standard error',
  cv: 'Coefficient of variation',
  precision: 'Precision',
  noError: 'The publication gives no error',
  source: 'Source',
  page: 'Page or table',
  url: 'Address',
  date: 'Published on',
  file: 'File',
  heading: 'Heading in the publication',
  counts: 'Counts the same as',
  countsNothing: 'nothing that is estimated here',
  csv: 'CSV',
  caution: 'Low precision: use with caution. It can be cited, with this warning.',
  cite: 'Cite',
  citeHint: 'It joins the thread with its source, ready for demands, agreements and reports.',
  cited: 'Figure cited. It can now be used in demands, agreements and reports.',
  state: 'Citation',
  citable: (version) => `cited, version ${version}`,
  notCited: 'not cited',
  supports: 'Supports',
  supportsNothing: 'Nothing rests on this figure yet.',
  marks: { stale: 'stale', basis_revised: 'basis revised' },
  remove: 'Remove this figure',
  removed: 'The figure was removed. It can be brought back for 30 days.',
  removedTitle: 'This figure was removed',
  removedText: 'What rested on it has been marked. It can be brought back for 30 days.',
  restore: 'Bring it back',
  restored: 'The figure is back.',
  form: {
    title: 'Type a published figure',
    lede: 'As its publisher prints it: with its decimals, its error if given, and where it stands.',
    save: 'Save the figure',
    saved: 'The figure is saved and can be cited.',
    fields: {
      period: {
        label: 'Period',
        help: 'For example 2019T1, 2020-05 or 2022.',
        errors: { period: 'Write a quarter such as 2019T1, a month such as 2020-05, or a year.' },
      },
      place: { label: 'Place' },
      locality: {
        label: 'Size of locality',
        help: 'For the country only.',
        errors: { locality: 'A size of locality is given for the country only.' },
      },
      indicator: {
        label: 'Indicator',
        help: 'Choose it if the definition is the same: the figure will be shown beside our own estimate. If not, leave it blank and say below what it counts.',
      },
      labelEs: {
        label: 'What it counts, in Spanish',
        help: 'In the words of the publication.',
        errors: { label: 'Choose an indicator or say here what the figure counts.' },
      },
      labelEn: { label: 'What it counts, in English' },
      sex: { label: 'Sex', options: { total: 'Total', women: 'Women', men: 'Men' } },
      value: {
        label: 'Value',
        help: 'With the decimals printed: 56.9 and 56.90 do not say the same. Percentages as 56.9, without the sign.',
        errors: { number: 'Write a number only, for example 56.9 or 54,152,266.' },
      },
      unit: {
        label: 'Unit',
        help: 'If you chose an indicator, it is that one’s.',
        options: { persons: 'people', percent: 'per cent', hours: 'hours', pesos: 'pesos', years: 'years' },
        errors: {
          unit: 'Say in which unit the value is.',
          unitOther:
            'It is not the unit of the indicator chosen. Leave it blank or choose another indicator.',
        },
      },
      cv: {
        label: 'Coefficient of variation, %',
        help: 'The coefficient, the error or the interval is enough; whatever the publication gives.',
        errors: { number: 'Write a number from 0 upwards, for example 0.44.' },
      },
      se: {
        label: 'Standard error',
        help: 'In the unit of the value.',
        errors: { number: 'Write a number from 0 upwards.' },
      },
      low: {
        label: 'Lower limit',
        errors: {
          number: 'Write a number only.',
          both: 'Give both limits or neither.',
          around: 'The value must lie between the two limits.',
        },
      },
      high: {
        label: 'Upper limit',
        errors: { number: 'Write a number only.', both: 'Give both limits or neither.' },
      },
      level: {
        label: 'Confidence level, %',
        help: 'INEGI prints 90; others 95.',
        errors: { level: 'Say which level the interval has, for example 90.' },
      },
      producer: { label: 'Who publishes it', help: 'For example INEGI, CONEVAL, ILO.' },
      title: { label: 'Title of the publication' },
      page: { label: 'Page or table' },
      url: {
        label: 'Web address',
        errors: { invalid_format: 'Write an address that begins with https://.' },
      },
      date: { label: 'Published on' },
    },
  },
  files: {
    title: 'Bring in tables published by INEGI',
    lede: 'The strategic indicators of the ENOE, as INEGI publishes them. First you are told what would change; nothing is saved until you confirm.',
    label: 'Table of indicators',
    help: 'The XLS as downloaded (2019_trim_1_Nacional.xls), or the long CSV, compressed too (.csv.gz).',
    recent: 'Tables brought in',
    none: 'No table has been brought in yet.',
    outcome: 'What happened',
    at: 'When',
    undone: 'undone',
    counts: (added, updated, unchanged) => `${added} new, ${updated} changed, ${unchanged} the same`,
    same: 'This very file was here already, byte for byte: nothing was done.',
    previewTitle: 'What would change',
    preview: (added, updated, unchanged) => `Adds ${added}, updates ${updated}, leaves ${unchanged}.`,
    previewNothing: 'All its figures are here already with the same numbers: there is nothing to do.',
    covers: 'What it holds',
    figures: 'Figures',
    places: 'Places',
    apply: (n) => `Save ${n} figures`,
    other: 'Choose another file',
    updates: 'Figures that would change',
    now: 'Here it says',
    printed: 'The file says',
    more: (n) => `and ${n} more`,
    done: 'The figures are saved.',
    doneTitle: 'The table is here',
    undo: 'Undo this whole table',
    undoHint:
      'For 30 days. What it added goes and what it changed says again what it said before; what rests on it is marked.',
    undoDone: 'The table was undone: everything is as it was before.',
    undoneTitle: 'This table was undone',
    undoneText: 'To bring it in again, upload the file once more.',
    see: 'See the figures',
  },
  beside: {
    allAgree: 'Agrees with what is published.',
    one: (producer, value, where) => `${producer} prints ${value} for ${where}`,
    oneCv: (producer, value, where, cv) =>
      `${producer} prints ${value} for ${where}, with the same coefficient of variation (${cv}).`,
    oneCvOther: (producer, value, where, cv, own) =>
      `${producer} prints ${value} for ${where}, with another coefficient of variation (${cv}; here ${own}).`,
    many: (n, producer) =>
      n === 1
        ? `The one figure of this table that ${producer} publishes is the same, to the last digit printed.`
        : `The ${n} figures of this table that ${producer} publishes are the same, to the last digit printed.`,
    some: 'Not everything agrees with what is published.',
    someText: (agree, n) => `${agree} of ${n} figures agree; the others are below, with the difference.`,
    differs: 'Does not agree with what is published.',
    differsText: (producer, value, own, difference) =>
      `${producer} prints ${value}; the estimate here is ${own}: ${difference}.`,
    within: 'Our own estimate lies within the published interval.',
    outside: 'Our own estimate lies outside the published interval.',
    reasons: {
      sample: 'The survey here is made up: there is no reason for it to resemble what is published.',
      vintage:
        'Most often it is another delivery of the microdata: INEGI publishes them again when there are new population projections. Compare the date of the publication with that of your file.',
      design:
        'The number is the same and the error is not: the publication treats the sample design differently.',
    },
    standIn: 'What has been published',
    standInText:
      'There is no estimate of our own to show here. These are figures published by others: cite them as published.',
    show: (n) => (n === 1 ? 'See the published figure' : `See the ${n} published figures and the difference`),
    table: 'Our own and the published',
    own: 'Own',
    published: 'Published',
    difference: 'Difference',
    equal: 'equal',
    points: 'points',
    lacks: 'cannot be computed',
    withheld: 'not published',
    nation: 'the country',
  },
}

export const publishedProblemsEn: typeof publishedProblemsEs = {
  'evidence.publishedEmpty': () =>
    'The file holds no figures, only the titles of the columns. Check that it is the whole table.',
  'evidence.publishedKind': () =>
    'This is neither a CSV nor an XLS of INEGI’s indicators. Upload the file as downloaded, or save it as CSV (UTF-8).',
  'evidence.publishedImpossible': ({ row, column, found }) =>
    `In row ${row}, column ${column} holds ${found}, which cannot be. Check the file and upload it again.`,
  'evidence.publishedTwice': ({ page, label, period, place }) =>
    `The file holds the same figure twice: “${label}”, ${place}, ${period} (${page}). Remove one of the rows and upload it again.`,
  'evidence.publishedImported': () =>
    'This figure came with a table. To remove it, undo the table with which it came.',
  'evidence.publishedNoUndo': () =>
    'This table can no longer be undone: more than 30 days have passed, it was undone already, or it changed nothing.',
  'evidence.publishedLater': ({ file }) =>
    `A later table, ${file}, changed figures of this one. Undo the later one first.`,
  'evidence.publishedOneFile': () => 'Upload a single file: one table at a time.',
}
