/** What the tests of the part begin from. */
import { text } from '../kernel/text.ts'
import type { OrganisationFields } from './organisations.ts'
import type { PersonFields } from './people.ts'

export const blank: OrganisationFields = {
  name: text('Organización'),
  acronym: null,
  constituency: null,
  legalForm: null,
  membershipBased: null,
  sector: null,
  about: null,
  website: null,
  placeId: null,
  placeIds: [],
  groupIds: [],
}

export const person: PersonFields = {
  name: 'Alguien',
  organisationId: null,
  sex: null,
  languages: [],
  channel: null,
  phone: null,
  email: null,
  notes: null,
}
