// A bordered 11 px tag for labels and facts (红字, 非发票, 未入账), never for states.
import type { ReactNode } from 'react'

export type TagTone = 'plain' | 'red' | 'och' | 'grn' | 'acc' | 'plum'

export const Tag = ({
  tone = 'plain',
  children,
}: {
  readonly tone?: TagTone
  readonly children: ReactNode
}) => <span className={`tag tag-${tone}`}>{children}</span>
