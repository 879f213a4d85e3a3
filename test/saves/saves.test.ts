/** What stands in a workspace where everything can be saved is hidden from whom it must be; and two people who write it lose nothing. */
import { afterAll, beforeAll, describe } from 'vitest'
import { type TestApp, testApp } from '../app.ts'
import { hiddenFromOthers } from './hidden.ts'
import { nothingLost } from './lost.ts'
import { everythingStands, type Standing } from './standing.ts'

let app: TestApp
let at: Standing
beforeAll(async () => {
  app = await testApp()
  at = await everythingStands(app)
})
afterAll(() => app.drop())

// First who finds what: afterwards it is written over.
describe('hidden', () => hiddenFromOthers(() => ({ app, at })))
describe('written by two', () => nothingLost(() => ({ app, at })))
