// Ctrl K: pages, acts, customers and invoices in one list. Digits match the start of a number; names match by characters,
// full pinyin or initials. `>` shows acts only. A customer found is carried into the act. What is listed always belongs to
// what is typed: Enter pressed before the answers came waits for them.
import { Command } from 'cmdk'
import { Search, Users } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { Output } from '../../shared/contract/api.ts'
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
  const found = useFound(actsOnly ? '' : text)
  const targets = new Map<string, string>([
    ...found.parties.map(({ id, name }) => [`party ${id}`, partyAddress(name)] as const),
    ...found.invoices.map(({ id }) => [`invoice ${id}`, `/invoices/${id}`] as const),
    ...[...acts, ...pages].map(({ label, to }) => [label, to] as const),
  ])
  const [chosen, setChosen] = useState('')
  const current = targets.has(chosen) ? chosen : (targets.keys().next().value ?? '')
  const target = targets.get(current)
  const awaited = useRef(false)
  useEffect(() => {
    if (!awaited.current || !found.settled) return
    awaited.current = false
    if (target !== undefined) {
      closePalette()
      go(target)
    }
  }, [found.settled, target, go])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || found.settled || targets.has(chosen)) return
    event.preventDefault()
    awaited.current = true
  }
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
      <Command
        shouldFilter={false}
        loop
        label={t('nav.search')}
        value={current}
        onValueChange={setChosen}
        onKeyDown={onKeyDown}
      >
        <div className="palette-field">
          <Icon of={Search} />
          <Command.Input
            value={typed}
            onValueChange={(now) => {
              setTyped(now)
              setChosen('')
            }}
            placeholder={t('palette.placeholder')}
          />
        </div>
        <Command.List>
          <Command.Empty className="palette-empty">{t('palette.nothing')}</Command.Empty>
          <FoundRows found={found} open={open} />
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

const partyAddress = (name: string): string => `/parties?text=${encodeURIComponent(name)}`

interface Found {
  readonly text: string
  readonly parties: Output<'party.suggest'>['rows']
  readonly invoices: Output<'invoice.page'>['rows']
  /** False while the answers to what is typed are on their way. */
  readonly settled: boolean
}

/** What the book has for the text; nothing for an older text. */
const useFound = (text: string): Found => {
  const asked = useSettled(text, 90)
  const enabled = asked !== ''
  const parties = useOperation('party.suggest', { text: asked, limit: 4 }, { enabled, keep: false })
  const invoices = useOperation('invoice.page', { text: asked, limit: 5 }, { enabled, keep: false })
  const fresh = asked === text && enabled
  return {
    text,
    parties: fresh ? (parties.data?.rows ?? []) : [],
    invoices: fresh ? (invoices.data?.rows ?? []) : [],
    settled: text === '' || (fresh && !parties.isLoading && !invoices.isLoading),
  }
}

const FoundRows = ({ found, open }: { readonly found: Found; readonly open: (to: string) => void }) => {
  const { t, coded } = useLanguage()
  const { text, parties, invoices } = found
  return (
    <>
      {parties.length > 0 && (
        <Command.Group heading={t('palette.customers')}>
          {parties.map((party) => (
            <Command.Item
              key={party.id}
              value={`party ${party.id}`}
              onSelect={() => open(partyAddress(party.name))}
            >
              <Icon of={Users} />
              <span className="cut">{party.name}</span>
              <span className="quiet small spread nowrap">{party.taxId ?? ''}</span>
            </Command.Item>
          ))}
        </Command.Group>
      )}
      {invoices.length > 0 && (
        <Command.Group heading={t('palette.invoices')}>
          {invoices.map((invoice) => (
            <Command.Item
              key={invoice.id}
              value={`invoice ${invoice.id}`}
              onSelect={() => open(`/invoices/${invoice.id}`)}
            >
              <StateBadge state={invoiceBadge(invoice.status)} />
              <InvoiceNumber number={invoice.number} hit={text} />
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
