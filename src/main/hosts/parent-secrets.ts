// Secrets as the host hands them over: opened, in memory only. What is to be kept goes back to the host, which wraps and
// stores it.
import type { Secrets } from '../core/app/ports.ts'
import type { ParentLink } from './parent-link.ts'

export interface ParentSecrets extends Secrets {
  /** Takes what the host sent, in place of all that was known. */
  replace(values: Readonly<Record<string, string>>): void
  /** Resolves once the host has sent them a first time. */
  readonly arrived: Promise<void>
}

export const createParentSecrets = (link: Pick<ParentLink, 'say'>): ParentSecrets => {
  let values = new Map<string, string>()
  let arrive: () => void = () => undefined
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve
  })
  return {
    arrived,
    get: (name) => values.get(name),
    set(name, value) {
      values.set(name, value)
      link.say({ keepSecret: { name, value } })
    },
    remove(name) {
      values.delete(name)
      link.say({ keepSecret: { name } })
    },
    replace(given) {
      values = new Map(Object.entries(given))
      arrive()
    },
  }
}
