/**
 * Whose a phone is for the moment. Every page says it, so that the service worker (`islands/worker.ts`) hands what it kept to
 * nobody else, and every entry of a phone's outbox says whose it was when it was written.
 */
import { createHash } from 'node:crypto'

/** The header of every page: the word of whoever is signed in, `-` for nobody. */
export const holderHeader = 'acuerdo-holder'
/** The header of a page that the phone may keep. */
export const keepHeader = 'acuerdo-keep'

/** Same for the same account, and says nothing of it. */
export const holderOf = (accountId: string): string =>
  createHash('sha256').update(`holder ${accountId}`).digest('hex').slice(0, 20)
