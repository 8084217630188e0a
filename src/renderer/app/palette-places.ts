// What the palette offers besides what it finds in the book: acts and pages, with their keys and extra words to match.
import {
  FileInput,
  ListEnd,
  NotebookText,
  PanelTop,
  PenLine,
  SlidersHorizontal,
  TowerControl,
  Users,
  type LucideIcon,
} from 'lucide-react'
import type { MessageKey } from './language.tsx'

export interface Place {
  readonly to: string
  readonly label: MessageKey
  readonly icon: LucideIcon
  /** Pinyin, initials and other-language names. */
  readonly words: string
  readonly act: boolean
  readonly keys?: string
}

export const palettePlaces: readonly Place[] = [
  {
    to: '/record',
    label: 'nav.record',
    icon: PenLine,
    words: 'jiyibixiaoshou jybxs record sale',
    act: true,
    keys: 'N',
  },
  { to: '/import', label: 'nav.import', icon: FileInput, words: 'daoru dr import', act: true, keys: 'I' },
  { to: '/', label: 'nav.overview', icon: PanelTop, words: 'zonglan zl overview', act: false, keys: 'G O' },
  {
    to: '/invoices',
    label: 'nav.invoices',
    icon: NotebookText,
    words: 'fapiaobu fpb invoices',
    act: false,
    keys: 'G B',
  },
  {
    to: '/parties',
    label: 'nav.parties',
    icon: Users,
    words: 'kehuyushangpin khysp customers goods',
    act: false,
  },
  { to: '/queue', label: 'nav.queue', icon: ListEnd, words: 'duilie dl queue', act: false, keys: 'G Q' },
  {
    to: '/outage',
    label: 'nav.outage',
    icon: TowerControl,
    words: 'tingjizhongxin tjzx outage',
    act: false,
    keys: 'G T',
  },
  {
    to: '/settings',
    label: 'nav.settings',
    icon: SlidersHorizontal,
    words: 'shezhi sz settings',
    act: false,
  },
]

/** True when the typed text is part of the shown name or of one of its words. */
export const matchesPlace = (typed: string, shown: string, words: string): boolean => {
  const text = typed.toLowerCase()
  return (
    text === '' ||
    shown.toLowerCase().includes(text) ||
    words.split(' ').some((word) => word.startsWith(text))
  )
}
