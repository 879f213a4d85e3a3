import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readdir, realpath, stat } from 'node:fs/promises'
import { basename, extname, join, relative, resolve } from 'node:path'
import { Problem } from '../../platform/problem.ts'
import { isDbf } from './dbf.ts'
import { utf16Of } from './encoding.ts'
import { fileProblem } from './problems.ts'
import { tableOfName } from './recognise.ts'
import type { Format, GivenFile, Source } from './types.ts'
import { headOfMember, listMembers, type Member } from './zip.ts'

/** A file that may be a table, with the names by which it may be recognised. */
export interface Candidate {
  source: Source
  /** File or member, without folders. */
  name: string
  /** Zip and folders it lies in, nearest last. */
  containers: string[]
}

export interface Gathered {
  candidates: Candidate[]
  /** Zips and the like inside zips. */
  nested: { file: string; member: string }[]
  /** Everything that was given, one by one. */
  paths: string[]
}

/** What is read of each table to recognise it. */
const headBytes = 256 * 1024
/** More files than this in a folder is not a folder of one survey. */
const folderLimit = 5_000

/** Lists the tables in the files, folders and zips given. Refuses what cannot be a table, by name. */
export async function gather(given: readonly string[], signal?: AbortSignal): Promise<Gathered> {
  const gathered: Gathered = { candidates: [], nested: [], paths: [] }
  const seen = new Set<string>()
  for (const path of given.map((each) => resolve(each))) {
    const info = await stat(path).catch((error: unknown) => {
      throw fileProblem(error, basename(path))
    })
    const files = info.isDirectory() ? await walk(path) : [path]
    for (const file of files) {
      signal?.throwIfAborted()
      const real = await realpath(file)
      if (seen.has(real)) continue
      seen.add(real)
      const folders = info.isDirectory()
        ? [basename(path), ...relative(path, file).split(/[\\/]/).slice(0, -1)]
        : []
      await add(gathered, file, folders, !info.isDirectory())
    }
  }
  return gathered
}

/** `asked`: the person named this very file, so it must be of use; in a folder what is of no use is passed over. */
async function add(to: Gathered, path: string, folders: string[], asked: boolean): Promise<void> {
  const name = basename(path)
  const { size } = await stat(path)
  const head = await headOfFile(path, 4096).catch((error: unknown) => {
    throw fileProblem(error, name)
  })
  const kind = kindOf(name, head)
  if (size === 0) {
    if (asked || tableOfName(name)) throw new Problem('import.emptyFile', { file: name })
    return
  }
  if (kind === 'zip') {
    to.paths.push(path)
    const members = (await listMembers(path)).filter((member) => !isLitter(member.name))
    if (members.some((member) => member.name === '[Content_Types].xml'))
      throw new Problem('import.format', { file: name, format: 'Excel' })
    for (const member of members) addMember(to, path, member, folders)
  } else if (kind === 'csv' || kind === 'dbf' || kind === 'parquet') {
    to.paths.push(path)
    to.candidates.push({
      source: { path, member: null, format: kind, bytes: size },
      name,
      containers: folders,
    })
  } else if (asked) throw new Problem(kind.code, { file: name, format: kind.format })
}

function addMember(to: Gathered, path: string, member: Member, folders: string[]): void {
  const parts = member.name.split('/')
  const name = parts.at(-1) ?? member.name
  const extension = extname(name).toLowerCase()
  if (unopened.has(extension)) to.nested.push({ file: basename(path), member: member.name })
  const format = packable[extension]
  if (!format || isDocumentation(member.name)) return
  if (member.bytes === 0 && tableOfName(name))
    throw new Problem('import.emptyFile', { file: `${basename(path)} › ${name}` })
  to.candidates.push({
    source: { path, member: member.name, format, bytes: member.bytes },
    name,
    containers: [...folders, basename(path), ...parts.slice(0, -1)],
  })
}

const packable: Readonly<Record<string, Format>> = {
  '.csv': 'csv',
  '.txt': 'csv',
  '.tsv': 'csv',
  '.dbf': 'dbf',
}

