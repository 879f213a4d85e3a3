import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { addImport, type GivenFile, runImport, sweepMicrodata } from '../../src/evidence/index.ts'
import { text } from '../../src/kernel/text.ts'
import { write } from '../../src/kernel/transaction.ts'
import { allWorkspaces, createWorkspace } from '../../src/kernel/workspace.ts'
import { openDatabase } from '../../src/platform/database/connect.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { openFiles } from '../../src/platform/files/index.ts'
import { closeEngine, connect } from '../../src/platform/microdata/engine.ts'

/** A program that brings the given files into the only workspace, and says so once it is acknowledged. */
const [dataDir = '', ...paths] = process.argv.slice(2)
const database = await openDatabase({ dataDir })
await migrate(database)
const db = database.kysely
const [workspace] = await allWorkspaces(db)
const workspaceId = workspace?.id ?? (await createWorkspace(db, { slug: 'programa', name: text('Programa') }))
await sweepMicrodata(db, dataDir)
const files = openFiles(dataDir)
console.log('ready')
const given: GivenFile[] = []
for (const path of paths) given.push({ name: basename(path), ...(await files.put(createReadStream(path))) })
const importId = await write(db, { workspaceId, as: 'system' }, (tx, asker) =>
  addImport(tx, asker, given, false),
)
const { outcome } = await runImport({ db, dataDir, files, connect }, workspaceId, importId)
console.log(outcome)
await closeEngine()
await database.close()
