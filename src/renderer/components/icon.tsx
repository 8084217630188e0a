// A line icon: 16 px, stroke 1.25 px. The action or word beside it carries the meaning.
import type { LucideIcon } from 'lucide-react'

export const Icon = ({ of: Shape, size = 16 }: { readonly of: LucideIcon; readonly size?: number }) => (
  <Shape className="icon" size={size} strokeWidth={1.25} absoluteStrokeWidth aria-hidden="true" />
)
