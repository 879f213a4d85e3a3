// Written from the tables by schema.test.ts (ACUERDO_WRITE_SCHEMA=1 npx vitest run src/platform/database/schema.test.ts).
import type { ColumnType } from 'kysely'

/** Has a default, so an insert may leave it out. */
export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U>
    ? ColumnType<S, I | undefined, U>
    : ColumnType<T, T | undefined, T>
/** The database alone writes it. */
export type GeneratedAlways<T> =
  T extends ColumnType<infer S, infer _I, infer _U>
    ? ColumnType<S, never, never>
    : ColumnType<T, never, never>
/** Read as a value to check; written as text (`JSON.stringify`), because pg takes a JavaScript array for a PostgreSQL one. */
export type Json = ColumnType<unknown, string, string>
/** Exact: read as text. */
export type Numeric = ColumnType<string, string | number, string | number>
export type Timestamp = ColumnType<Date, Date | string, Date | string>

/** Two organisations with similar names that somebody said are two */
export interface ActorsDifferent {
  /** Workspace */
  workspace_id: string
  /** The one with the smaller id */
  one_id: string
  /** The other */
  other_id: string
}

/** A list of organisations that somebody gave, and what became of it */
export interface ActorsImport {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Name of the file as given; of what was pasted, a word for that */
  file_name: string
  /** Hash of the file, kept in the data directory */
  sha256: string
  /** Size of the file */
  bytes: number
  /** Field of ours → number of the column, from 0; null: not read yet */
  columns: Json | null
  /** Titles of the columns as they stand in the file */
  header: Json | null
  /** What is wrong: row, column, code; at most 200 */
  problems: Json | null
  /** Rows, adds, updates, leaves, problems */
  counts: Json | null
  /** Job that reads or writes it, where it is long */
  job_id: string | null
  /** When given */
  at: Generated<Timestamp>
  /** Who gave it; null: the program */
  member_id: string | null
  /** When it was read; null: not yet */
  read_at: Timestamp | null
  /** When its organisations were written; null: not yet */
  written_at: Timestamp | null
  /** When it was taken back */
  undone_at: Timestamp | null
}

/** A row of a list: what it says, and what writing it does or did */
export interface ActorsImportRow {
  /** Workspace */
  workspace_id: string
  /** Import */
  import_id: string
  /** Number of the row in the file, from 1 */
  row: number
  /** add, update, leave */
  action: string
  /** Organisation that it adds or is about; no key, for an added one is gone after undoing */
  organisation_id: string
  /** Its name as it is compared */
  plain_name: string
  /** Fields as read */
  given: Json
  /** Fields of the organisation before; null: it was added */
  before: Json | null
  /** Version that writing it made; undoing a later one is refused */
  version: number | null
}

/** What organisations take positions on; seen by those who see positions */
export interface ActorsIssue {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Bilingual name */
  name: Json
  /** When added */
  created_at: Generated<Timestamp>
}

/** Where an organisation stands on the map of actors; kept, so that the map does not jump */
export interface ActorsLayoutPoint {
  /** Workspace */
  workspace_id: string
  /** Organisation */
  organisation_id: string
  /** From left, in units of the drawing */
  x: number
  /** From top */
  y: number
}

/** How many members an organisation had on a day, as it says or as somebody counted; a network's are never added to its affiliates' */
export interface ActorsMembership {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Organisation */
  organisation_id: string
  /** The day that the number speaks of */
  observed_on: string
  /** Members; null: only women or men are known */
  total: number | null
  /** Women; null: not known */
  women: number | null
  /** Men; null: not known */
  men: number | null
  /** reported by the organisation, or documented */
  basis: string
  /** How it was documented: list, count at an assembly, registry */
  method: string | null
  /** Who said so, or where it stands */
  source: string | null
  /** Counts writes */
  version: Generated<number>
  /** When removed; purged after 30 days */
  deleted_at: Timestamp | null
  /** List that it came with; null: noted by hand */
  import_id: string | null
}

/** Two records that were one organisation, made one */
export interface ActorsMerge {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Organisation that stays */
  kept_id: string
  /** Organisation that it was found to be too */
  gone_id: string
  /** What now names the kept one instead: table, column, keys */
  moved: Generated<Json>
  /** When */
  at: Generated<Timestamp>
  /** Who; null: the program */
  member_id: string | null
  /** When it was taken apart again */
  undone_at: Timestamp | null
}

/** What is known of an organisation beside its name */
export interface ActorsOrganisation {
  /** Workspace */
  workspace_id: string
  /** The same as in kernel.organisation and kernel.record */
  id: string
  /** Whom it stands for at a table; null: nobody has said yet */
  constituency: string | null
  /** What it is in law; null: not known */
  legal_form: string | null
  /** Whether its members decide: yes, no, unclear; null: nobody has said yet */
  membership_based: string | null
  /** Initials by which it is known */
  acronym: string | null
  /** Branch of activity or of government, bilingual */
  sector: Json | null
  /** What it does, bilingual */
  about: Json | null
  /** Public address on the web */
  website: string | null
  /** Seat */
  place_id: string | null
  /** Names and acronym as they are compared (actors.plain); kept by triggers */
  plain_name: Generated<string>
  /** Name as it is ordered, ñ after n; kept by triggers */
  sort_name: Generated<string>
  /** Counts writes; the same as in kernel.record */
  version: Generated<number>
  /** When added */
  created_at: Generated<Timestamp>
  /** When removed; purged after 30 days */
  deleted_at: Timestamp | null
  /** The organisation that it turned out to be */
  merged_into: string | null
  /** When what was known of a removed one was erased; its name stays where it is named already */
  purged_at: Timestamp | null
}

/** Worker groups that an organisation stands for or deals with */
export interface ActorsOrganisationGroup {
  /** Workspace */
  workspace_id: string
  /** Organisation */
  organisation_id: string
  /** Worker group */
  worker_group_id: string
}

/** Territory: the places where an organisation is active */
export interface ActorsOrganisationPlace {
  /** Workspace */
  workspace_id: string
  /** Organisation */
  organisation_id: string
  /** Place */
  place_id: string
}

/** A person of an organisation; protected: see the policies (resource leader_contact) */
export interface ActorsPerson {
  /** Workspace */
  workspace_id: string
  /** UUIDv7, the same as in kernel.record */
  id: string
  /** Organisation she belongs to now; its people may see her */
  organisation_id: string | null
  /** Name as she wants to be called */
  name: string
  /** As she says: woman, man, other; null: not said */
  sex: string | null
  /** BCP 47 tags, or INALI's name of a variant */
  languages: Generated<string[]>
  /** How she wants to be reached: phone, whatsapp, mail, none */
  channel: string | null
  /** Telephone */
  phone: string | null
  /** Mail */
  email: string | null
  /** What one should know before calling */
  notes: string | null
  /** Name as it is compared; kept by a trigger */
  plain_name: Generated<string>
  /** Counts writes; the same as in kernel.record */
  version: Generated<number>
  /** When added */
  created_at: Generated<Timestamp>
  /** When removed; purged after 30 days */
  deleted_at: Timestamp | null
  /** As she says; not_said: prefers not to say; null: not asked. Never in exports nor in versions */
  age_group: string | null
  /** Whether she says she is indigenous; not_said: prefers not to say; null: not asked. Never in exports nor in versions */
  indigenous: string | null
  /** Whether she says she has a disability; not_said: prefers not to say; null: not asked. Never in exports nor in versions */
  disability: string | null
}

/** Two records of a person made one, or one made two, so that it can be taken back for thirty days */
export interface ActorsPersonChange {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** merge: the other was found to be the kept one; split: the other was made out of it; different: they look alike and are two */
  kind: string
  /** Person that was there and stays */
  kept_id: string
  /** Person that went, or came */
  other_id: string
  /** Which rows name another person since: table, column, key */
  moved: Generated<Json>
  /** Columns of the kept one that were empty and came from the other */
  filled: Generated<string[]>
  /** When */
  at: Generated<Timestamp>
  /** Who; null: the program */
  member_id: string | null
  /** When it was taken back */
  undone_at: Timestamp | null
}

/** Where an organisation stands on an issue on a day, as the team sees it; nobody else does */
export interface ActorsPosition {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Organisation */
  organisation_id: string
  /** Issue */
  issue_id: string
  /** The day it speaks of; the last one holds */
  observed_on: string
  /** -2 blocks, -1 leans against, 0 undecided, 1 leans for, 2 promotes; null: not known */
  stance: number | null
  /** On this issue, 1 to 5 */
  influence: number | null
  /** In this issue, 1 to 5 */
  interest: number | null
  /** Where the team has it from */
  source: string | null
  /** What it rests on */
  note: string | null
  /** Counts writes */
  version: Generated<number>
  /** When removed; purged after 30 days */
  deleted_at: Timestamp | null
}

/** A post held in an organisation for a term. Seen with the organisation; who holds it stands in actors.person alone */
export interface ActorsPost {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Organisation */
  organisation_id: string
  /** Role: general secretary, treasurer, delegate */
  title: string
  /** Leads or decides, rather than works there */
  is_leader: Generated<boolean>
  /** Of who holds it; null: not known */
  sex: string | null
  /** Begin of the term; null: not known */
  since: string | null
  /** End of the term; null: open */
  until: string | null
  /** Who holds it; null: nobody, or not recorded */
  person_id: string | null
  /** Counts writes */
  version: Generated<number>
  /** When removed; purged after 30 days */
  deleted_at: Timestamp | null
}

/** How one organisation stands to another, from when to when, and who says so. Disputes are seen by the team alone */
export interface ActorsRelation {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** member_of, reports_to, funds lead from one to the other; allied_with and in_dispute hold both ways */
  kind: string
  /** Organisation */
  from_id: string
  /** The other */
  to_id: string
  /** From when; null: not known */
  since: string | null
  /** To when; null: it holds */
  until: string | null
  /** Who says so, or where it stands */
  source: string | null
  /** What it consists of */
  note: string | null
  /** Counts writes */
  version: Generated<number>
  /** When removed; purged after 30 days */
  deleted_at: Timestamp | null
}

