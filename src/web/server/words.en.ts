import type { Words } from './words.es.ts'

export const en: Words = {
  account: 'My account',
  members: 'People in the workspace',
  settings: 'Workspace settings',
  log: 'Event log',
  undo: 'Undo',
  typed: 'What you wrote',
  toHome: 'Go to the start',
  titles: {
    400: 'That request could not be understood',
    401: 'Please sign in',
    403: 'You may not do this',
    404: 'This page does not exist or is not for you',
    409: 'Somebody changed it first',
    413: 'This is too large',
    422: 'Something needs correcting',
    429: 'Too many attempts',
    503: 'This could not be finished',
    507: 'The disk is full',
  },
  problems: {
    'files.noForm': () => 'The page sent no form with files. Go back and choose the files again.',
    'files.brokenUpload': () =>
      'The connection was lost while the file was being uploaded. Nothing was half saved; upload it again.',
    'files.evidenceKind': ({ name }) =>
      `“${name}” is neither a photo (JPEG, PNG, WebP) nor a PDF or Word document. Choose another file; nothing was kept.`,
    'files.evidenceCut': () =>
      'The document is cut off: its end is missing. Open it, save it again and upload it anew; nothing was kept.',
    'web.otherSite': () =>
      'The form was not sent from a page of this program and was not accepted. Open the page here and fill it in again.',
    'web.noForm': () =>
      'What arrived is not a form of this page. Go back, reload the page and fill it in again.',
    'web.formTooLarge': () =>
      'The form holds too much text. Go back and shorten it; a file is uploaded on a page of its own.',
    'web.fault': () =>
      'The program failed to answer. Nothing was half saved. Please try again; if it happens again, tell whoever installed the program: the cause is in the log.',
  },
}
