/**
 * What other parts may use of the actors.
 *
 * In tables: an organisation is `kernel.organisation (workspace_id, id)`, a person `actors.person (workspace_id, id)`; refer to
 * those by foreign keys. Merging two organisations repoints every foreign key on `kernel.organisation`, whatever part holds
 * it, and undoing points it back. Names of people are protected: a join on `actors.person` gives rows only to whoever may see
 * them, so left-join it and show the post (`actors.post`: role and sex) otherwise.
 *
 * For whom somebody acts: `asker.organisationId`, the kernel's; null for the programme's own team.
 */

export { addFact, issueNamed } from './facts.ts'
export { finderOf } from './find.ts'
export {
  readJob as actorsReadJob,
  undoJob as actorsUndoJob,
  writeJob as actorsWriteJob,
} from './import-jobs.ts'
export { type Listed as ListedOrganisation, listOrganisations } from './list.ts'
export { layoutJob as actorsLayoutJob } from './map.ts'
export {
  type OrganisationName,
  organisationNames,
  type PersonName,
  pickOrganisations,
  pickPeople,
} from './names.ts'
export { addOrganisation } from './organisations.ts'
export { type ActorsServices, actorsPart } from './part.ts'
export { addPerson } from './people.ts'
export { purgeActors } from './purge.ts'
export {
  type Constituency,
  constituencies,
  type LegalForm,
  membersIn,
  type RelationKind,
  type Sex,
  type Stance,
  sexes,
} from './rules.ts'
export { wordsOf as actorWords } from './words.ts'
