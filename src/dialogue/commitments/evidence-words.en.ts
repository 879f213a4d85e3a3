import type { Words } from './evidence-words.es.ts'

export const en: Words = {
  section: 'Evidence',
  sub: 'Photos and documents. The team and the parties see them, the public does not.',
  none: 'Nobody has added evidence.',
  add: 'Add evidence',
  addTitle: 'Add evidence',
  photos: 'Photos or documents',
  photosOptional: 'Photos (optional)',
  photosHelp: 'Up to 4 files of 25 MB: JPEG, PNG or WebP photos, PDF or Word documents.',
  consentTitle: 'Before you choose the photo',
  consent:
    'If faces can be seen, ask each person for permission; for children, ask their family. Without permission, take it from afar or from behind. The place and the phone’s details that a photo carries are erased when it is kept.',
  words: 'What does it show?',
  wordsHelp: 'In one sentence, without names of people.',
  incident: 'Which incident is it of?',
  save: 'Save the evidence',
  saved: 'The evidence was saved.',
  programme: 'The programme',
  photoOf: (who, day) => `Photo by ${who}, ${day}`,
  by: (who, day) => `${who} · ${day}`,
  ofView: 'with its assessment',
  ofIncident: (day) => `of the incident on ${day}`,
  remove: 'Take away',
  removed: 'The evidence was taken away. In 30 days it is erased for good.',
  restored: 'The evidence is back.',
  tooMany: 'Only the first 4 files are kept.',
  theirsTitle: 'Somebody of your organisation gave another assessment meanwhile',
  theirsText:
    'This is it. Yours is below and was not saved: save it if it is to stand, too; it will be the last word.',
  givenBy: 'Entered by',
  problems: {
    'commitments.noFile': () => 'Choose at least one photo or document; nothing has been saved yet.',
    'commitments.incomplete': ({ what }) => `Something in what you noted is to be corrected: ${what}`,
    'commitments.otherHolder': () =>
      'Somebody else noted this on this phone. It will be sent when she signs in; it is not saved under your session.',
  },
}
