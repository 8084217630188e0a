// Navigation: only what works. Counts come from the book; the entry of the current page is marked.
import {
  Building2,
  CircleUserRound,
  FlaskConical,
  FileInput,
  ListEnd,
  NotebookText,
  PanelTop,
  PenLine,
  Search,
  SlidersHorizontal,
  TowerControl,
  type LucideIcon,
  Users,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { shortCompanyName } from '../../shared/domain/company-name.ts'
import type { Output } from '../../shared/contract/api.ts'
import { useOperation } from '../api/use-operation.ts'
import { Icon } from '../components/icon.tsx'
import { KeyHint } from '../components/key-hint.tsx'
import { openPalette } from '../state/screen.ts'
import { useLanguage, type MessageKey } from './language.tsx'
import { useHealth } from './use-health.ts'

export const Navigation = () => {
  const { t } = useLanguage()
  const { data: book } = useOperation('book.get', {})
  const { data: counts } = useOperation('invoice.counts', {})
  const { data: health } = useHealth()
  return (
    <nav className="nav" aria-label={t('nav.label')}>
      <BookName book={book} />
      <button type="button" className="nav-search" onClick={openPalette} title={t('nav.search')}>
        <Icon of={Search} />
        <span className="nav-word">{t('nav.search')}</span>
        <KeyHint keys="Ctrl K" />
      </button>
      <ul>
        <Entry to="/" icon={PanelTop} label="nav.overview" />
        <Entry to="/invoices" icon={NotebookText} label="nav.invoices">
          {counts === undefined ? null : counts.all.toLocaleString('en')}
        </Entry>
        <Entry to="/record" icon={PenLine} label="nav.record">
          <KeyHint keys="N" />
        </Entry>
        <Entry to="/import" icon={FileInput} label="nav.import" />
        <Entry to="/parties" icon={Users} label="nav.parties" />
      </ul>
      <h2 className="nav-heading">{t('nav.outage-and-sync')}</h2>
      <ul>
        <Entry to="/queue" icon={ListEnd} label="nav.queue">
          {health === undefined || health.queue.open === 0 ? null : health.queue.open.toLocaleString('en')}
        </Entry>
        <Entry to="/outage" icon={TowerControl} label="nav.outage">
          <OutageWord health={health} />
        </Entry>
      </ul>
      <span className="spread" />
      <ul>
        {book?.practice === true && <Entry to="/practice" icon={FlaskConical} label="nav.practice" />}
        <Entry to="/settings" icon={SlidersHorizontal} label="nav.settings" />
        {book?.clerk !== undefined && (
          <li className="nav-entry nav-user" title={book.clerk}>
            <Icon of={CircleUserRound} />
            <span className="nav-word">{book.clerk}</span>
            <span className="nav-count">{t('nav.clerk')}</span>
          </li>
        )}
      </ul>
    </nav>
  )
}

const BookName = ({ book }: { readonly book: Output<'book.get'> | undefined }) => (
  <div className="nav-book" title={book?.name}>
    <span className="seal" aria-hidden="true">
      票
    </span>
    <strong className="nav-word cut">{book === undefined ? '' : shortCompanyName(book.name)}</strong>
    {book === undefined && <Icon of={Building2} />}
  </div>
)

const OutageWord = ({ health }: { readonly health: Output<'health.get'> | undefined }) => {
  const { t } = useLanguage()
  const state = health?.outage.state
  if (state === 'down' || state === 'outage')
    return <span className="nav-going-on">{t('nav.outage-now')}</span>
  return state === 'recovering' ? t('nav.outage-back') : null
}

interface EntryProps {
  readonly to: string
  readonly icon: LucideIcon
  readonly label: MessageKey
  readonly children?: ReactNode
}

const Entry = ({ to, icon, label, children }: EntryProps) => {
  const { t } = useLanguage()
  const [at] = useLocation()
  const current = to === '/' ? at === '/' : at === to || at.startsWith(`${to}/`)
  return (
    <li>
      <Link
        href={to}
        className={current ? 'nav-entry nav-entry-current' : 'nav-entry'}
        aria-current={current ? 'page' : undefined}
        title={t(label)}
      >
        <Icon of={icon} />
        <span className="nav-word">{t(label)}</span>
        {children !== null && children !== undefined && <span className="nav-count">{children}</span>}
      </Link>
    </li>
  )
}
