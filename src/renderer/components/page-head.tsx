// Head of a page: title, one grey sentence, actions at the right. One primary button a page.
import type { ReactNode } from 'react'

interface Props {
  readonly title: ReactNode
  readonly note?: ReactNode
  readonly children?: ReactNode
}

export const PageHead = ({ title, note, children }: Props) => (
  <header className="page-head">
    <h1>{title}</h1>
    {note !== undefined && <p className="page-head-note">{note}</p>}
    <span className="spread" />
    {children}
  </header>
)

/** The bar at the foot of a page: counts and sums on `sub`. */
export const FootBar = ({ children }: { readonly children: ReactNode }) => (
  <footer className="foot-bar">{children}</footer>
)
