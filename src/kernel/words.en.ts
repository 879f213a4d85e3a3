import type { Problem } from '../platform/problem.ts'
import type { Words } from './words.es.ts'

type Values = Problem['values']

const wait = (seconds: number): string => {
  if (seconds < 90) return seconds === 1 ? 'one second' : `${seconds} seconds`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 55 ? `${minutes} minutes` : 'an hour'
}

export const en: Words = {
  problems: {
    'kernel.period': ({ written }: Values) =>
      `“${written}” is not a period. Write a year (2019), a quarter (2019T1), a month (2020-05) or a day (2026-11-21).`,
    'kernel.conflict': ({ version, now }: Values) =>
      `You read version ${version} and somebody saved ${now === undefined ? 'the next' : `version ${now}`} in the meantime. Yours was not saved: go back, reload the page, compare and save again.`,
    'kernel.notFound': () =>
      'It does not exist, was removed or is not for you. Check the address or search for it by name.',
    'kernel.notAllowed': () =>
      'Your role in this workspace does not allow this. If you need it, ask the coordinator.',
    'kernel.circle': () => 'The record would then rest on itself. Choose another basis.',
    'kernel.slug': ({ slug }: Values) =>
      `“${slug}” cannot be a short name. Use 3 to 60 lower-case letters without accents, figures and hyphens, for example my-programme.`,
    'kernel.slugTaken': ({ slug }: Values) =>
      `There is a workspace called “${slug}” already. Choose another short name.`,
    'kernel.member.organisation': () =>
      'The organisation is missing: a leader, an official or an employer always acts for one. Choose it or write its name.',
    'kernel.member.lastCoordinator': () =>
      'This is the only coordinator of the workspace. Give that role to somebody else first.',
    'kernel.signIn.wait': ({ seconds }: Values) =>
      `Several attempts have failed. Wait ${wait(Number(seconds))} and try again; if it is urgent, ask the coordinator for a new code and use it after the wait.`,
    'kernel.link.wait': ({ seconds }) =>
      `Many links that open nothing any more came from the network of your phone or office. Wait ${wait(Number(seconds))} and open yours again: it has not been used up.`,
    'kernel.signIn.codeShape': () =>
      'A code has eight letters and figures, like ACDE-2346. Check that none is missing or too many.',
    'kernel.signIn.code': () =>
      'That code lets nobody in. Check that it is written as you were told. Each code works once, for three days; after that ask the coordinator for another.',
    'kernel.signIn.link': () =>
      'This link no longer works: it was used, has expired, or a newer one was asked for. Ask the coordinator for a new one.',
    'kernel.signIn.password': () =>
      'The short name or the password is not right. Check both; if you do not remember them, ask the coordinator for a code.',
    'kernel.signIn.username': () =>
      'A short name has 3 to 30 letters without accents, figures, dots or hyphens, for example rosa.hernandez. Do not use your e-mail address.',
    'kernel.signIn.usernameTaken': ({ username }: Values) =>
      `Somebody else uses the name “${username}” already. Choose another, for example with your surname.`,
    'kernel.signIn.passwordLength': ({ min, max }: Values) =>
      `A password has ${min} to ${max} characters. A phrase of four words is easy to remember.`,
    'kernel.signIn.currentPassword': () => 'That is not the current password. Nothing was changed.',
    'kernel.signIn.secret': ({ where, shortest }: Values) =>
      `The secret in ${where} is too short. Put at least ${shortest} random characters, or remove it so that the program makes a new one (everybody will have to sign in again).`,
  },
}