/** How an organisation judges its own democratic practice; seen by its own people and by nobody else */
export interface ActorsSelfAssessment {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Organisation */
  organisation_id: string
  /** When */
  assessed_on: string
  /** Practice → 1 (not yet) to 4 (always) */
  answers: Json
  /** What to work on */
  notes: string | null
}

/** Failed sign-ins by network and by short name, so that the next must wait; survives restarts and is shared by all processes */
export interface AuthAttempt {
  /** Keyed hash of the network or the short name: neither can be read from here */
  bucket: string
  /** Failures in a row */
  failures: number
  /** The last one; forgotten after a day */
  last_at: Generated<Timestamp>
  /** Nothing is tried before this moment */
  blocked_until: Generated<Timestamp>
}

/** The password of an account that wanted one */
export interface AuthCredential {
  /** UUIDv7 */
  id: string
  /** Account */
  user_id: string
  /** The account's id again: the library's name within a provider */
  account_id: string
  /** Always credential: there is no sign-in by other firms */
  provider_id: string
  /** scrypt hash with its salt */
  password: string | null
  /** Not used */
  access_token: string | null
  /** Not used */
  refresh_token: string | null
  /** Not used */
  id_token: string | null
  /** Not used */
  access_token_expires_at: Timestamp | null
  /** Not used */
  refresh_token_expires_at: Timestamp | null
  /** Not used */
  scope: string | null
  /** When set */
  created_at: Generated<Timestamp>
  /** When last changed */
  updated_at: Generated<Timestamp>
}

/** A code or link that lets one member in once; the coordinator hands it over by voice, paper or message */
export interface AuthInvitation {
  /** UUIDv7 */
  id: string
  /** Workspace of the member */
  workspace_id: string
  /** Who is let in */
  member_id: string
  /** code: typed by hand; link: sent; start: printed on the terminal of the computer that runs the program */
  kind: string
  /** First half of a code, so that wrong second halves are counted; null for links */
  selector: string | null
  /** HMAC-SHA-256 of the whole, keyed with a secret that is not in the database */
  hash: string
  /** Wrong second halves typed so far; at five the code is void */
  tries: Generated<number>
  /** Who made it; null: the program */
  by_member_id: string | null
  /** When made */
  created_at: Generated<Timestamp>
  /** End */
  expires_at: Timestamp
  /** When it let somebody in or was withdrawn; it never does so again */
  used_at: Timestamp | null
}

/** Passkeys: the public half of a key that a person's device keeps */
export interface AuthPasskey {
  /** UUIDv7 */
  id: string
  /** Account */
  user_id: string
  /** Device, as the browser named itself when the key was made */
  name: string | null
  /** Public key, COSE in base64 */
  public_key: string
  /** Name of the key on its device */
  credential_id: string
  /** Uses as the device counts them; going back is refused */
  counter: number
  /** singleDevice or multiDevice */
  device_type: string
  /** Whether the device's maker keeps a copy */
  backed_up: boolean
  /** How the device is reached: internal, usb, nfc, ble, hybrid */
  transports: string | null
  /** Make of the device's key store */
  aaguid: string | null
  /** When made */
  created_at: Generated<Timestamp>
}

/** A device that is signed in; deleting the row signs it out at once */
export interface AuthSession {
  /** UUIDv7 */
  id: string
  /** Account */
  user_id: string
  /** Random; useless without the signature that only the cookie carries */
  token: string
  /** End, moved on while the device is used */
  expires_at: Timestamp
  /** Always empty: addresses are not kept */
  ip_address: string | null
  /** Browser as it names itself, so that a person recognises her device */
  user_agent: string | null
  /** When signed in */
  created_at: Generated<Timestamp>
  /** When its end was last moved on */
  updated_at: Generated<Timestamp>
}

/** An account: somebody who can sign in, as a member of one or more workspaces (kernel.member.account_id) */
export interface AuthUser {
  /** UUIDv7 */
  id: string
  /** Name on the person's own pages and in her device's list of passkeys */
  name: string
  /** Made up (id@invalid) because the library asks for one; never shown, never written to */
  email: string
  /** Not used: there is no e-mail */
  email_verified: Generated<boolean>
  /** Not used */
  image: string | null
  /** Short name chosen with a password, lower case; null: signs in by code, link or passkey only */
  username: string | null
  /** Language of the interface that the person chose */
  language: Generated<string>
  /** When made */
  created_at: Generated<Timestamp>
  /** When last changed */
  updated_at: Generated<Timestamp>
}

/** Challenges of passkeys, kept for five minutes and used once */
export interface AuthVerification {
  /** UUIDv7 */
  id: string
  /** Random name that the browser's cookie carries */
  identifier: string
  /** The challenge, as JSON */
  value: string
  /** End */
  expires_at: Timestamp
  /** When made */
  created_at: Generated<Timestamp>
  /** When last changed */
  updated_at: Generated<Timestamp>
}

/** A party that accepts an offer as it stands */
export interface DialogueAcceptance {
  /** Workspace */
  workspace_id: string
  /** Offer */
  offer_id: string
  /** Who accepts */
  organisation_id: string
  /** Day */
  accepted_on: string
}

/** A point of the agenda */
export interface DialogueAgendaItem {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Meeting */
  meeting_id: string
  /** Order */
  position: number
  /** What it is about, bilingual */
  words: Json
  /** Time given to it; null: none said */
  minutes: number | null
}

/** A written agreement: negotiated here, or an older one recorded as it is */
export interface DialogueAgreement {
  /** Workspace */
  workspace_id: string
  /** The same as in kernel.record */
  id: string
  /** Negotiation it came of; null: none recorded */
  negotiation_id: string | null
  /** Platform it belongs to; null: none */
  platform_id: string | null
  /** Bilingual title */
  title: Json
  /** What it is in law */
  legal_nature: string
  /** Article or power on which it rests */
  legal_basis: Generated<string>
  /** Language in which it was signed, BCP 47: that text decides */
  authoritative: string
  /** draft; closed: its text waits for the signatures; signed; ended: it ran out or was fulfilled; terminated: broken off */
  state: Generated<string>
  /** Why it was ended or terminated */
  state_reason: Generated<string>
  /** Day of the last signature; null: not signed */
  signed_on: string | null
  /** First day it holds; null: the day it was signed */
  valid_from: string | null
  /** Last day it holds; null: open */
  valid_to: string | null
  /** Day on which it ended before or at its time; null: it has not */
  ended_on: string | null
  /** Place it holds for */
  place_id: string | null
  /** Worker group it is about */
  worker_group_id: string | null
  /** Since when it has a public page; null: none */
  published_at: Timestamp | null
  /** Its table: the organisations that are its parties */
  audience_id: string
  /** Counts writes */
  version: Generated<number>
  /** When it was entered */
  created_at: Generated<Timestamp>
}

/** A change to a signed clause: kept with the words before and after */
export interface DialogueAmendment {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Agreement */
  agreement_id: string
  /** Clause changed or taken out; of an added one, the clause it made, null until in force */
  clause_id: string | null
  /** Whether a clause is changed, added or taken out */
  kind: string
  /** Number of an added clause */
  number: Generated<string>
  /** Words before; null: an added clause */
  before: Json | null
  /** Words after; null: the clause is taken out */
  after: Json | null
  /** Why */
  reason: Generated<string>
  /** Day it was proposed */
  proposed_on: string
  /** State */
  state: Generated<string>
  /** Day it came into force or was rejected */
  state_on: string | null
}

/** What a party says to an amendment */
export interface DialogueAmendmentParty {
  /** Workspace */
  workspace_id: string
  /** Amendment */
  amendment_id: string
  /** Party */
  organisation_id: string
  /** Whether it agrees */
  answer: string
  /** Day */
  answered_on: string
}

/** What an organisation or office says of a commitment; a later one of the same holds, earlier ones stay */
export interface DialogueAssessment {
  /** Workspace */
  workspace_id: string
  /** UUIDv7; made on the phone where it comes from there */
  id: string
  /** One citable record for each organisation and commitment; each assessment is a version of it */
  record_id: string
  /** Commitment */
  commitment_id: string
  /** Who says so */
  organisation_id: string
  /** What it says */
  value: string
  /** Who of it decided that */
  decided_by: string
  /** Day for which it holds */
  assessed_on: string
  /** When it arrived */
  created_at: Generated<Timestamp>
}

/** Why: read at the table, never on a public page */
export interface DialogueAssessmentReason {
  /** Workspace */
  workspace_id: string
  /** Assessment */
  id: string
  /** Reason, bilingual */
  words: Json
}

/** Who gave an assessment: hidden from the other parties */
export interface DialogueAssessor {
  /** Workspace */
  workspace_id: string
  /** Assessment */
  id: string
  /** Whose it is */
  organisation_id: string
  /** Who gave it */
  member_id: string
}

/** A numbered clause, both languages side by side */
export interface DialogueClause {
  /** Workspace */
  workspace_id: string
  /** The same as in kernel.record */
  id: string
  /** Agreement */
  agreement_id: string
  /** Order */
  position: number
  /** As printed: PRIMERA, 3, 4 bis */
  number: string
  /** What it says, bilingual */
  words: Json
  /** Point of the negotiation it came of */
  point_id: string | null
  /** Day on which an amendment took it out; null: it holds */
  ended_on: string | null
  /** Counts writes, of a draft, and amendments */
  version: Generated<number>
}

/** What an organisation or office has bound itself to */
export interface DialogueCommitment {
  /** Workspace */
  workspace_id: string
  /** The same as in kernel.record */
  id: string
  /** Meeting it was born in */
  meeting_id: string | null
  /** Line of the minutes it was born in */
  minute_item_id: string | null
  /** The commitment, bilingual */
  words: Json
  /** Who is bound; null: the meeting together */
  organisation_id: string | null
  /** When it is due; null: no day set */
  due_on: string | null
  /** When it was made */
  made_on: string
  /** The table at which it was made */
  audience_id: string
  /** Agreement it follows from; null: minutes alone */
  agreement_id: string | null
  /** Clause it follows from */
  clause_id: string | null
  /** A permanent one: never done, it collects incidents */
  lasts: Generated<boolean>
  /** Unit within the organisation that answers for it */
  office: Generated<string>
  /** What will be seen when it is met, bilingual */
  milestone: Json | null
  /** Money set aside; null: none said */
  budget: Numeric | null
  /** ISO 4217 */
  currency: string | null
  /** Where the money comes from */
  budget_source: Generated<string>
  /** Place */
  place_id: string | null
  /** Worker group */
  worker_group_id: string | null
}

