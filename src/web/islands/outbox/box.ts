/**
 * What a phone has noted and not sent yet. Entries carry an id made here, so that sending one twice changes nothing there;
 * they leave the phone when the server has said that they arrived. One database for every use; a box is one list.
 */
export interface Waiting {
  id: string
  box: string
  /** What is sent; of an entry that is a form by itself, `post` is. */
  body: object
  /** What the person sees in the queue. */
  label: string
  post?: Post
}

/** A form as it was filled in without signal, with its files. */
export interface Post {
  /** Whose it is: nobody else sends it, sees it, or discards it. */
  holder: string
  lang: 'es' | 'en'
  /** Where it is sent; where its files alone would be. */
  action: string
  alone: string
  /** The page where it will be seen, and the one with its form. */
  page: string
  form: string
  /** When it was written. */
  at: string
  fields: [string, string][]
  /** The same as a person reads it: label and what was chosen. */
  lines: [string, string][]
  files: { name: string; blob: Blob }[]
  state: 'waiting' | 'signIn' | 'refused' | 'meanwhile'
  /** Why it was refused, in the server's words. */
  reason?: string
  meanwhile?: Meanwhile
}

/** What a colleague said of the same thing since the form was opened, in the words of the page. */
export interface Meanwhile {
  /** With what `basis` hers is sent when she has read it, and of what day it then is. */
  basis: string
  day: string
  lines: [string, string][]
}

const open = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open('acuerdo-outbox', 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('waiting', { keyPath: 'id' }).createIndex('box', 'box')
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

async function run<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T> | undefined,
): Promise<T | undefined> {
  const database = await open()
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction('waiting', mode)
      const request = work(transaction.objectStore('waiting'))
      // The transaction's end, not the request's: only then it is on the disk.
      transaction.oncomplete = () => resolve(request?.result)
      transaction.onerror = () => reject(transaction.error)
      transaction.onabort = () => reject(transaction.error)
    })
  } finally {
    database.close()
  }
}

export const keep = (entries: readonly Waiting[]) =>
  run('readwrite', (store) => {
    for (const entry of entries) store.put(entry)
    return undefined
  })
export const waiting = async (box: string): Promise<Waiting[]> =>
  (await run('readonly', (store) => store.index('box').getAll(box))) ?? []
export const forget = (ids: readonly string[]) =>
  run('readwrite', (store) => {
    for (const id of ids) store.delete(id)
    return undefined
  })

/** A random UUID, on plain HTTP too, where `crypto.randomUUID` is not to be had. */
export function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0'))
  hex[6] = `4${hex[6]?.[1] ?? '0'}`
  hex[8] = `a${hex[8]?.[1] ?? '0'}`
  return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

export type Sent =
  | { state: 'sent' }
  /** To be tried again. */
  | { state: 'offline' }
  /** To be tried again once she has signed in. */
  | { state: 'signIn' }
  /** Trying again would change nothing; the reason in the server's words, empty where it gave none. */
  | { state: 'refused'; reason: string }
  /** Nothing was written: she decides. */
  | { state: 'meanwhile'; meanwhile: Meanwhile }

/** What an answer of the server means for what was sent. */
export async function outcomeOf(answer: Response): Promise<Sent> {
  if (answer.ok) return { state: 'sent' }
  if (answer.status >= 500 || answer.status === 429) return { state: 'offline' }
  if (answer.status === 401) return { state: 'signIn' }
  const told: unknown = await answer.json().catch(() => null)
  if (told && typeof told === 'object' && 'meanwhile' in told)
    return { state: 'meanwhile', meanwhile: told.meanwhile as Meanwhile }
  const reason = told && typeof told === 'object' && 'title' in told ? String(told.title) : ''
  return { state: 'refused', reason }
}

/** Entries of one sending: fewer than a server takes at once, so that a long list is not refused for its length. */
const most = 500

/** Sends what waits in a box, at most 500 at once; what the server took leaves the phone. Nothing to send counts as sent. */
export async function send(box: string, address: string): Promise<Sent> {
  const entries = (await waiting(box)).slice(0, most)
  if (entries.length === 0) return { state: 'sent' }
  const form = new FormData()
  form.set('entries', JSON.stringify(entries.map(({ body }) => body)))
  const outcome = await post(address, form)
  if (outcome.state === 'sent') await forget(entries.map(({ id }) => id))
  return outcome
}

export async function post(address: string, body: FormData): Promise<Sent> {
  try {
    return await outcomeOf(
      await fetch(address, { method: 'POST', body, headers: { accept: 'application/json' } }),
    )
  } catch {
    return { state: 'offline' }
  }
}
