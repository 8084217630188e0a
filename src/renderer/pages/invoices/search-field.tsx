// One field for number, party and item. `/` comes here, Enter goes to the rows, Esc empties it and then leaves.
import { Search, X } from 'lucide-react'
import { type RefObject, useRef } from 'react'
import { useLanguage } from '../../app/language.tsx'
import { useKey } from '../../app/use-key.ts'
import { Icon } from '../../components/icon.tsx'
import { KeyHint } from '../../components/key-hint.tsx'
import { searchFor, useListView } from './list-view.ts'

interface Props {
  readonly placeholder: string
  /** Where Enter goes. */
  readonly rows: RefObject<HTMLElement | null>
}

export const SearchField = ({ placeholder, rows }: Props) => {
  const { t } = useLanguage()
  const text = useListView((view) => view.text)
  const field = useRef<HTMLInputElement>(null)
  useKey('slash', () => field.current?.select())
  return (
    <div className="search-line">
      <label className="search-field">
        <Icon of={Search} />
        <input
          ref={field}
          type="text"
          value={text}
          placeholder={placeholder}
          aria-label={placeholder}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => searchFor(event.target.value)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'Enter' || event.key === 'ArrowDown') {
              event.preventDefault()
              rows.current?.focus()
            } else if (event.key === 'Escape') {
              event.preventDefault()
              if (text === '') rows.current?.focus()
              else searchFor('')
            }
          }}
        />
        {text === '' ? (
          <KeyHint keys="/" />
        ) : (
          <button type="button" className="search-clear" onClick={() => searchFor('')}>
            <span className="small quiet">Esc {t('invoices.clear')}</span>
            <Icon of={X} size={14} />
          </button>
        )}
      </label>
    </div>
  )
}