/** What a delegation may concede: its organisation's own, and the coordinator's only where it discloses */
export interface DialogueConcession {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Delegation */
  delegation_id: string
  /** Whose limits these are */
  organisation_id: string
  /** Point of the negotiation; null: the whole */
  point_id: string | null
  /** What it wants, in its own words */
  wanted: Generated<string>
  /** The least that it may accept */
  least: Generated<string>
  /** What else its mandate says */
  note: Generated<string>
}

/** An organisation at a negotiation: who sits for it, by what authority, and how it reported back to its base */
export interface DialogueDelegation {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Negotiation */
  negotiation_id: string
  /** Organisation */
  organisation_id: string
  /** Whom it stands for here */
  constituency: string
  /** Women who sit for it; null: not known */
  women: number | null
  /** Men; null: not known */
  men: number | null
  /** By what it may bind its organisation; null: not recorded */
  authority: string | null
  /** Day of the vote, the assembly, the appointment */
  authority_on: string | null
  /** Act, article or result, as the table may read it */
  authority_note: Generated<string>
  /** What the base said to the text; null: not asked */
  report_back: string | null
  /** Day on which the base said so */
  report_back_on: string | null
  /** Women present then; null: not counted */
  report_back_women: number | null
  /** Men present then; null: not counted */
  report_back_men: number | null
  /** Why it signs before asking its base (ad referendum, statutes); empty: it asks, or none is said */
  no_report_back_reason: Generated<string>
  /** Whether the coordinator may read its limits and its offers before they are sent */
  discloses: Generated<boolean>
}

/** A demand, in the words of those who raise it */
export interface DialogueDemand {
  /** Workspace */
  workspace_id: string
  /** The same as in kernel.record */
  id: string
  /** Meeting it was born in */
  meeting_id: string | null
  /** Line of the minutes it was born in */
  minute_item_id: string | null
  /** The demand, bilingual */
  words: Json
  /** Who raises it; null: the meeting together */
  organisation_id: string | null
  /** Who is to answer */
  addressee_id: string | null
  /** When it was raised */
  raised_on: string
  /** When it was put to its addressee; null: not yet */
  presented_on: string | null
  /** The table at which it was raised; null: its owners and the team alone */
  audience_id: string | null
  /** Stage, moved by its owners */
  stage: Generated<string>
  /** Platform at which it is worked on; null: none */
  platform_id: string | null
  /** The problem behind it as those who raise it live it, bilingual */
  problem: Json | null
  /** Raised by the women's caucus */
  womens_caucus: Generated<boolean>
  /** Joins demands of several organisations: it counts for one only once that one endorses it */
  joint: Generated<boolean>
  /** Version of the record in which its words came to be what they are */
  words_version: Generated<number>
  /** Organisations that may move it, kept by a trigger (of demand_owner) */
  owners: Generated<string[]>
  /** Those, and organisations that were asked to endorse it, kept by a trigger */
  named: Generated<string[]>
  /** Since when it has a public page, kept by a trigger: while all who own it agree; null: none */
  published_at: Timestamp | null
  /** When it was put away as raised by mistake; null: it stands */
  removed_at: Timestamp | null
}

/** An organisation stands behind the words of a demand, by an act of its own */
export interface DialogueDemandEndorsement {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Demand */
  demand_id: string
  /** Organisation */
  organisation_id: string
  /** By assembly, by its committee, by a statement, by signing minutes */
  act: string
  /** Day of the act */
  acted_on: string
  /** Women who voted; null: not known */
  women: number | null
  /** Men who voted; null: not known */
  men: number | null
  /** Version of the words endorsed; older than the demand's: of earlier words */
  words_version: number
  /** What else is to be known of it, for its owners and the team, bilingual; null: nothing */
  note: Json | null
  /** How it is known: entered by its people; from paper, said, by message and noted by the team */
  how: string
  /** Day on which it was taken back; null: it stands */
  withdrawn_on: string | null
  /** When it was entered */
  noted_at: Generated<Timestamp>
}

/** The members of an organisation decided on a demand: who met, when, with what result */
export interface DialogueDemandMandate {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Demand */
  demand_id: string
  /** Organisation */
  organisation_id: string
  /** Assembly, committee, community assembly, congress, another body */
  body: string
  /** What it is called there, where that helps */
  body_name: Generated<string>
  /** Day */
  held_on: string
  /** Unanimous, by majority, by consensus, rejected */
  result: string
  /** Votes in favour; null: not counted */
  in_favour: number | null
  /** Votes against; null: not counted */
  against: number | null
  /** Abstentions; null: not counted */
  abstained: number | null
  /** Women who took part; null: not known */
  women: number | null
  /** Men who took part; null: not known */
  men: number | null
  /** The meeting, where it is recorded here */
  meeting_id: string | null
  /** What else is to be known of it, for its owners and the team, bilingual; null: nothing */
  note: Json | null
  /** How it is known: entered by its people; from paper, said, by message and noted by the team */
  how: string
  /** When it was entered */
  noted_at: Generated<Timestamp>
  /** Scan of the act; null: none. Seen by whoever sees the mandate */
  attachment_id: string | null
  /** When it was put away as noted by mistake; null: it stands */
  removed_at: Timestamp | null
}

/** An organisation that raises a demand, or was asked to endorse a joint one */
export interface DialogueDemandOwner {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Demand */
  demand_id: string
  /** Organisation */
  organisation_id: string
  /** It raised the demand, or endorsed the joint one; false: it was asked */
  owns: boolean
  /** It owns the demand because it endorsed it */
  by_endorsing: Generated<boolean>
  /** Day on which it agreed to a public page of these words; null: it has not, or took it back */
  publishes_on: string | null
  /** Version of the words that it agreed to publish */
  publishes_version: number | null
  /** How that is known: entered by its people; from paper, said, by message and noted by the team */
  publishes_how: string | null
}

/** Place of a demand in an order agreed by consensus; addressees do not see it */
export interface DialogueDemandPriority {
  /** Workspace */
  workspace_id: string
  /** Demand */
  demand_id: string
  /** Place, 1 before all */
  place: number
  /** Day of the consensus */
  agreed_on: string
}

/** A demand moved from a stage to the next: when, by whom, in what words */
export interface DialogueDemandStep {
  /** Workspace */
  workspace_id: string
  /** UUIDv7, in order */
  id: string
  /** Demand */
  demand_id: string
  /** Step taken */
  step: string
  /** Stage it led to */
  stage: string
  /** Stage it led from; empty: the demand was raised by it */
  stage_before: string
  /** Day on which it was taken, not entered */
  taken_on: string
  /** The answer in the addressee's words, or a note on the step, bilingual */
  words: Json | null
  /** Who took it: an owner, or the addressee who answered; null: not said */
  organisation_id: string | null
  /** How it is known: entered by its people; from paper, said, by message and noted by the team */
  how: string
  /** Who entered it; null: the program */
  member_id: string | null
  /** When it was entered */
  noted_at: Generated<Timestamp>
  /** When it was undone as a mistake; null: it stands */
  undone_at: Timestamp | null
}

/** Votes that an organisation gave a demand when priorities were set; addressees do not see them */
export interface DialogueDemandVote {
  /** Workspace */
  workspace_id: string
  /** Demand */
  demand_id: string
  /** Organisation */
  organisation_id: string
  /** Votes */
  votes: number
  /** Day */
  voted_on: string
  /** How they are known: entered by its people; from paper, said, by message and noted by the team */
  how: string
}

/** A link that lets whoever has it take the attendance of one meeting */
export interface DialogueDoor {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Meeting */
  meeting_id: string
  /** Hash of its token */
  hash: string
  /** Who was given it */
  label: Generated<string>
  /** When it ends */
  expires_at: Timestamp
  /** When it was ended before its time */
  ended_at: Timestamp | null
  /** Who made it; null: the program */
  member_id: string | null
}

/** A photograph or document that shows how a commitment is kept */
export interface DialogueEvidence {
  /** Workspace */
  workspace_id: string
  /** The file: kernel.attachment of the same id */
  id: string
  /** Commitment */
  commitment_id: string
  /** View with which it was given; null: given by itself */
  assessment_id: string | null
  /** Incident that it shows; null: none */
  incident_id: string | null
  /** Whose it is; null: the programme's. The person is in the log alone */
  organisation_id: string | null
  /** What is to be seen, without names; bilingual; null: nothing said */
  words: Json | null
  /** When it arrived */
  created_at: Generated<Timestamp>
}

/** A member's calendar address, which calendars read without signing in */
export interface DialogueFeed {
  /** Workspace */
  workspace_id: string
  /** Member */
  member_id: string
  /** Hash of its token */
  hash: string
  /** When it was made */
  created_at: Generated<Timestamp>
}

/** People counted without names; each phone has its own count, and counts are not added up */
export interface DialogueHeadCount {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Meeting */
  meeting_id: string
  /** Of whom */
  constituency: string
  /** Which phone counted */
  device: string
  /** Women */
  women: Generated<number>
  /** Men */
  men: Generated<number>
  /** Sex not said or another */
  others: Generated<number>
  /** When, by the phone */
  counted_at: Timestamp
}

/** What happened against a permanent commitment, on a day */
export interface DialogueIncident {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Commitment */
  commitment_id: string
  /** Who reports it */
  organisation_id: string
  /** Kind */
  kind: string
  /** Day */
  happened_on: string
  /** Where, as people say it */
  venue: Generated<string>
  /** Women affected; null: not counted */
  women: number | null
  /** Men affected; null: not counted */
  men: number | null
  /** What happened, without names; bilingual */
  words: Json
  /** When it was entered */
  created_at: Generated<Timestamp>
}

