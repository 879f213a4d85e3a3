/** What the program and other parts may use of the dialogue. */
export { type Account, type AccountOf, accountOf, type Entry } from './account.ts'
export { type SampleAgreements, seedAgreements } from './agreements/seed.ts'
export type { DialogueServices } from './common.ts'
export { type SampleAgenda, seedDemands } from './demands/seed.ts'
export { type SampleNegotiations, seedNegotiations } from './negotiation/seed.ts'
export { dialoguePart } from './part.ts'
export { purgeDialogue } from './purge.ts'
export { type Sample, seedDialogue } from './seed.ts'
