// The bench's own arithmetic: every figure is a median of several runs with its noise beside it.

export interface Figure {
  readonly name: string
  /** Runs, or calls where each call was timed. */
  readonly n: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly min: number
  readonly max: number
  readonly unit: string
  /** What the figure is held against: p95 must not be over it (times), the ratio not under it (rates). */
  readonly limit?: number
  /** Against the raw limit measured in the same run. */
  readonly ratio?: number
  readonly note?: string
}

/** The value under which a share (0–1) of the samples lies, by nearest rank. Throws on no samples. */
export const percentile = (samples: readonly number[], share: number): number => {
  const sorted = [...samples].sort((left, right) => left - right)
  const rank = Math.max(1, Math.ceil(share * sorted.length))
  const value = sorted[rank - 1]
  if (value === undefined) throw new RangeError('no samples')
  return value
}

/** The middle one; of an even number the mean of the two in the middle. */
export const median = (samples: readonly number[]): number => {
  const half = samples.length / 2
  const lower = percentile(samples, 0.5)
  if (!Number.isInteger(half)) return lower
  const upper = [...samples].sort((left, right) => left - right)[half]
  return upper === undefined ? lower : (lower + upper) / 2
}

export const figure = (
  name: string,
  unit: string,
  samples: readonly number[],
  more: Pick<Figure, 'limit' | 'ratio' | 'note'> = {},
): Figure => ({
  name,
  n: samples.length,
  p50: median(samples),
  p95: percentile(samples, 0.95),
  p99: percentile(samples, 0.99),
  min: Math.min(...samples),
  max: Math.max(...samples),
  unit,
  ...more,
})

/** Median of the ratios of runs made in pairs, so that what disturbed both sides of a pair counts for neither. */
export const pairedRatio = (ours: readonly number[], raw: readonly number[]): number =>
  median(ours.flatMap((value, at) => (raw[at] === undefined ? [] : [value / raw[at]])))

/** How far two counts are apart, as a share of the larger. */
export const apart = (left: number, right: number): number =>
  left === right ? 0 : Math.abs(left - right) / Math.max(Math.abs(left), Math.abs(right))