/** A party's invitation and what it answered; contacts and needs are its own */
export interface DialogueInvitation {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Meeting */
  meeting_id: string
  /** Organisation invited */
  organisation_id: string
  /** Person it is addressed to */
  addressee: Generated<string>
  /** Her phone, for WhatsApp */
  phone: Generated<string>
  /** Hash of the link's token; null: no link yet */
  hash: string | null
  /** When the link ends */
  expires_at: Timestamp | null
  /** Whether they come */
  answer: Generated<string>
  /** Women who come */
  women: number | null
  /** Men who come */
  men: number | null
  /** Their names, one a line, where they want to give them */
  names: Generated<string>
  /** Children to be looked after */
  children: number | null
  /** Language they need */
  interpretation: Generated<string>
  /** What else they want to say */
  note: Generated<string>
  /** When */
  answered_at: Timestamp | null
  /** How the answer came */
  answered_by: string | null
  /** What the token of its link is made from; null: its id, until a second link is made */
  link_seed: string | null
  /** Counts writes of the contact */
  version: Generated<number>
}

/** A meeting, from its convocation to its minutes */
export interface DialogueMeeting {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Platform it belongs to; null: none */
  platform_id: string | null
  /** Kind */
  kind: string
  /** Bilingual title */
  title: Json
  /** What it is for, bilingual */
  purpose: Json | null
  /** When it begins */
  starts_at: Timestamp
  /** When it ends */
  ends_at: Timestamp
  /** Place */
  place_id: string | null
  /** Hall and street as one tells somebody the way */
  venue: Generated<string>
  /** Where it is held or followed on line */
  url: string | null
  /** Worker group it is about */
  worker_group_id: string | null
  /** Organisation that convenes; null: the programme */
  convenor_id: string | null
  /** Whether children are looked after meanwhile */
  childcare: Generated<boolean>
  /** Languages interpreted, as people name them; empty: none */
  interpretation: Generated<string>
  /** State */
  state: Generated<string>
  /** Its table: the organisations that are its parties */
  audience_id: string
  /** Counts changes of time and place, for calendars (RFC 5545 SEQUENCE) */
  sequence: Generated<number>
  /** When last changed */
  changed_at: Generated<Timestamp>
  /** When it was entered */
  created_at: Generated<Timestamp>
}

/** A line of the minutes */
export interface DialogueMinuteItem {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Meeting */
  meeting_id: string
  /** Order */
  position: number
  /** What it is */
  kind: string
  /** What it says, bilingual */
  words: Json
  /** Who commits itself, demands or dissents */
  organisation_id: string | null
  /** To whom a demand goes */
  addressee_id: string | null
  /** When a commitment is due; null: no day set */
  due_on: string | null
}

/** The minutes of a meeting, of several parties */
export interface DialogueMinutes {
  /** Workspace */
  workspace_id: string
  /** Meeting */
  meeting_id: string
  /** draft: only the team sees it; circulated: the parties see it; signed off: the text stands */
  state: Generated<string>
  /** The proposal analysed, bilingual */
  proposal: Json | null
  /** When the parties got it */
  circulated_at: Timestamp | null
  /** When its text was made to stand */
  signed_off_at: Timestamp | null
  /** Who did */
  signed_off_by: string | null
  /** Counts writes */
  version: Generated<number>
}

/** A negotiation of one or more sectors with one or more counterparts */
export interface DialogueNegotiation {
  /** Workspace */
  workspace_id: string
  /** The same as in kernel.record */
  id: string
  /** Platform it belongs to; null: none */
  platform_id: string | null
  /** Bilingual title */
  title: Json
  /** What it is about, bilingual */
  purpose: Json | null
  /** State */
  state: Generated<string>
  /** Day of its last step; null: none yet */
  state_on: string | null
  /** Why it is deadlocked or was broken off, as it was said at the table, bilingual; null: it is neither */
  state_reason: Json | null
  /** Place it is about */
  place_id: string | null
  /** Worker group it is about */
  worker_group_id: string | null
  /** When the parties first sat down; null: not yet */
  started_on: string | null
  /** Its table: the organisations that have a delegation */
  audience_id: string
  /** When it was entered */
  created_at: Generated<Timestamp>
}

/** A round of a negotiation */
export interface DialogueNegotiationRound {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Negotiation */
  negotiation_id: string
  /** Counts from 1 */
  number: number
  /** Meeting at which it was held; null: none in the calendar */
  meeting_id: string | null
  /** Day */
  held_on: string
  /** What came of it, bilingual */
  note: Json | null
  /** When it was put away; null: it stands */
  removed_at: Timestamp | null
  /** Counts writes */
  version: Generated<number>
}

/** A demand, offer or counter-offer on a point: its organisation's own until it is sent, and not changed after */
export interface DialogueOffer {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Point */
  point_id: string
  /** Round in which it was made; null: between rounds */
  round_id: string | null
  /** Who makes it */
  organisation_id: string
  /** Kind */
  kind: string
  /** Offer it answers; null: the first word */
  answers_id: string | null
  /** Words proposed for the clause, bilingual */
  words: Json
  /** When it was put on the table here; null: nobody else sees it */
  sent_at: Timestamp | null
  /** Day on which it was made at the table: earlier, where recorded from paper */
  sent_on: string | null
  /** Day on which it was taken back; it stays to be read */
  withdrawn_on: string | null
  /** Counts writes while it is not sent */
  version: Generated<number>
}

/** One person at one meeting, without her name */
export interface DialogueParticipation {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Meeting */
  meeting_id: string
  /** Organisation she comes for; null: none */
  organisation_id: string | null
  /** Whom she comes for */
  constituency: string
  /** As she says herself; null: not said */
  sex: string | null
  /** As she says; null: not said */
  age: string | null
  /** Keyed hash of her name within her organisation: the same person in another meeting has the same */
  person_key: string
  /** When she was noted as present; null: only expected */
  attended_at: Timestamp | null
  /** Two phones noted her; she is counted once */
  noted_twice: Generated<boolean>
}

/** The name behind a participation; protected */
export interface DialogueParticipationName {
  /** Workspace */
  workspace_id: string
  /** Participation */
  id: string
  /** Name as she gave it */
  name: string
  /** Whether she says she is indigenous; null: not said */
  indigenous: boolean | null
  /** Whether she says she has a disability; null: not said */
  disability: boolean | null
}

/** An organisation at a meeting, and its position on the minutes */
export interface DialogueParty {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Meeting */
  meeting_id: string
  /** Organisation */
  organisation_id: string
  /** Whom it stands for at this meeting */
  constituency: string
  /** Its position on the minutes */
  position: Generated<string>
  /** Its reservation or its reason, in its own words */
  position_note: Generated<string>
  /** Day of its position; null: none yet */
  position_on: string | null
  /** How it was given: entered by a person of the organisation; said in the room, by a message, on a signed scan and noted by the team; null: pending, or noted before this was asked */
  position_how: string | null
}

/** A standing place of dialogue: meetings, demands and negotiations belong to one */
export interface DialoguePlatform {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Bilingual name */
  name: Json
  /** Who meets: workers' organisations among themselves, with advisers, with officials, with employers */
  among: string
  /** Forum, working table, negotiating platform, network */
  kind: string
  /** Organisation that convenes; null: the programme */
  convenor_id: string | null
  /** Rules it gave itself, bilingual */
  rules: Json | null
  /** Place it is about */
  place_id: string | null
  /** Worker group it is about */
  worker_group_id: string | null
  /** First day; null: not known */
  started_on: string | null
  /** Last day; null: it goes on */
  ended_on: string | null
  /** Its table: the organisations that are members now */
  audience_id: string
  /** When it was entered */
  created_at: Generated<Timestamp>
}

/** An organisation on a platform, from a day to a day */
export interface DialoguePlatformMember {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Platform */
  platform_id: string
  /** Organisation */
  organisation_id: string
  /** Since when; null: not known */
  joined_on: string | null
  /** Until when; null: it is a member now */
  left_on: string | null
  /** Women among those who sit for it; null: not known */
  women: number | null
  /** Men; null: not known */
  men: number | null
}

/** A point that is negotiated; the words agreed on become a clause */
export interface DialoguePoint {
  /** Workspace */
  workspace_id: string
  /** The same as in kernel.record */
  id: string
  /** Negotiation */
  negotiation_id: string
  /** Order */
  position: number
  /** What it is about, bilingual */
  title: Json
  /** Demand it answers; null: none recorded */
  demand_id: string | null
  /** State */
  state: Generated<string>
  /** Offer that all parties accepted */
  agreed_offer_id: string | null
  /** When it was put away; null: it is on the table */
  removed_at: Timestamp | null
}

/** A policy dialogue: what it is for, what was recommended, what came of it */
export interface DialoguePolicyDialogue {
  /** Workspace */
  workspace_id: string
  /** The same as in kernel.record */
  id: string
  /** The question, bilingual */
  title: Json
  /** What it is for, bilingual */
  purpose: Json | null
  /** Meeting at which it was held; null: none */
  meeting_id: string | null
  /** Platform it belongs to; null: none */
  platform_id: string | null
  /** Option recommended; null: none so far */
  recommended_id: string | null
  /** Why that one, bilingual */
  reason: Json | null
  /** What came of it, bilingual */
  outcome: Json | null
  /** Day of the outcome */
  outcome_on: string | null
  /** Table of its meeting or platform; null: by the role table */
  audience_id: string | null
  /** When it was entered */
  created_at: Generated<Timestamp>
}

/** An option of a policy dialogue */
export interface DialoguePolicyOption {
  /** Workspace */
  workspace_id: string
  /** The same as in kernel.record */
  id: string
  /** Policy dialogue */
  dialogue_id: string
  /** Order */
  position: number
  /** What it is called, bilingual */
  name: Json
  /** What speaks for it, bilingual, one point a line */
  pros: Json | null
  /** What speaks against it, bilingual, one point a line */
  cons: Json | null
  /** Cost in the currency's smallest unit; null: not known */
  cost_minor: number | null
  /** ISO 4217 */
  currency: Generated<string>
  /** Once, a month, a year */
  cost_period: string | null
  /** Who pays */
  payer: Generated<string>
  /** How the cost was reckoned */
  cost_note: Generated<string>
  /** Which norm would have to change and how, bilingual */
  legal_route: Json | null
  /** Who decides, where it is no organisation of the list */
  decides: Generated<string>
  /** Organisation that decides */
  decides_id: string | null
}

