// What goes on as always, outage or not, with the way there.
import { FileInput, ListEnd, NotebookText, PenLine, type LucideIcon } from 'lucide-react'
import { Link } from 'wouter'
import { useLanguage, type MessageKey } from '../../app/language.tsx'
import { Icon } from '../../components/icon.tsx'
import { Section } from '../../components/section.tsx'

const things: readonly (readonly [LucideIcon, MessageKey, MessageKey, string])[] = [
  [PenLine, 'outage.can-record', 'outage.go-record', '/record'],
  [FileInput, 'outage.can-import', 'outage.go-import', '/import'],
  [NotebookText, 'outage.can-look', 'outage.go-look', '/invoices'],
  [ListEnd, 'outage.can-queue', 'outage.go-queue', '/queue'],
]

export const CanDo = () => {
  const { t } = useLanguage()
  return (
    <Section title={t('outage.can-do')}>
      <ul className="can-do">
        {things.map(([icon, words, go, to]) => (
          <li key={to}>
            <Icon of={icon} />
            <span className="spread">{t(words)}</span>
            <Link href={to}>{t(go)}</Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}
