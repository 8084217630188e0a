// Customers and goods the book remembers, each list with search, counts and sums. Opening a party shows its invoices.
import { Search } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useSearch } from 'wouter'
import { useOperation } from '../../api/use-operation.ts'
import { useLanguage } from '../../app/language.tsx'
import { useKey } from '../../app/use-key.ts'
import { Icon } from '../../components/icon.tsx'
import { KeyHint } from '../../components/key-hint.tsx'
import { PageHead } from '../../components/page-head.tsx'
import '../invoices/invoices.css'
import { GoodsGrid } from './goods-grid.tsx'
import { PartiesGrid } from './parties-grid.tsx'
import './parties.css'

type Which = 'parties' | 'goods'

export const PartiesPage = () => {
  const { t } = useLanguage()
  const wanted = new URLSearchParams(useSearch()).get('text') ?? ''
  const [which, setWhich] = useState<Which>('parties')
  const [text, setText] = useState(wanted)
  const field = useRef<HTMLInputElement>(null)
  const { data: parties } = useOperation('party.list', { limit: 1 })
  const { data: goods } = useOperation('goods.list', { limit: 1 })
  useEffect(() => {
    if (wanted === '') return
    setText(wanted)
    // Taken once: coming back later shows the whole list again.
    window.history.replaceState(null, '', `${window.location.pathname}${window.location.hash}`)
  }, [wanted])
  useKey('slash', () => field.current?.select())
  useKey('1', () => setWhich('parties'))
  useKey('2', () => setWhich('goods'))
  const clear = useCallback(() => setText(''), [])
  const counts = { parties: parties?.count, goods: goods?.count }
  return (
    <main className="page">
      <PageHead title={t('parties.title')} note={t('parties.note')} />
      <div className="tabs" role="tablist" aria-label={t('parties.title')}>
        {(['parties', 'goods'] as const).map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            aria-selected={one === which}
            className={one === which ? 'tab tab-current' : 'tab'}
            onClick={() => setWhich(one)}
          >
            {one === 'parties' ? t('parties.parties') : t('parties.goods')}
            <span>{counts[one]?.toLocaleString('en') ?? ''}</span>
          </button>
        ))}
      </div>
      <div className="search-line">
        <label className="search-field">
          <Icon of={Search} />
          <input
            ref={field}
            value={text}
            placeholder={which === 'parties' ? t('parties.search-parties') : t('parties.search-goods')}
            aria-label={which === 'parties' ? t('parties.search-parties') : t('parties.search-goods')}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return
              if (event.key === 'Enter') event.currentTarget.blur()
              if (event.key === 'Escape') {
                if (text === '') event.currentTarget.blur()
                else clear()
              }
            }}
          />
          {text === '' && <KeyHint keys="/" />}
        </label>
      </div>
      {which === 'parties' ? (
        <PartiesGrid text={text} onClear={clear} />
      ) : (
        <GoodsGrid text={text} onClear={clear} />
      )}
    </main>
  )
}