/** A proposal on the agenda of an authority */
export interface DialogueProposal {
  /** Workspace */
  workspace_id: string
  /** The same as in kernel.record */
  id: string
  /** What it is called, bilingual */
  title: Json
  /** What it asks for, bilingual */
  summary: Json | null
  /** Legislative, or executive (an agreement, rules of operation) */
  route: string
  /** Level of government */
  level: string
  /** State, of those of its route */
  state: Generated<string>
  /** Authority on whose agenda it is */
  authority_id: string | null
  /** Organisation that puts it forward and may write it; null: the programme with several */
  organisation_id: string | null
  /** Who carries it within the authority, as is publicly known */
  champion: Generated<string>
  /** Day on which the authority got it; null: not yet, and then nobody there sees it */
  lodged_on: string | null
  /** Day on which money was assigned to it; null: none so far */
  budgeted_on: string | null
  /** Which budget, how much, bilingual; null: not noted */
  budget_note: Json | null
  /** Day by which the law has the authority act; null: none known */
  deadline_on: string | null
  /** The law that sets it, instrument and article, bilingual; null: there is no deadline */
  deadline_basis: Json | null
  /** Step that meets it; null: any further step of the authority's */
  deadline_step: string | null
  /** Platform that works on it; null: none */
  platform_id: string | null
  /** Table of that platform; null: by the role table */
  audience_id: string | null
  /** When it was entered */
  created_at: Generated<Timestamp>
}

/** Who stands in the way of a proposal, as the team sees it; nobody else does */
export interface DialogueProposalBlock {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Proposal */
  proposal_id: string
  /** Organisation; null: a person or group named in who */
  organisation_id: string | null
  /** Who, where it is no organisation of the list */
  who: Generated<string>
  /** How, and what moves them */
  note: Generated<string>
  /** Day of the observation */
  observed_on: string
}

/** A step of a proposal: when, who did it, how it is known */
export interface DialogueProposalStep {
  /** Workspace */
  workspace_id: string
  /** UUIDv7, in order */
  id: string
  /** Proposal */
  proposal_id: string
  /** Step, or budget for the milestone beside */
  step: string
  /** State it led to */
  state: string
  /** State it led from; empty: the proposal began by it */
  state_before: string
  /** Day on which it was taken, not entered */
  taken_on: string
  /** Who took it: the committee, the plenary, the office */
  done_by: Generated<string>
  /** What came of it, bilingual; null: nothing noted */
  note: Json | null
  /** Where it can be read: the gazette, the session */
  source_url: string | null
  /** Meeting whose minutes say so */
  meeting_id: string | null
  /** File that shows it: the stamped copy, the official letter */
  attachment_id: string | null
  /** Who entered it; null: the program */
  member_id: string | null
  /** When it was entered */
  noted_at: Generated<Timestamp>
  /** When it was undone as a mistake; null: it stands */
  undone_at: Timestamp | null
}

/** A step against a breach, with its letter: reminder, mediation, complaint, press */
export interface DialogueRemedy {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Commitment */
  commitment_id: string
  /** In whose name; null: the programme's */
  organisation_id: string | null
  /** Rung of the ladder */
  rung: string
  /** State */
  state: Generated<string>
  /** The letter, bilingual; a draft is the team's and that organisation's */
  letter: Json
  /** To whom it goes */
  addressee: Generated<string>
  /** Day it was sent */
  sent_on: string | null
  /** Day by which an answer is asked or owed by law */
  answer_due_on: string | null
  /** Day of the answer */
  answered_on: string | null
  /** What was answered */
  answer: Generated<string>
  /** Counts writes */
  version: Generated<number>
}

/** A party of an agreement: by what authority it signs, what its base said, whether it lets the text be public */
export interface DialogueSignatory {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Agreement */
  agreement_id: string
  /** Organisation */
  organisation_id: string
  /** Whom it stands for here */
  constituency: string
  /** Order in which parties are named */
  position: Generated<number>
  /** In what capacity it signs: general secretary, head of the office */
  capacity: Generated<string>
  /** By what it may bind its organisation; null: not recorded */
  authority: string | null
  /** Day of the vote, the assembly, the appointment */
  authority_on: string | null
  /** Act, article or result */
  authority_note: Generated<string>
  /** What the base said to the text; null: not asked */
  report_back: string | null
  /** Day on which the base said so */
  report_back_on: string | null
  /** Why it signs without asking its base first; empty: it asks, or none is said */
  no_report_back_reason: Generated<string>
  /** Day it signed; null: not yet */
  signed_on: string | null
  /** Day on which it agreed to a public page; null: it has not, or took it back */
  publishes_on: string | null
}

/** Who signs for a party: seen as leaders' names are */
export interface DialogueSignatoryName {
  /** Workspace */
  workspace_id: string
  /** Signatory */
  id: string
  /** Names, one a line */
  names: string
}

/** The microdata of one survey and period over one territory; INEGI may publish it again, each time a vintage */
export interface EvidenceDataFile {
  /** Workspace */
  workspace_id: string
  /** UUIDv7, the same as in kernel.record */
  id: string
  /** enoe, enoe_n, etoe */
  survey: string
  /** Period code: 2019T1, 2020-05 */
  period: string
  /** MX, or the codes of the states that the file covers */
  coverage: string[]
  /** Made-up data, marked so on every page and export */
  is_sample: Generated<boolean>
}

/** An entry of the library: law, study, statistics, press, testimony; a file, a link, or both */
export interface EvidenceDocument {
  /** Workspace */
  workspace_id: string
  /** UUIDv7, the same as in kernel.record */
  id: string
  /** law, study, statistic, rules (of a programme), minutes, press, testimony, other */
  kind: string
  /** Bilingual title */
  title: Json
  /** Title without accents and capitals, by which lists are ordered and doubles are found */
  sort_title: string
  /** Who wrote it, as printed */
  authors: string | null
  /** Who published it */
  publisher: string | null
  /** Year, month or day of publication: 2019, 2019-05, 2019-05-12 */
  published: string | null
  /** Language of its text, BCP 47 */
  language: string
  /** Topics it speaks of: codes of the common list, and of evidence.topic */
  topics: Generated<string[]>
  /** How far it carries: primary source, official, reviewed by peers, grey, press, unknown */
  quality: Generated<string>
  /** Why, in the team's words */
  quality_note: string | null
  /** open: may be passed on whole; quote: may be quoted; none: not to be quoted */
  rights: Generated<string>
  /** Licence or permission as given */
  licence: string | null
  /** What it says, in few sentences */
  summary: Json | null
  /** Address where it was found; nothing is fetched from there */
  url: string | null
  /** Day on which somebody saw it at that address */
  seen_on: string | null
  /** The file that is read now; null: a link alone */
  file_id: string | null
  /** False: it came as a file, and nobody has said yet what it is */
  is_described: Generated<boolean>
  /** Who sees it, the same as of its record; null: whoever the role table lets see evidence */
  audience_id: string | null
  /** When added */
  added_at: Generated<Timestamp>
  /** When removed, the same as of its record; purged after 30 days */
  removed_at: Timestamp | null
}

/** The files of a document, each a version of it; the text of the one that is read now stands in document_page */
export interface EvidenceDocumentFile {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Document */
  document_id: string
  /** From 1 */
  number: number
  /** The original; null: text that was typed or pasted */
  attachment_id: string | null
  /** Hash of the original: the same file is recognised */
  sha256: string | null
  /** pdf, docx, odt, text, pasted */
  format: string
  /** waiting to be read, read, no_text (a scan), failed */
  state: string
  /** Pages of a PDF, sections of anything else */
  pages: Generated<number>
  /** Its text was typed or pasted by somebody, for the file itself has none */
  is_pasted: Generated<boolean>
  /** Job that reads it */
  job_id: string | null
  /** Why it could not be read */
  problem_code: string | null
  /** Values of that problem */
  problem_values: Json | null
  /** When given */
  at: Generated<Timestamp>
  /** Who gave it; null: the program */
  member_id: string | null
}

/** Worker groups that a document speaks of; none: of all of them */
export interface EvidenceDocumentGroup {
  /** Workspace */
  workspace_id: string
  /** Document */
  document_id: string
  /** Worker group */
  worker_group_id: string
}

/** A list of documents that somebody gave: looked at first, then written whole or not at all */
export interface EvidenceDocumentImport {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Name of the file as given */
  file_name: string
  /** Hash of the file, which is kept */
  sha256: string
  /** When uploaded or pasted */
  given_at: Generated<Timestamp>
  /** Who; null: the program */
  member_id: string | null
  /** When it was written; null: only looked at so far */
  done_at: Timestamp | null
  /** Documents that were new */
  added: Generated<number>
  /** Documents that were described anew */
  updated: Generated<number>
  /** Documents that stood here already */
  unchanged: Generated<number>
  /** Those that were added: undoing takes them away */
  document_ids: Generated<string[]>
  /** When the added ones were taken away again; null: they hold */
  undone_at: Timestamp | null
}

/** What the team notes on a document, for itself alone */
export interface EvidenceDocumentNote {
  /** Workspace */
  workspace_id: string
  /** Document */
  document_id: string
  /** The note */
  note: string
}

/** The text of a document as it is read now, page by page; sections where there are no pages */
export interface EvidenceDocumentPage {
  /** Workspace */
  workspace_id: string
  /** Document */
  document_id: string
  /** Page as the file counts, or section, from 1 */
  number: number
  /** Heading of the section, where it has one */
  heading: string | null
  /** Text, one paragraph a line */
  text: string
  /** Language of the document when it was read */
  language: string
  /** Its words, for counting and marking them */
  words: GeneratedAlways<string>
}

