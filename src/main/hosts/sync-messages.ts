// What a host and its sync process say to each other, whichever way they are joined (IPC channel or utility process port).
// Read with care on arrival: what is not one of these is nothing.
import { topics as allTopics, type Topic } from '../../shared/contract/api.ts'

/** To the sync process. */
export type ToSync =
  | { readonly wake: true }
  | { readonly stop: true }
  /** All secrets of the book, opened; sent first, and again when they change, where the process was told to wait for them. */
  | { readonly secrets: Readonly<Record<string, string>> }

/** From the sync process. */
export type FromSync =
  | { readonly topics: readonly Topic[] }
  | { readonly status: SyncReport }
  /** A secret to keep (the access token), or to forget where there is no value. */
  | { readonly keepSecret: { readonly name: string; readonly value?: string } }

/** What the sync process says of itself. `elsewhere`: another process has the engine of this book. */
export type SyncReport =
  | { readonly state: 'started' | 'no-channel' }
  | { readonly state: 'elsewhere'; readonly holder: string }
  | { readonly state: 'failed'; readonly code: string }

/** Options of the sync process: its first argument, as JSON. */
export interface SyncOptions {
  readonly folder: string
  readonly configDir: string
  /** Where secrets come from: the file in the config folder, or the parent over messages. */
  readonly secrets: 'file' | 'parent'
}

/** Exit codes of the sync process. */
export const syncExit = { stopped: 0, failed: 1, wrongUse: 2, elsewhere: 3 } as const

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isTopic = (value: unknown): value is Topic => allTopics.some((topic) => topic === value)

/** The message in what arrived at the sync process. */
export const toSyncFrom = (value: unknown): ToSync | undefined => {
  if (!isRecord(value)) return undefined
  if (value['wake'] === true) return { wake: true }
  if (value['stop'] === true) return { stop: true }
  const { secrets } = value
  if (!isRecord(secrets)) return undefined
  const texts = Object.entries(secrets).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return { secrets: Object.fromEntries(texts) }
}

/** The message in what arrived at the host. */
export const fromSyncFrom = (value: unknown): FromSync | undefined => {
  if (!isRecord(value)) return undefined
  const { topics, status, keepSecret } = value
  if (Array.isArray(topics)) return { topics: topics.filter(isTopic) }
  if (isRecord(keepSecret) && typeof keepSecret['name'] === 'string') {
    const { name, value: kept } = keepSecret
    return { keepSecret: typeof kept === 'string' ? { name, value: kept } : { name } }
  }
  return isRecord(status) ? reportFrom(status) : undefined
}

const reportFrom = (status: Readonly<Record<string, unknown>>): FromSync | undefined => {
  const { state, holder, code } = status
  if (state === 'started' || state === 'no-channel') return { status: { state } }
  if (state === 'elsewhere') return { status: { state, holder: typeof holder === 'string' ? holder : '' } }
  if (state === 'failed') return { status: { state, code: typeof code === 'string' ? code : 'internal' } }
  return undefined
}

/** The options in a command line argument, or undefined. */
export const syncOptionsFrom = (argument: string | undefined): SyncOptions | undefined => {
  try {
    const value: unknown = JSON.parse(argument ?? '')
    if (!isRecord(value)) return undefined
    const { folder, configDir, secrets } = value
    if (typeof folder !== 'string' || typeof configDir !== 'string') return undefined
    return { folder, configDir, secrets: secrets === 'parent' ? 'parent' : 'file' }
  } catch {
    return undefined
  }
}
