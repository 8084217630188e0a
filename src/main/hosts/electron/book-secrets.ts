// Main's hold on a book's secrets: opened here, handed to the book and the sync process over their ports, written back
// wrapped. They never touch the page.
import { isErrorCode } from '../../../shared/errors.ts'
import type { Secrets } from '../../core/app/ports.ts'
import { appSecretName } from '../../sync/channels/nuonuo/channel.ts'
import { tokenSecret } from '../../sync/channels/nuonuo/token.ts'

const names: readonly string[] = [appSecretName, tokenSecret]

export interface OpenedSecrets {
  readonly values: Readonly<Record<string, string>>
  /** Some are there that this computer cannot open. */
  readonly isLocked: boolean
}

/** All secrets of the book that can be opened. */
export const openSecrets = (secrets: Secrets): OpenedSecrets => {
  const values: Record<string, string> = {}
  let isLocked = false
  for (const name of names) {
    try {
      const value = secrets.get(name)
      if (value !== undefined) values[name] = value
    } catch (error) {
      if (!(error instanceof Error) || !isErrorCode(error.message)) throw error
      isLocked = true
    }
  }
  return { values, isLocked }
}

/** Keeps or forgets one secret that a process asked for; names it does not know are nobody's. */
export const keepSecret = (
  secrets: Secrets,
  { name, value }: { readonly name: string; readonly value?: string },
): boolean => {
  if (!names.includes(name)) return false
  if (value === undefined) secrets.remove(name)
  else secrets.set(name, value)
  return true
}
