// A bar in segments by state with its legend. It shows shares of a whole, so it never runs backwards by itself.

export interface Segment {
  readonly key: string
  readonly word: string
  readonly count: number
  /** `hatched` is for what nobody knows yet. */
  readonly look: 'done' | 'active' | 'hatched' | 'rest' | 'held' | 'person'
}

interface Props {
  readonly segments: readonly Segment[]
  readonly label: string
}

export const SegmentedProgress = ({ segments, label }: Props) => {
  const all = segments.reduce((sum, { count }) => sum + count, 0)
  const done = segments.filter(({ look }) => look === 'done').reduce((sum, { count }) => sum + count, 0)
  const shown = segments.filter(({ count }) => count > 0)
  return (
    <div
      className="progress-bar"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={all}
      aria-valuenow={done}
      aria-valuetext={shown.map(({ word, count }) => `${word} ${count}`).join(' · ')}
    >
      {shown.map(({ key, count, look }) => (
        <span key={key} className={`progress-${look}`} style={{ flexGrow: count }} />
      ))}
    </div>
  )
}

export const ProgressLegend = ({ segments }: { readonly segments: readonly Segment[] }) => (
  <ul className="progress-legend">
    {segments
      .filter(({ count }) => count > 0)
      .map(({ key, word, count, look }) => (
        <li key={key}>
          <span className={`progress-key progress-${look}`} />
          {word} <strong>{count}</strong>
        </li>
      ))}
  </ul>
)
