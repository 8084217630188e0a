// When "not there" is believed. A lookup that says absent is no proof: the platform may not show yet what it has taken.
// Believed only when (1) the settle time is over since the last attempt could still be on its way, (2) two lookups at least
// half a settle time apart both said absent, the last of them after the settle time, and (3) each was trusted: in the same
// request the newest key known to be stored was found, or none is known yet. An explicit refusal needs one trusted lookup.
// A look that left while the order could still be on its way says nothing: it is not even the first of the two.
import type { Submission } from './submission.ts'

/** How far the answer that said absent can be trusted. */
export interface Witness {
  /** A key known to be stored exists, so every lookup asks for it too. */
  readonly canaryKnown: boolean
  readonly canaryFound: boolean
}

export interface AbsenceView {
  readonly believed: boolean
  readonly firstAbsentAt?: number
  readonly lastAbsentAt?: number
  /** The earliest instant at which one more absent answer would be believed. */
  readonly believableAt?: number
}

/** Takes the row, when the lookup was sent, and the settle time (ms); gives what is known after it. */
export const weighAbsence = (
  row: Pick<Submission, 'doubtFrom' | 'firstAbsentAt' | 'lastAbsentAt'>,
  lookedAt: number,
  settleMs: number,
  witness: Witness,
): AbsenceView => {
  const known = {
    ...(row.firstAbsentAt === undefined ? {} : { firstAbsentAt: row.firstAbsentAt }),
    ...(row.lastAbsentAt === undefined ? {} : { lastAbsentAt: row.lastAbsentAt }),
  }
  const trusted = !witness.canaryKnown || witness.canaryFound
  if (!trusted || lookedAt < (row.doubtFrom ?? lookedAt)) return { believed: false, ...known }
  // A clock set back makes an earlier "first" look later than this one: the count starts again.
  const first = Math.min(row.firstAbsentAt ?? lookedAt, lookedAt)
  const seen = { firstAbsentAt: first, lastAbsentAt: lookedAt }
  if (row.doubtFrom === undefined) return { believed: true, ...seen }
  const believableAt = Math.ceil(Math.max(row.doubtFrom + settleMs, first + settleMs / 2))
  if (lookedAt < believableAt) return { believed: false, ...seen, believableAt }
  return { believed: row.firstAbsentAt !== undefined && first < lookedAt, ...seen, believableAt }
}
