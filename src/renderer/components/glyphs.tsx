// The state glyphs, 14 px, our own set: shape tells the state before colour does. Rings mean the machine has it,
// filled shapes mean a person or a red invoice. Never mixed with action icons.
import type { ReactNode } from 'react'

const ring = <circle cx="7" cy="7" r="5.6" />
const disc = <circle cx="7" cy="7" r="6.2" fill="currentColor" stroke="none" />
const onFill = { stroke: 'var(--bg)', fill: 'none' } as const

const shapes = {
  draft: <circle cx="7" cy="7" r="5.6" strokeDasharray="2.3 2.1" />,
  awaiting: (
    <rect
      x="1.9"
      y="1.9"
      width="10.2"
      height="10.2"
      rx="1"
      strokeDasharray="2.6 1.5"
      strokeDashoffset="1.3"
    />
  ),
  approval: (
    <>
      {ring}
      <circle cx="7" cy="7" r="2.1" fill="currentColor" stroke="none" />
    </>
  ),
  held: (
    <>
      {ring}
      <path d="M5.6 4.9v4.2M8.4 4.9v4.2" />
    </>
  ),
  queued: (
    <>
      {ring}
      <path d="M4.3 7h.01M7 7h.01M9.7 7h.01" strokeWidth="1.5" />
    </>
  ),
  sending: (
    <>
      {ring}
      <path d="M7 9.8V4.6M4.9 6.5 7 4.4l2.1 2.1" />
    </>
  ),
  pending: (
    <>
      {ring}
      <path d="M7 7V3a4 4 0 1 1-4 4z" fill="currentColor" stroke="none" />
    </>
  ),
  waiting: (
    <>
      {ring}
      <path d="M7 3.9V7l2 1.5" />
    </>
  ),
  unknown: (
    <>
      <circle cx="7" cy="7" r="5.7" strokeDasharray="2.4 1.2" />
      <path d="M5.5 5.7a1.5 1.5 0 1 1 2.3 1.25c-.5.33-.8.6-.8 1.15M7 9.9h.01" />
    </>
  ),
  issued: (
    <>
      {ring}
      <path d="m4.6 7.2 1.7 1.7 3.2-3.6" />
    </>
  ),
  rejected: (
    <>
      {disc}
      <path d="M4.2 6.2h3.9a1.7 1.7 0 0 1 0 3.4H6.6M5.9 4.4 4.1 6.2 5.9 8" {...onFill} />
    </>
  ),
  conflict: (
    <>
      <path d="M7 .6 13.4 7 7 13.4.6 7z" fill="currentColor" stroke="none" />
      <path d="M7 4.2v3.4M7 9.7h.01" {...onFill} />
    </>
  ),
  parked: (
    <>
      <rect x="1" y="1" width="12" height="12" rx="1.8" fill="currentColor" stroke="none" />
      <circle cx="7" cy="5.3" r="1.6" fill="var(--bg)" stroke="none" />
      <path d="M3.9 10.6a3.1 3.1 0 0 1 6.2 0z" fill="var(--bg)" stroke="none" />
    </>
  ),
  credited: (
    <>
      {disc}
      <path d="M4.3 7h5.4" {...onFill} strokeWidth="1.6" />
    </>
  ),
  'credited-in-part': (
    <>
      {ring}
      <path d="M7 1.4a5.6 5.6 0 0 0 0 11.2z" fill="currentColor" stroke="none" />
      <path d="M8.3 7h2.2" />
    </>
  ),
  voided: (
    <>
      {ring}
      <path d="m3.2 10.8 7.6-7.6" />
    </>
  ),
  tick: <path d="m2.4 7.4 3 3 6.2-6.8" />,
  cross: <path d="m3 3 8 8M11 3l-8 8" />,
  triangle: (
    <>
      <path d="M7 1.8 13 12.2H1z" />
      <path d="M7 5.6v3M7 10.4h.01" />
    </>
  ),
  online: <circle cx="7" cy="7" r="4.2" fill="currentColor" stroke="none" />,
  degraded: (
    <>
      <circle cx="7" cy="7" r="5" />
      <path d="M7 2a5 5 0 0 1 0 10z" fill="currentColor" stroke="none" />
    </>
  ),
  outage: <rect x="2" y="2" width="10" height="10" rx=".8" fill="currentColor" stroke="none" />,
  recovering: <path d="M11.9 5.2A5.2 5.2 0 1 0 12.2 7.6M12.2 2.2v3.2H9" strokeWidth="1.5" />,
  practice: (
    <>
      <path d="M7 .9 13.1 7 7 13.1.9 7z" />
      <path d="M4.1 8.2 8.2 4.1M5.8 9.9l4.1-4.1" />
    </>
  ),
} as const satisfies Readonly<Record<string, ReactNode>>

export type GlyphName = keyof typeof shapes

interface Props {
  readonly name: GlyphName
  /** A colour token; the colour of the text without. */
  readonly tone?: string | undefined
  readonly size?: number
}

/** One glyph; decoration only, the word beside it says the same. */
export const Glyph = ({ name, tone, size = 14 }: Props) => (
  <svg
    className="glyph"
    width={size}
    height={size}
    viewBox="0 0 14 14"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.25"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    style={tone === undefined ? undefined : { color: `var(--${tone})` }}
  >
    {shapes[name]}
  </svg>
)
