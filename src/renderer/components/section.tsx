// A section is a heading and a hairline, no box.
import type { ReactNode } from 'react'

interface Props {
  readonly title: ReactNode
  /** Grey words beside the heading. */
  readonly note?: ReactNode
  /** At the right end: a link, a fact. */
  readonly aside?: ReactNode
  /** No hairline under the heading, where the content begins with its own. */
  readonly bare?: boolean
  readonly children?: ReactNode
}

export const Section = ({ title, note, aside, bare = false, children }: Props) => (
  <section className="section">
    <header className={bare ? 'section-head section-head-bare' : 'section-head'}>
      <h2>{title}</h2>
      {note !== undefined && <span className="section-note">{note}</span>}
      <span className="spread" />
      {aside !== undefined && <span className="section-aside">{aside}</span>}
    </header>
    {children}
  </section>
)
