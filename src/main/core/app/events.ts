// What changed, told after it is committed: topics only, never values. Listeners ask again for what they show.
import { topics as allTopics, type Topic } from '../../../shared/contract/api.ts'
import type { BookDb } from '../db/open.ts'

export type EventListener = (topics: readonly Topic[]) => void

export interface Events {
  publish(topics: readonly Topic[]): void
  /** Gives the function that ends the subscription. */
  subscribe(listener: EventListener): () => void
}

export const createEvents = (onFault: (error: unknown) => void): Events => {
  const listeners = new Set<EventListener>()
  return {
    publish: (topics) => {
      if (topics.length === 0) return
      for (const listener of listeners) {
        try {
          listener(topics)
        } catch (error) {
          // One deaf listener keeps no other from hearing.
          onFault(error)
        }
      }
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** How often another process's commits are looked for, ms. */
export const otherWritersEveryMs = 250

/**
 * Publishes when another process has committed to the book; started by a host that shows the book. Which rows changed
 * cannot be told from outside, so everything counts as changed. Gives the function that stops it.
 */
export const watchOtherWriters = (core: { readonly db: BookDb; readonly events: Events }): (() => void) => {
  let seen = core.db.dataVersion()
  const timer = setInterval(() => {
    const version = core.db.dataVersion()
    if (version === seen) return
    seen = version
    core.events.publish(allTopics)
  }, otherWritersEveryMs)
  timer.unref()
  return () => clearInterval(timer)
}
