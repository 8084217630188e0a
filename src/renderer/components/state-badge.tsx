// Glyph and word of a state. The one place that draws a status.
import { useLanguage } from '../app/language.tsx'
import { Glyph } from './glyphs.tsx'
import { stateLooks, type BadgeState } from './state-look.ts'

export const StateBadge = ({ state }: { readonly state: BadgeState }) => {
  const { coded } = useLanguage()
  const look = stateLooks[state]
  return (
    <span className="badge" style={{ color: `var(--${look.word})` }}>
      <Glyph name={look.glyph} tone={look.tone} />
      {coded('state', state)}
    </span>
  )
}
