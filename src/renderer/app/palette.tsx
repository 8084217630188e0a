// Ctrl K: pages, acts, customers and invoices in one list. Digits match the start of a number; names match by characters,
// full pinyin or initials. `>` shows acts only. A customer found is carried into the act.
import { Command } from 'cmdk'
import { Search, Users } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { useOperation } from '../api/use-operation.ts'
import { Amount } from '../components/amount.tsx'
import { DateText } from '../components/date-text.tsx'
import { Icon } from '../components/icon.tsx'
import { InvoiceNumber } from '../components/invoice-number.tsx'
import { KeyHint, keyName } from '../components/key-hint.tsx'
import { invoiceBadge } from '../components/state-look.ts'
import { StateBadge } from '../components/state-badge.tsx'
import { useSettled } from '../state/use-settled.ts'
import { closePalette, useScreen } from '../state/screen.ts'
import { useLanguage } from './language.tsx'
import { matchesPlace, palettePlaces } from './palette-places.ts'

export const Palette = () => {
  const open = useScreen((screen) => screen.paletteOpen)
  return open ? <OpenPalette /> : null
}

const OpenPalette = () => {
  const { t } = useLanguage()
  const [, go] = useLocation()
  const [typed, setTyped] = useState('')
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    element?.querySelector('input')?.focus()
    return () => element?.close()
  }, [])
  const open = (to: string): void => {
    closePalette()
    go(to)
  }
  const actsOnly = typed.startsWith('>')
  const text = (actsOnly ? typed.slice(1) : typed).trim()
  const places = palettePlaces.filter(
    ({ label, words, act }) => matchesPlace(text, t(label), words) && (act || !actsOnly),
  )
  const acts = places.filter(({ act }) => act)
  const pages = places.filter(({ act }) => !act)
  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label={t('nav.search')}
      onCancel={(event) => {
        event.preventDefault()
        closePalette()
      }}
      onClick={(event) => {
        if (event.target === dialog.current) closePalette()
      }}
    >
      <Command shouldFilter={false} loop label={t('nav.search')}>
        <div className="palette-field">
          <Icon of={Search} />
          <Command.Input value={typed} onValueChange={setTyped} placeholder={t('palette.placeholder')} />
        </div>
        <Command.List>
          <Command.Empty className="palette-empty">{t('palette.nothing')}</Command.Empty>
          {!actsOnly && text !== '' && <Found text={text} open={open} />}
          {acts.length > 0 && (
            <Command.Group heading={t('palette.acts')}>
              {acts.map(({ to, label, icon, keys }) => (
                <Command.Item key={label} value={label} onSelect={() => open(to)}>
                  <Icon of={icon} />
                  <span className="spread">{t(label)}</span>
                  {keys !== undefined && <KeyHint keys={keys} />}
                </Command.Item>
              ))}
            </Command.Group>
          )}
          {pages.length > 0 && (
            <Command.Group heading={t('palette.pages')}>
              {pages.map(({ to, label, icon, keys }) => (
                <Command.Item key={label} value={label} onSelect={() => open(to)}>
                  <Icon of={icon} />
                  <span className="spread">{t(label)}</span>
                  {keys !== undefined && <KeyHint keys={keys} />}
                </Command.Item>
              ))}
            </Command.Group>
          )}
        </Command.List>
        <footer className="palette-foot">
          <span>↑↓ {t('palette.choose')}</span>
          <span>
            {keyName('Enter')} {t('palette.open')}
          </span>
          <span>&gt; {t('palette.acts-only')}</span>
          <span className="spread" />
          <span>Esc {t('palette.close')}</span>
        </footer>
      </Command>
    </dialog>
  )
}

const Found = ({ text, open }: { readonly text: string; readonly open: (to: string) => void }) => {
  const { t, coded } = useLanguage()
  const asked = useSettled(text, 90)
  const { data: parties } = useOperation('party.suggest', { text: asked, limit: 4 })
  const { data: invoices } = useOperation('invoice.page', { text: asked, limit: 5 })
  return (
    <>
      {parties !== undefined && parties.rows.length > 0 && (
        <Command.Group heading={t('palette.customers')}>
          {parties.rows.map((party) => (
            <Command.Item
              key={party.id}
              value={`party ${party.id}`}
              onSelect={() => open(`/parties?text=${encodeURIComponent(party.name)}`)}
            >
              <Icon of={Users} />
              <span className="cut">{party.name}</span>
              <span className="quiet small spread nowrap">{party.taxId ?? ''}</span>
            </Command.Item>
          ))}
        </Command.Group>
      )}
      {invoices !== undefined && invoices.rows.length > 0 && (
        <Command.Group heading={t('palette.invoices')}>
          {invoices.rows.map((invoice) => (
            <Command.Item
              key={invoice.id}
              value={`invoice ${invoice.id}`}
              onSelect={() => open(`/invoices/${invoice.id}`)}
            >
              <StateBadge state={invoiceBadge(invoice.status)} />
              <InvoiceNumber number={invoice.number} hit={asked} />
              <span className="cut second small spread">{invoice.partyName}</span>
              <span className="quiet small nowrap">{coded('kind-short', invoice.kind)}</span>
              <span className="quiet small">
                <DateText at={invoice.issueDate} />
              </span>
              <Amount yuan={invoice.total} />
            </Command.Item>
          ))}
        </Command.Group>
      )}
    </>
  )
}