/** Places that a document speaks of */
export interface EvidenceDocumentPlace {
  /** Workspace */
  workspace_id: string
  /** Document */
  document_id: string
  /** Place */
  place_id: string
}

/** Which document holds a word, and on which pages; written with the text and with the description */
export interface EvidenceDocumentWord {
  /** Workspace */
  workspace_id: string
  /** By which rules the word was made: es, en, plain */
  rules: string
  /** The word without its ending */
  word: string
  /** Document */
  document_id: string
  /** True: of its pages; false: of title, authors, publisher, summary */
  in_text: boolean
  /** Pages that hold it, in order; none of the description */
  pages: Generated<number[]>
}

/** A cited estimate, frozen with its specification */
export interface EvidenceFigure {
  /** Workspace */
  workspace_id: string
  /** UUIDv7, the same as in kernel.record */
  id: string
  /** Data file it comes from */
  data_file_id: string
  /** Vintage it was computed on */
  vintage_id: string
  /** What was computed: place, group, table, row, measure, sex, definition and its version */
  spec: Json
  /** Value, standard error, CV, cases, base, as computed then */
  estimate: Json
  /** The same on a newer vintage, where it came out different and nobody has settled it yet */
  recomputed: Json | null
  /** Of a change: the data file of the earlier period; null: a figure of one file */
  against_file_id: string | null
  /** Vintage of that file it was computed on */
  against_vintage_id: string | null
}

/** What the team says of one cell of the gap matrix: topic by worker group by place; what is held is counted from the documents */
export interface EvidenceGap {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Topic */
  topic: string
  /** Worker group; null: all of them */
  worker_group_id: string | null
  /** Place */
  place_id: string
  /** Whether what is held is enough; null: nobody has said */
  judged: string | null
  /** How much it matters to close it */
  priority: string | null
  /** Why, what exactly is missing */
  note: string | null
  /** The task of closing it: wanted, commissioned, in_hand, closed; null: there is none */
  state: string | null
  /** Who is to close it */
  who: string | null
  /** By which day */
  due: string | null
  /** Counts writes */
  version: Generated<number>
}

/** Files that somebody gave, and what became of them */
export interface EvidenceImport {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Files given: name, sha256, bytes */
  files: Json
  /** What was recognised in them, as soon as it is known */
  found: Json | null
  /** added, replaced an older vintage, same as one already here; null: under way or failed */
  outcome: string | null
  /** Vintage made or found the same */
  vintage_id: string | null
  /** The made-up survey */
  is_sample: Generated<boolean>
  /** Job that does the work */
  job_id: string | null
  /** When given */
  at: Generated<Timestamp>
  /** Who gave them; null: the command line or the program */
  member_id: string | null
}

/** Words of a document that can be cited, with the page they stand on */
export interface EvidencePassage {
  /** Workspace */
  workspace_id: string
  /** UUIDv7, the same as in kernel.record */
  id: string
  /** Document */
  document_id: string
  /** Which of the document's files it was taken from */
  file_number: number
  /** Page or section in that file */
  page: number
  /** The words, as they stand there */
  quote: string
  /** The same in the other language of the workspace, where somebody translated it */
  translation: string | null
  /** False: a newer file of the document does not say this on that page any more */
  is_found: Generated<boolean>
}

/** A figure that somebody else published, typed or imported, cited as published */
export interface EvidencePublishedFigure {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** The same as id once it is a citable record of the kernel; null: imported and not cited yet */
  record_id: string | null
  /** The import that wrote it last; null: typed */
  import_id: string | null
  /** Period code */
  period: string
  /** Place code */
  place_code: string
  /** What it counts, in our vocabulary (til1); null: nothing that we estimate */
  indicator: string | null
  /** Headings and row in the publication; with period, place, sex and locality it is one figure. Null: typed */
  path: string | null
  /** What it counts, as published */
  label: Json
  /** total, women, men */
  sex: Generated<string>
  /** all, or the size of locality */
  locality: Generated<string>
  /** Unit of value, se, low and high */
  unit: string
  /** The figure; rates in percent */
  value: number
  /** Decimals printed: 56.9 has one, so that 56.88 agrees with it */
  decimals: number
  /** Standard error, same unit */
  se: number | null
  /** Coefficient of variation, percent */
  cv: number | null
  /** Decimals printed of cv */
  cv_decimals: number | null
  /** Lower limit of its interval */
  low: number | null
  /** Upper limit */
  high: number | null
  /** Confidence level of the interval, percent */
  level: number | null
  /** Producer, title, page, address, date; sheet and row of an imported one */
  source: Json
}

/** A file of published figures that somebody gave: looked at first, then imported whole or not at all */
export interface EvidencePublishedImport {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Name of the file as given */
  file_name: string
  /** Hash of the file, which is kept: the same one is recognised */
  sha256: string
  /** Its size */
  bytes: number
  /** When uploaded */
  given_at: Generated<Timestamp>
  /** Who; null: the program */
  member_id: string | null
  /** When its figures were written; null: only looked at so far */
  done_at: Timestamp | null
  /** Figures that were new */
  added: Generated<number>
  /** Figures that stood here with other numbers */
  updated: Generated<number>
  /** Figures that stood here already */
  unchanged: Generated<number>
  /** What the updated figures said before, so that the import can be undone */
  replaced: Generated<Json>
  /** When it was undone; null: it holds */
  undone_at: Timestamp | null
}

/** Withheld estimates that a coordinator opened for internal reading; they cannot be cited */
export interface EvidenceReveal {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Data file */
  data_file_id: string
  /** Place whose withheld estimates are shown */
  place_code: string
  /** Code of the worker group, where the overview is of one */
  worker_group: string | null
  /** When */
  at: Generated<Timestamp>
  /** Who */
  member_id: string | null
}

/** Topics that a workspace adds to the common list */
export interface EvidenceTopic {
  /** Workspace */
  workspace_id: string
  /** Short name; begins with own_, so that it meets none of the common list */
  code: string
  /** Bilingual name */
  name: Json
}

/** One delivery of a data file: the old ones are kept, because figures cite them */
export interface EvidenceVintage {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Data file */
  data_file_id: string
  /** From 1 */
  number: number
  /** Hash over the hashes of the files given: the same files are recognised */
  sha256: string
  /** Files given: name, sha256, bytes */
  files: Json
  /** Persons in the file, interviewed or not */
  rows: number
  /** Column of the expansion factor */
  weight: string
  /** Column of the design stratum; null: the file has none, so no error can be given */
  strata: string | null
  /** Column of the primary sampling unit; null as above */
  psu: string | null
  /** Names of the columns at hand */
  columns: Json
  /** What the importer recognised: tables, renamings, what is missing, warnings */
  found: Json
  /** Folder of its Parquet, relative to the data directory */
  directory: string
  /** When imported */
  imported_at: Generated<Timestamp>
  /** Who imported; null: the command line or the program */
  member_id: string | null
  /** When a newer vintage took its place; null: current */
  replaced_at: Timestamp | null
}

/** Who may what by default; the same in every workspace, hence without workspace_id */
export interface KernelAccessRule {
  /** What is protected, e.g. evidence, demand, leader_contact */
  resource: string
  /** Role of a member, or public */
  role: string
  /** Scopes seen: all, own, table, presented, published, delegation, agreed */
  see: string[]
  /** Scopes written */
  write: string[]
  /** Scopes exported */
  export: string[]
}

/** What arrived from the outbox of a phone: a second arrival of the same entry changes nothing */
export interface KernelArrival {
  /** Workspace */
  workspace_id: string
  /** Id of the entry, made on the phone */
  id: string
  /** What sort of entry: attendance, head_count, … */
  kind: string
  /** What it is about: the meeting, the commitment */
  subject_id: string
  /** When it arrived */
  at: Generated<Timestamp>
  /** Who sent it; null: whoever was given the link */
  member_id: string | null
}

/** A file, kept by its SHA-256 in the data directory */
export interface KernelAttachment {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Record it belongs to */
  record_id: string | null
  /** Hash of the content: files/ab/<sha256> */
  sha256: string
  /** Size */
  bytes: number
  /** Media type */
  media_type: string
  /** File name as given */
  name: string
  /** Whose it is; null: the programme's */
  organisation_id: string | null
  /** Who may see it; null: by the role table */
  audience_id: string | null
  /** Resource in kernel.access_rule */
  resource: string
  /** When added */
  at: Generated<Timestamp>
  /** Who added it; null: the program */
  member_id: string | null
  /** When deleted; purged after 30 days */
  deleted_at: Timestamp | null
}

/** Who may see a record or a field: the public, the team, a table, a delegation, one organisation */
export interface KernelAudience {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** public and team exist once; the others have organisations */
  kind: string
  /** Bilingual name shown beside what it protects */
  name: Json
}

/** Members who are of an audience themselves, beside those of its organisations: the facilitators of a table */
export interface KernelAudienceMember {
  /** Workspace */
  workspace_id: string
  /** Audience */
  audience_id: string
  /** Member */
  member_id: string
}

/** Organisations whose people are of an audience */
export interface KernelAudienceOrganisation {
  /** Workspace */
  workspace_id: string
  /** Audience */
  audience_id: string
  /** Organisation */
  organisation_id: string
}

/** Who changed what, when, from which version; never values. Rows are only ever added */
export interface KernelEvent {
  /** Workspace */
  workspace_id: string
  /** UUIDv7, in order of time */
  id: string
  /** When */
  at: Generated<Timestamp>
  /** Who; null: the program or the command line */
  member_id: string | null
  /** created, changed, deleted, restored, cited, imported, signed_in, exported, … */
  action: string
  /** Kind of thing */
  subject_kind: string
  /** Which */
  subject_id: string | null
  /** Version after the action */
  subject_version: number | null
}

/** One step of a thread: record_id rests on basis_id as it stood in basis_version */
export interface KernelLink {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** How: supports, quotes, answers, becomes, fulfils, measures, replaces */
  kind: string
  /** What is cited */
  basis_id: string
  /** Version cited */
  basis_version: number
  /** What rests on it */
  record_id: string
  /** When linked */
  at: Generated<Timestamp>
  /** Who linked; null: the program */
  member_id: string | null
}

