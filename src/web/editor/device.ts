/** The inputs of a form by name. */
export type Inputs = Readonly<Record<string, string>>

/** A text of a draft on this device that the server may not have. */
export interface Kept {
  /** Of the draft. */
  readonly id: string
  /** Whose text it is. */
  readonly person: string
  /** When it was typed: milliseconds since 1970. */
  readonly at: number
  /** What it was typed over. */
  readonly base: { readonly revision: number; readonly fields: Inputs }
  /** Sent, but the answer never came. */
  readonly sent: readonly Inputs[]
  readonly fields: Inputs
}

/**
 * Texts on this device. IndexedDB, because Chromium hands a finished transaction to the system at once, so that it outlives a browser that is killed;
 * what is written to localStorage waits for up to five seconds in the browser's memory.
 */
export interface Device {
  read(id: string): Promise<Kept | null>
  all(): Promise<Kept[]>
  write(kept: Kept): Promise<void>
  forget(id: string): Promise<void>
}

const store = 'drafts'

/** @throws DOMException where the browser keeps nothing, as in some private windows */
export const openDevice = async (): Promise<Device> => {
  const opening = indexedDB.open('dateline-desk', 1)
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(store, { keyPath: 'id' }))
  const db = await done(opening)
  const run = async <T>(mode: IDBTransactionMode, act: (drafts: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
    const transaction = db.transaction(store, mode)
    const finished = new Promise<void>((resolve, reject) => {
      transaction.addEventListener('complete', () => resolve())
      transaction.addEventListener('abort', () => reject(transaction.error))
    })
    const result = await done(act(transaction.objectStore(store)))
    await finished
    return result
  }
  return {
    read: async id => ((await run('readonly', drafts => drafts.get(id))) as Kept | undefined) ?? null,
    all: () => run('readonly', drafts => drafts.getAll() as IDBRequest<Kept[]>),
    write: async kept => void (await run('readwrite', drafts => drafts.put(kept))),
    forget: async id => void (await run('readwrite', drafts => drafts.delete(id))),
  }
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })
