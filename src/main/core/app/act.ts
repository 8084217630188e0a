// One act in the book: when, by whom, and the thread that leads from the click to audit, attempt and log.

export interface Act {
  /** Instant, ms UTC. */
  readonly now: number
  /** A user's name, `system`, or `platform`. */
  readonly actor: string
  readonly correlationId: string
}