/** A person in a workspace with a role; needs neither e-mail nor account */
export interface KernelMember {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Who signs in as this member (auth.user); null: cannot sign in yet */
  account_id: string | null
  /** Name as the person wants to be called */
  name: string
  /** Role in this workspace; rules in kernel.access_rule */
  role: string
  /** Organisation the person acts for; leaders, officials and employers have one */
  organisation_id: string | null
  /** Language of the interface at first sign-in */
  language: Generated<string>
  /** Counts writes */
  version: Generated<number>
  /** When added */
  created_at: Generated<Timestamp>
  /** When removed; purged after 30 days */
  deleted_at: Timestamp | null
}

/** An organisation as access needs it: what a leader, official or employer acts for; the part actors holds the rest */
export interface KernelOrganisation {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Bilingual name */
  name: Json
}

/** Country, state, municipality or borough, locality, zone */
export interface KernelPlace {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** MX, INEGI's 01…32 for states, 09007 for municipalities; free elsewhere */
  code: string
  /** Level */
  kind: string
  /** Place that contains it */
  parent_id: string | null
  /** Bilingual name */
  name: Json
  /** ISO 3166 code where there is one */
  iso: string | null
  /** GeoJSON geometry in WGS 84, where imported */
  outline: Json | null
}

/** Register of everything citable, whatever part holds it */
export interface KernelRecord {
  /** Workspace */
  workspace_id: string
  /** UUIDv7, the same as in the part's own table */
  id: string
  /** Kind */
  kind: string
  /** Version now; links pin the one they cite */
  version: Generated<number>
  /** Bilingual title in lists and threads */
  title: Json
  /** Address within the workspace, without language */
  path: string
  /** Whose it is: the organisation that raised, offered or assessed; null: the programme's */
  organisation_id: string | null
  /** Who may see it; null: whoever the role table lets see this resource */
  audience_id: string | null
  /** Others voted, endorsed or signed it: a changed basis is shown to the team only, and marks it basis_revised */
  endorsed: Generated<boolean>
  /** Place it speaks of */
  place_id: string | null
  /** Worker group it speaks of */
  worker_group_id: string | null
  /** When made */
  created_at: Generated<Timestamp>
  /** When last changed */
  changed_at: Generated<Timestamp>
  /** When it ceased to hold (consent revoked, unpublished) */
  withdrawn_at: Timestamp | null
  /** When deleted; purged after 30 days */
  deleted_at: Timestamp | null
  /** Organisations that own it beside organisation_id, kept by the part whose record it is; empty: none */
  co_owners: Generated<string[]>
}

/** Kinds of citable record and the resource whose access rules hold; each part adds its own */
export interface KernelRecordKind {
  /** figure, demand, clause, … */
  kind: string
  /** Resource in kernel.access_rule */
  resource: string
}

/** What a record said in each of its versions */
export interface KernelRecordVersion {
  /** Workspace */
  workspace_id: string
  /** Record */
  record_id: string
  /** Version, from 1 */
  version: number
  /** Its fields; null after legal erasure */
  snapshot: Json | null
  /** Who might see it then: what was private stays so when a later version is published */
  audience_id: string | null
  /** When */
  at: Generated<Timestamp>
  /** Who; null: the program */
  member_id: string | null
  /** Whose it was then: who sees a record only as its own organisation's does not see what it said while it was another's */
  organisation_id: string | null
}

/** What the search box finds; written in the transaction that writes the record */
export interface KernelSearchEntry {
  /** Workspace */
  workspace_id: string
  /** Id of what is found */
  id: string
  /** Kind of what is found */
  kind: string
  /** Resource in kernel.access_rule */
  resource: string
  /** Address within the workspace, without language */
  path: string
  /** Bilingual title */
  title: Json
  /** Other words to find it by */
  body: Generated<string>
  /** Whose it is; null: the programme's */
  organisation_id: string | null
  /** Who may find it; null: by the role table */
  audience_id: string | null
  /** Search vector of title and body in Spanish and English */
  words: GeneratedAlways<string>
}

/** One decision of a person on the thread of a record, with what it took away, so that she can take it back */
export interface KernelSettling {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Record that was confirmed, or that rests on less now */
  record_id: string
  /** confirmed: it holds as it is; dropped: it rests no longer on what moved; unlinked: a link was taken away */
  how: string
  /** Stale marks as they stood before */
  marks: Generated<Json>
  /** Links as they stood before */
  links: Generated<Json>
  /** When */
  at: Generated<Timestamp>
  /** When it was taken back; null: it stands */
  undone_at: Timestamp | null
  /** Who; null: the program */
  member_id: string | null
}

/** Something this record rests on, however far back, has changed and nobody has confirmed or rewritten the record yet */
export interface KernelStaleMark {
  /** Workspace */
  workspace_id: string
  /** Record marked */
  record_id: string
  /** Record that changed */
  source_id: string
  /** Its version after the change */
  source_version: number
  /** revised, replaced, withdrawn, amended */
  reason: string
  /** stale: drafts and own prose; basis_revised: what others endorsed or signed, shown to the team only */
  effect: string
  /** When the first change came that is not settled yet */
  since: Generated<Timestamp>
}

/** A group of workers in informal employment: the eight common ones and the workspace's own */
export interface KernelWorkerGroup {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Short name in addresses and on the command line, e.g. domestic */
  code: string
  /** Bilingual name */
  name: Json
  /** One of the eight that every workspace starts with */
  standard: Generated<boolean>
  /** Order in lists */
  position: Generated<number>
  /** Counts writes */
  version: Generated<number>
  /** When removed; purged after 30 days */
  deleted_at: Timestamp | null
}

/** One programme team; all data belong to exactly one */
export interface KernelWorkspace {
  /** UUIDv7 made in the application */
  id: string
  /** Short name in addresses */
  slug: string
  /** Bilingual name */
  name: Json
  /** IANA zone in which due days are counted */
  timezone: Generated<string>
  /** Made-up programme that a newcomer starts with; marked on every page and export */
  is_sample: Generated<boolean>
  /** Estimates on fewer unweighted cases are withheld (our own rule) */
  minimum_cases: Generated<number>
  /** Confidence level shown by default, percent; INEGI prints 90 */
  interval_level: Generated<number>
  /** Counts writes; a write on an older version is refused */
  version: Generated<number>
  /** When it was made */
  created_at: Generated<Timestamp>
}

/** Long work: what it is, how far it has come, how it ended; kept for 90 days */
export interface PlatformJob {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** What is done: part.work, e.g. evidence.import */
  kind: string
  /** Ids that the work is about, and nothing else */
  payload: Json
  /** queued, running, done, failed, canceled */
  state: Generated<string>
  /** Step under way, a word of the kind's list; null before the first */
  step: string | null
  /** How much of the whole is done, 0 to 100 */
  percent: Generated<number>
  /** Ids of what came of it; null until done, or where nothing is to be told */
  result: Json | null
  /** Code of the problem that ended it; its sentence is in the words of its part */
  problem_code: string | null
  /** Values of the problem: where and what, nothing personal */
  problem_values: Json | null
  /** How often it was begun; more than once where the program was killed meanwhile */
  attempt: Generated<number>
  /** Number of the worker that does it: its advisory lock is held as long as that program lives */
  worker: number | null
  /** Who asked for it; null: the command line or the program */
  member_id: string | null
  /** When it was asked for */
  queued_at: Generated<Timestamp>
  /** When it was last begun */
  started_at: Timestamp | null
  /** When a person asked to stop it */
  cancel_asked_at: Timestamp | null
  /** When it ended */
  ended_at: Timestamp | null
}

/** SQL files that have run; a file that stands here never changes */
export interface PlatformMigration {
  /** File name; its time stamp is the order */
  name: string
  /** Part of the program that the file belongs to */
  part: string
  /** SHA-256 of the file when it ran */
  checksum: string
  /** When it ran here */
  ran_at: Generated<Timestamp>
}

/** An item of a report bound to its source: a number, table, chart, clause, count, list */
export interface ReportsBinding {
  /** Workspace */
  workspace_id: string
  /** Named by the text where it stands */
  id: string
  /** Report */
  report_id: string
  /** What it is of: enough to ask the source again; src/reports/bound/spec.ts */
  spec: Json
  /** What the source said when a person last took it over; src/reports/bound/value.ts */
  held: Json
  /** By what the source was known then: a vintage, a version, or the answer's own hash */
  basis: string
  /** Citable record that it rests on; null: a question asked of many */
  record_id: string | null
  /** What the source says now, where that differs and nobody has settled it */
  moved: Json | null
  /** By what the source is known now */
  moved_basis: string | null
  /** When that was seen */
  moved_at: Timestamp | null
  /** When it was inserted */
  created_at: Generated<Timestamp>
}

/** A heading, paragraph, line of a list, table or exhibit of a report, in both languages */
export interface ReportsBlock {
  /** Workspace */
  workspace_id: string
  /** Given by who wrote it, so that a save that arrives twice is one */
  id: string
  /** Report */
  report_id: string
  /** Order; new ones come between two */
  position: Numeric
  /** Goes up with each change; a change over an older one is refused */
  version: Generated<number>
  /** Kind, level and both languages; src/reports/content/model.ts */
  content: Json
  /** Last change */
  changed_at: Generated<Timestamp>
  /** Who changed it last; null: the program */
  member_id: string | null
  /** When it was taken out; purged after 30 days */
  deleted_at: Timestamp | null
}

/** Every text a block ever had: nobody's words are lost */
export interface ReportsBlockVersion {
  /** Workspace */
  workspace_id: string
  /** Block */
  block_id: string
  /** Version of the block */
  version: number
  /** What it said */
  content: Json
  /** When */
  written_at: Generated<Timestamp>
  /** Who wrote it; null: the program */
  member_id: string | null
}