/** Not opened inside a zip. A Parquet tells its columns at its end, so it would have to be unpacked to be looked at. */
const unopened = new Set(['.zip', '.rar', '.7z', '.gz', '.parquet'])

interface Refused {
  code: 'import.format' | 'import.notZip' | 'import.binary'
  format: string
}

/** By the first bytes rather than by the name, which people change. */
function kindOf(name: string, head: Buffer): Format | 'zip' | Refused {
  const extension = extname(name).toLowerCase()
  const starts = (text: string) => head.toString('latin1', 0, text.length) === text
  if (starts('PK\x03\x04') || starts('PK\x05\x06')) return 'zip'
  if (starts('PAR1')) return 'parquet'
  if (extension === '.zip') return { code: 'import.notZip', format: 'zip' }
  const refused = unreadable.find(
    ([mark, extensions]) => (mark && starts(mark)) || extensions.includes(extension),
  )
  if (refused) return { code: 'import.format', format: refused[2] }
  if (extension === '.dbf' || (extension !== '.csv' && isDbf(head))) return 'dbf'
  if (extension === '.parquet') return 'parquet'
  if (head.includes(0) && !utf16Of(head)) return { code: 'import.binary', format: extension }
  return 'csv'
}

const unreadable: readonly (readonly [mark: string, extensions: readonly string[], name: string])[] = [
  ['Rar!', ['.rar'], 'RAR'],
  ["7z\xbc\xaf'\x1c", ['.7z'], '7z'],
  ['\x1f\x8b', ['.gz', '.tgz'], 'gzip'],
  ['<stata_dta>', ['.dta'], 'Stata'],
  ['$FL', ['.sav', '.zsav'], 'SPSS'],
  ['\xd0\xcf\x11\xe0', ['.xls', '.xlsx', '.ods'], 'Excel'],
  ['%PDF', ['.pdf'], 'PDF'],
  ['<!DOCTYPE', ['.html', '.htm'], 'HTML'],
  ['<html', [], 'HTML'],
  ['', ['.rds', '.rda', '.rdata'], 'R'],
]

/** Dictionaries, catalogues and metadata that INEGI's open data bring beside the tables, some with SDEM in the name. */
const isDocumentation = (path: string): boolean =>
  /(^|\/)(catalogos?|diccionario[^/]*|metadatos|modelo_entidad_relacion)(\/|[^/]*$)/i.test(path)

/** What computers add by themselves. */
const isLitter = (path: string): boolean => /(^|\/)(__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$)/i.test(path)

async function walk(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    throw fileProblem(error, basename(root))
  })
  const files = entries
    .filter((entry) => entry.isFile()) // links are not followed
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !isLitter(path) && !isDocumentation(path))
    .sort()
  if (files.length > folderLimit)
    throw new Problem('import.folderSize', { file: basename(root), limit: folderLimit })
  return files.map((path) => join(root, path))
}

async function headOfFile(path: string, length: number): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.alloc(length)
    const { bytesRead } = await file.read(buffer, 0, length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** The first bytes of a table, enough to recognise it, and whether they are all of it. */
export async function headOf({ path, member, bytes }: Source): Promise<{ head: Buffer; whole: boolean }> {
  const head =
    member === null ? await headOfFile(path, headBytes) : await headOfMember(path, member, headBytes)
  return { head, whole: head.length >= bytes }
}

export async function hashFile(path: string, signal?: AbortSignal): Promise<GivenFile> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(path, {
    signal,
    highWaterMark: 2 ** 20,
  }) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { path, name: basename(path), bytes, sha256: hash.digest('hex') }
}

/** One hash for all: that of the file where one was given, else over their hashes in order. */
export const hashOfAll = (files: readonly GivenFile[]): string =>
  files.length === 1 && files[0]
    ? files[0].sha256
    : createHash('sha256')
        .update(
          files
            .map(({ sha256 }) => sha256)
            .sort()
            .join('\n'),
        )
        .digest('hex')
