import type { Words } from './words.es.ts'

export const en: Words = {
  about:
    'Acuerdo: from evidence to agreement. A workspace for programmes with workers in informal employment.',
  titles: {},
  optionsPlaceholder: '[options]',
  commandPlaceholder: '<command>',
  help: 'show this help',
  helpCommand: 'show the help of a command',
  version: 'show the version',
  otherwise: (value) => `(otherwise: ${value})`,
  exitCodes:
    'Exit codes: 0 done; 1 not possible, with the reason; 2 the command is mistyped; 130 interrupted.',
  settings: 'Each option has its environment variable: docs/settings.md',
  options: {
    lang: 'language of the messages: es or en',
    json: 'write the answer as JSON',
    workspace: 'workspace, by its short name; needed where there are several',
  },
  commands: {
    start: {
      about: 'start the program and print its address with a link to sign in',
      noLink: 'do not print the link to sign in (for servers)',
    },
    import: {
      about: 'import one delivery of the ENOE: zip, folder, CSV, DBF or Parquet',
      files: 'files or folders of one period',
    },
    estimate: {
      about: 'estimate an indicator with its error, interval and coefficient of variation',
      period: 'period: 2019T1, 2020-05; otherwise the latest',
      place: 'place: MX, 01…32, 09007',
      indicator: 'indicator, by its short name; list shows them all',
      by: 'breakdown: sex',
      group: 'worker group, for example domestic',
      level: 'confidence level: 90 or 95',
    },
    study: {
      about:
        'write the statistical snapshot of a place as Word, PDF and HTML; --lang es,en for both languages',
      place: 'place: MX, 01…32; otherwise the country',
      period: 'period: 2019T1; otherwise the latest',
      against: 'earlier period to compare with; none: no comparison; otherwise the last one there is',
      out: 'folder to write them to; otherwise this one',
    },
    backup: { about: 'keep everything in one file, also while the program runs', file: 'file to make' },
    restore: {
      about: 'put a backup into a new folder (--data) or another, empty database',
      file: 'file made with acuerdo backup',
    },
    user: {
      about: 'list the people of the workspace, or give one a link or code to sign in',
      name: 'name of the person, as it stands in the workspace',
      code: 'give a code to read out instead of a link',
      add: 'add the person if she is not there',
      role: 'her role when she is added',
    },
  },
  usage: {
    unknownOption: (what) => `There is no option ${what}.`,
    unknownCommand: (what) => `There is no command ${what}.`,
    missingArgument: (what) => `${what} is missing.`,
    optionMissingArgument: (what) => `The option ${what} lacks its value.`,
    missingOption: (what) => `The option ${what} is missing.`,
    excessArguments: () => 'There are too many arguments.',
    invalid: (what) => `This was not understood: ${what}.`,
    hint: (command) => `See the help with: ${command}`,
  },
  start: {
    ready: (url) => `Acuerdo is ready at ${url}`,
    link: 'Sign in with this link; it works once, for an hour:',
    end: (data) => `The data are in ${data}. To stop: Ctrl-C.`,
    plainHttp:
      'Other people come over plain HTTP: whoever is on the network can read what they write, and nothing works offline. Use --public-url https://… (docs/hosting.md).',
    stopping: 'Stopping …',
  },
  steps: {
    reading: 'recognising',
    converting: 'converting',
    estimating: 'estimating',
    registering: 'registering',
    verify: 'verifying',
    tables: 'tables',
    files: 'files',
    microdata: 'microdata',
  },
  imported: {
    added: (survey, period) => `Imported: ${survey}, ${period}.`,
    replaced: (survey, period) =>
      `Imported: ${survey}, ${period}. It is a new delivery; the earlier one is kept.`,
    same: (survey, period) => `Already there: ${survey}, ${period}. Nothing was changed.`,
    rows: (count) => `Persons: ${count}`,
    moved: (count) => `Cited figures that moved: ${count}`,
  },
  backedUp: (file, size) => `Backup complete in ${file} (${size}).`,
  restored: (data) => `Backup restored in ${data}.`,
  user: {
    link: (name, until) => `Link for ${name}; it works once, until ${until}:`,
    code: (name, until) => `Code for ${name}; it works once, until ${until}:`,
    where: (url) => `It is typed in at ${url}`,
    columns: ['Name', 'Role', 'Sign-in'],
    access: { yes: 'can sign in', invited: 'invited', no: 'no access' },
  },
  estimated: {
    sexes: { total: 'total', women: 'women', men: 'men' },
    withheld: (why) =>
      ({
        unplanned: 'not published: the survey was not designed for this place',
        coverage: 'not published: the file does not cover the whole of this place',
        few: 'not published: too few cases in the sample',
        noCases: 'no cases in the sample',
      })[why] ?? why.replace(/^lacks/, 'the file lacks'),
    noError: 'no sampling error',
  },
  problems: {
    'cli.choice': (v) => `${v.option} cannot be “${v.given}”. Allowed: ${v.allowed}.`,
    'cli.noSurvey': (v) =>
      `There is no survey in the workspace “${v.workspace}” yet. Bring one in with: acuerdo import FILE`,
    'start.portTaken': (v) =>
      `Port ${v.port} is taken by another program. Close that, or give another one with --port; without --port a free one is taken.`,
    'start.portForbidden': (v) =>
      `Port ${v.port} may not be used: those below 1024 belong to the system. Give a higher one with --port.`,
    'start.notOurs': (v) =>
      `The address ${v.host} is not of this computer. Give one of its own in --host, or 0.0.0.0 for all of them.`,
    'cli.noFile': (v) => `${v.path} does not exist. Check the name and the folder.`,
    'cli.emptyFolder': (v) => `The folder ${v.path} has no files. Give the one that holds INEGI's files.`,
    'cli.workspaceUnknown': (v) => `There is no workspace called ${v.slug}. There are: ${v.known}.`,
    'cli.workspaceNeeded': (v) => `There are several workspaces. Give one with --workspace: ${v.known}.`,
    'cli.noMember': (v) =>
      `Nobody in this workspace is called ${v.name}. Check the name with acuerdo user, or add her with --add.`,
    'cli.manyMembers': (v) =>
      `There are ${v.count} people called ${v.name}. Give the link from the workspace's page of people.`,
    'cli.role': (v) => `There is no role "${v.role}". There are: ${v.known}.`,
    'cli.interrupted': () => 'Interrupted; nothing was left half-done.',
  },
}