/** What somebody of the team says of a paragraph or of the whole */
export interface ReportsComment {
  /** Workspace */
  workspace_id: string
  /** Identity */
  id: string
  /** Report */
  report_id: string
  /** Block it is about; null: the report as a whole */
  block_id: string | null
  /** Comment that it answers */
  answers_id: string | null
  /** Plain text */
  body: string
  /** Who said it */
  member_id: string
  /** When */
  created_at: Generated<Timestamp>
  /** When it was settled */
  resolved_at: Timestamp | null
  /** Who settled it */
  resolved_by: string | null
  /** When it was taken back */
  deleted_at: Timestamp | null
}

/** A report as it was signed: its whole text and every number, never changed afterwards */
export interface ReportsEdition {
  /** Workspace */
  workspace_id: string
  /** The same as in kernel.record, kind report */
  id: string
  /** Report that goes on living */
  report_id: string
  /** First edition, second edition */
  number: number
  /** Day of the sign-off */
  signed_on: string
  /** Name of who signed, as it stands in the edition */
  signed_by: string
  /** Who signed */
  member_id: string | null
  /** What is new in it, bilingual */
  note: Json | null
  /** Title, blocks and held values; src/reports/content/model.ts */
  content: Json
  /** Of the content as canonical JSON */
  sha256: string
  /** To whom it was sent */
  submitted_to: Generated<string>
  /** When it was sent */
  submitted_on: string | null
  /** Since when everybody may read it; null: members alone */
  published_at: Timestamp | null
  /** When it was withdrawn */
  withdrawn_at: Timestamp | null
  /** Why, bilingual */
  withdrawn_reason: Json | null
  /** When it was made */
  created_at: Generated<Timestamp>
}

/** A report as it is being written; what was signed is in reports.edition */
export interface ReportsReport {
  /** Workspace */
  workspace_id: string
  /** The same as in kernel.record, kind report_draft */
  id: string
  /** Study, statistical snapshot, fact sheet, policy brief, donor report, comparison */
  form: string
  /** Title, bilingual */
  title: Json
  /** Code of the place it is about, as the evidence writes it; null: none */
  place: string | null
  /** Code of a second place, beside the first */
  against_place: string | null
  /** Code of the worker group it is about */
  worker_group: string | null
  /** Period of the survey it speaks of, 2019T1 */
  period: string | null
  /** Earlier period it compares with */
  against_period: string | null
  /** First day of the time it gives account of */
  starts_on: string | null
  /** Last day of the time it gives account of */
  ends_on: string | null
  /** Confidence of its intervals, percent */
  interval_level: Generated<number>
  /** draft, review, signed: signed until somebody writes on */
  state: Generated<string>
  /** When it was begun */
  created_at: Generated<Timestamp>
}

/** A report as it stood at a moment that somebody wanted to keep, to compare with */
export interface ReportsSavedVersion {
  /** Workspace */
  workspace_id: string
  /** Identity */
  id: string
  /** Report */
  report_id: string
  /** What the moment was: sent to the adviser */
  name: Generated<string>
  /** As in reports.edition */
  content: Json
  /** Who kept it; null: the program, before a large change */
  member_id: string | null
  /** When */
  created_at: Generated<Timestamp>
}

/** A report's structure with guidance, made by the workspace; those that come with the program are in src/reports/templates */
export interface ReportsTemplate {
  /** Workspace */
  workspace_id: string
  /** Identity */
  id: string
  /** Goes up with each change */
  version: Generated<number>
  /** Name, bilingual */
  title: Json
  /** What kind of report it makes */
  form: string
  /** Sections with guidance; src/reports/templates/model.ts */
  content: Json
  /** When it was made */
  created_at: Generated<Timestamp>
  /** When it was removed; purged after 30 days */
  deleted_at: Timestamp | null
}

/** What an import did to a place, so that it can be taken back */
export interface SpacePlaceChange {
  /** Workspace */
  workspace_id: string
  /** Import */
  import_id: string
  /** Place */
  place_id: string
  /** Its name and outline before the import; null: the import added the place */
  before: Json | null
}

/** A GeoJSON file of places that somebody gave, and what became of it */
export interface SpacePlaceImport {
  /** Workspace */
  workspace_id: string
  /** UUIDv7 */
  id: string
  /** Name of the file as given */
  name: string
  /** Hash of the file, kept in the data directory */
  sha256: string
  /** Size of the file */
  bytes: number
  /** Places that it added; null: nobody has said yet to write it */
  added: number | null
  /** Places whose outline or name it changed */
  updated: number | null
  /** Places that were like that already */
  same: number | null
  /** When given */
  at: Generated<Timestamp>
  /** Who gave it; null: the program */
  member_id: string | null
  /** When its places were written; null: not yet */
  written_at: Timestamp | null
  /** When it was taken back */
  undone_at: Timestamp | null
}

export interface Schema {
  'actors.different': ActorsDifferent
  'actors.import': ActorsImport
  'actors.import_row': ActorsImportRow
  'actors.issue': ActorsIssue
  'actors.layout_point': ActorsLayoutPoint
  'actors.membership': ActorsMembership
  'actors.merge': ActorsMerge
  'actors.organisation': ActorsOrganisation
  'actors.organisation_group': ActorsOrganisationGroup
  'actors.organisation_place': ActorsOrganisationPlace
  'actors.person': ActorsPerson
  'actors.person_change': ActorsPersonChange
  'actors.position': ActorsPosition
  'actors.post': ActorsPost
  'actors.relation': ActorsRelation
  'actors.self_assessment': ActorsSelfAssessment
  'auth.attempt': AuthAttempt
  'auth.credential': AuthCredential
  'auth.invitation': AuthInvitation
  'auth.passkey': AuthPasskey
  'auth.session': AuthSession
  'auth.user': AuthUser
  'auth.verification': AuthVerification
  'dialogue.acceptance': DialogueAcceptance
  'dialogue.agenda_item': DialogueAgendaItem
  'dialogue.agreement': DialogueAgreement
  'dialogue.amendment': DialogueAmendment
  'dialogue.amendment_party': DialogueAmendmentParty
  'dialogue.assessment': DialogueAssessment
  'dialogue.assessment_reason': DialogueAssessmentReason
  'dialogue.assessor': DialogueAssessor
  'dialogue.clause': DialogueClause
  'dialogue.commitment': DialogueCommitment
  'dialogue.concession': DialogueConcession
  'dialogue.delegation': DialogueDelegation
  'dialogue.demand': DialogueDemand
  'dialogue.demand_endorsement': DialogueDemandEndorsement
  'dialogue.demand_mandate': DialogueDemandMandate
  'dialogue.demand_owner': DialogueDemandOwner
  'dialogue.demand_priority': DialogueDemandPriority
  'dialogue.demand_step': DialogueDemandStep
  'dialogue.demand_vote': DialogueDemandVote
  'dialogue.door': DialogueDoor
  'dialogue.evidence': DialogueEvidence
  'dialogue.feed': DialogueFeed
  'dialogue.head_count': DialogueHeadCount
  'dialogue.incident': DialogueIncident
  'dialogue.invitation': DialogueInvitation
  'dialogue.meeting': DialogueMeeting
  'dialogue.minute_item': DialogueMinuteItem
  'dialogue.minutes': DialogueMinutes
  'dialogue.negotiation': DialogueNegotiation
  'dialogue.negotiation_round': DialogueNegotiationRound
  'dialogue.offer': DialogueOffer
  'dialogue.participation': DialogueParticipation
  'dialogue.participation_name': DialogueParticipationName
  'dialogue.party': DialogueParty
  'dialogue.platform': DialoguePlatform
  'dialogue.platform_member': DialoguePlatformMember
  'dialogue.point': DialoguePoint
  'dialogue.policy_dialogue': DialoguePolicyDialogue
  'dialogue.policy_option': DialoguePolicyOption
  'dialogue.proposal': DialogueProposal
  'dialogue.proposal_block': DialogueProposalBlock
  'dialogue.proposal_step': DialogueProposalStep
  'dialogue.remedy': DialogueRemedy
  'dialogue.signatory': DialogueSignatory
  'dialogue.signatory_name': DialogueSignatoryName
  'evidence.data_file': EvidenceDataFile
  'evidence.document': EvidenceDocument
  'evidence.document_file': EvidenceDocumentFile
  'evidence.document_group': EvidenceDocumentGroup
  'evidence.document_import': EvidenceDocumentImport
  'evidence.document_note': EvidenceDocumentNote
  'evidence.document_page': EvidenceDocumentPage
  'evidence.document_place': EvidenceDocumentPlace
  'evidence.document_word': EvidenceDocumentWord
  'evidence.figure': EvidenceFigure
  'evidence.gap': EvidenceGap
  'evidence.import': EvidenceImport
  'evidence.passage': EvidencePassage
  'evidence.published_figure': EvidencePublishedFigure
  'evidence.published_import': EvidencePublishedImport
  'evidence.reveal': EvidenceReveal
  'evidence.topic': EvidenceTopic
  'evidence.vintage': EvidenceVintage
  'kernel.access_rule': KernelAccessRule
  'kernel.arrival': KernelArrival
  'kernel.attachment': KernelAttachment
  'kernel.audience': KernelAudience
  'kernel.audience_member': KernelAudienceMember
  'kernel.audience_organisation': KernelAudienceOrganisation
  'kernel.event': KernelEvent
  'kernel.link': KernelLink
  'kernel.member': KernelMember
  'kernel.organisation': KernelOrganisation
  'kernel.place': KernelPlace
  'kernel.record': KernelRecord
  'kernel.record_kind': KernelRecordKind
  'kernel.record_version': KernelRecordVersion
  'kernel.search_entry': KernelSearchEntry
  'kernel.settling': KernelSettling
  'kernel.stale_mark': KernelStaleMark
  'kernel.worker_group': KernelWorkerGroup
  'kernel.workspace': KernelWorkspace
  'platform.job': PlatformJob
  'platform.migration': PlatformMigration
  'reports.binding': ReportsBinding
  'reports.block': ReportsBlock
  'reports.block_version': ReportsBlockVersion
  'reports.comment': ReportsComment
  'reports.edition': ReportsEdition
  'reports.report': ReportsReport
  'reports.saved_version': ReportsSavedVersion
  'reports.template': ReportsTemplate
  'space.place_change': SpacePlaceChange
  'space.place_import': SpacePlaceImport
}
