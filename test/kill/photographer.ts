/**
 * A program that opens the database on a folder and gives views with photographs for ever, as a phone sends them: each with an id
 * of its own, again from the number that it is told, for the phone does not know what arrived. A number is written once it was
 * answered. `check` tells instead what stands, as JSON.
 */
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { addParty } from '../../src/dialogue/agreements/parties.ts'
import { addAgreement, agreementById } from '../../src/dialogue/agreements/store.ts'
import { viewArrives } from '../../src/dialogue/commitments/giving.ts'
import { addCommitment, commitmentById } from '../../src/dialogue/commitments/store.ts'
import { settle } from '../../src/kernel/fixtures/people.ts'
import { text } from '../../src/kernel/text.ts'
import { type Entrance, nowhere, read, write } from '../../src/kernel/transaction.ts'
import { openDatabase } from '../../src/platform/database/connect.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { openFiles } from '../../src/platform/files/index.ts'
import { fromTelephone, lying } from '../../src/platform/pictures/fixtures.ts'
import { readHeader } from '../../src/platform/pictures/header.ts'
import { keepEvidence } from '../../src/web/server/evidence-files.ts'

const [dataDir = '', first = '0', mode = 'send'] = process.argv.slice(2)
const today = '2026-11-21'
const database = await openDatabase({ dataDir })
await migrate(database)
const db = database.kysely
const files = openFiles(dataDir)

/** The commitment of this folder, and how the leader enters. */
async function place(): Promise<{ rosa: Entrance; commitment: string }> {
  const system = { workspaceId: nowhere, as: 'system' } as const
  const known = await read(db, system, async (tx) => ({
    workspace: await tx.selectFrom('kernel.workspace').select('id').executeTakeFirst(),
    commitment: await tx.selectFrom('dialogue.commitment').select('id').executeTakeFirst(),
    rosa: await tx
      .selectFrom('kernel.member')
      .select('account_id')
      .where('name', 'like', 'Rosa %')
      .executeTakeFirst(),
  }))
  if (known.commitment && known.workspace)
    return {
      rosa: { workspaceId: known.workspace.id, accountId: known.rosa?.account_id ?? '' },
      commitment: known.commitment.id,
    }
  const village = await settle(db, 'fotos')
  const commitment = await write(db, village.as('lucia'), async (tx, asker) => {
    const none = { validFrom: null, validTo: null, platformId: null, placeId: null, workerGroupId: null }
    const id = await addAgreement(tx, asker, {
      title: text('Convenio'),
      legalNature: 'minutes',
      legalBasis: '',
      authoritative: 'es',
      ...none,
    })
    for (const [organisationId, constituency] of [
      [village.organisations.domestic, 'workers'],
      [village.organisations.ministry, 'authority'],
    ] as const)
      await addParty(tx, asker, id, { organisationId, constituency })
    const agreement = await agreementById(tx, asker, id)
    return addCommitment(
      tx,
      asker,
      agreement,
      null,
      {
        words: text('Abrir la ventanilla'),
        organisationId: village.organisations.ministry,
        office: '',
        milestone: null,
        dueOn: null,
        lasts: false,
        budget: null,
        currency: null,
        budgetSource: '',
        placeId: null,
        workerGroupId: null,
      },
      today,
    )
  })
  return { rosa: village.as('rosa'), commitment }
}

const { rosa, commitment } = await place()
if (mode === 'check') {
  console.log(JSON.stringify(await standing()))
  await database.close()
} else {
  console.log('ready')
  for (let n = Number(first); ; n++) {
    await send(n)
    console.log(n)
  }
}

/** As the route does it: the file is on the disk before the rows that name it. */
async function send(n: number): Promise<void> {
  const id = `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
  // No two photographs are the same.
  const photo = await fromTelephone(6, lying(300 + (n % 500), 200 + n))
  const kept = await keepEvidence(today)('foto.jpg', photo)
  const stored = await files.put(Readable.from([kept.bytes]))
  const file = { name: kept.name, mediaType: kept.mediaType, ...stored }
  const view = { value: 'not_met', decidedBy: 'leader', assessedOn: today, reason: null } as const
  await write(db, rosa, async (tx, asker) =>
    viewArrives(
      tx,
      asker,
      await commitmentById(tx, asker, today, commitment),
      view,
      { id, files: [file] },
      today,
    ),
  )
}

/** Every view with its evidence, and whether each file is whole. */
async function standing() {
  const rows = await read(db, rosa, (tx) =>
    tx
      .selectFrom('dialogue.assessment as s')
      .leftJoin('kernel.arrival as r', 'r.id', 's.id')
      .leftJoin('dialogue.evidence as e', 'e.assessment_id', 's.id')
      .leftJoin('kernel.attachment as a', 'a.id', 'e.id')
      .select(['s.id', 'r.id as arrived', 'e.id as shown', 'a.sha256'])
      .execute(),
  )
  const lone = await read(db, rosa, (tx) =>
    tx
      .selectFrom('kernel.attachment as a')
      .leftJoin('dialogue.evidence as e', 'e.id', 'a.id')
      .where('e.id', 'is', null)
      .select('a.id')
      .execute(),
  )
  const told: { n: number; isWhole: boolean }[] = []
  for (const { id, arrived, shown, sha256 } of rows) {
    const stands = arrived !== null && shown !== null && sha256 !== null && (await files.verify(sha256))
    const bytes = stands ? Buffer.concat(await (await files.open(sha256)).stream.toArray()) : Buffer.alloc(0)
    const isWhole = readHeader(bytes)?.whole === true && !bytes.includes('Exif')
    told.push({ n: Number.parseInt(id.slice(-12), 16), isWhole })
  }
  return { views: told, lone: lone.length, folder: join(dataDir, 'files') }
}
