// The table of an import: virtual rows, the cursor, X to take a row out, Enter to open what is in the book already.
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { useLanguage } from '../../app/language.tsx'
import { WaitingRow } from '../invoices/invoice-row.tsx'
import { layOutList } from '../invoices/list-layout.ts'
import { useListKeys } from '../invoices/use-list-keys.ts'
import { useVirtualList } from '../invoices/use-virtual-list.ts'
import { ImportRow, type ImportRowData } from './import-row.tsx'

export interface ImportGridRow extends ImportRowData {
  readonly checked?: boolean | undefined
  readonly onToggle?: (() => void) | undefined
}

interface Props {
  readonly count: number
  readonly rowAt: (index: number) => ImportGridRow | undefined
  readonly onOpen: (id: string) => void
  readonly below?: ReactNode
}

export const ImportGrid = ({ count, rowAt, onOpen, below }: Props) => {
  const { t } = useLanguage()
  const scroller = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState(-1)
  const layout = useMemo(() => layOutList([{ key: 'files', count, head: false }]), [count])
  const list = useVirtualList(layout, scroller)
  const stand = (index: number): void => {
    const at = Math.min(Math.max(index, 0), count - 1)
    setCurrent(at)
    if (at >= 0) list.reveal(at)
  }
  useListKeys({
    move: (rows) => stand(current < 0 ? 0 : current + rows),
    screen: (direction) => stand(current + direction * list.screen),
    toEnd: (which) => stand(which === 'first' ? 0 : count - 1),
    select: () => rowAt(current)?.onToggle?.(),
    open: () => {
      const id = rowAt(current)?.invoiceId
      if (id !== undefined) onOpen(id)
    },
  })
  return (
    <div className="grid-place import-place">
      <div className="grid-main import-grid">
        <div className="grid-row grid-head">
          <span className="grid-cell col-check" />
          <span className="grid-cell">{t('import.status')}</span>
          <span className="grid-cell">{t('import.file')}</span>
          <span className="grid-cell">{t('invoices.number')}</span>
          <span className="grid-cell">{t('invoices.date')}</span>
          <span className="grid-cell col-kind">{t('invoices.kind')}</span>
          <span className="grid-cell">{t('invoices.party')}</span>
          <span className="grid-cell right">{t('invoices.total')}</span>
          <span className="grid-cell">{t('import.note')}</span>
        </div>
        <div
          ref={scroller}
          className="grid-scroll"
          role="grid"
          tabIndex={0}
          aria-label={t('import.title')}
          aria-rowcount={count}
        >
          {below}
          <div className="grid-canvas" style={{ height: list.height }}>
            {list.items.map(({ index, start, size }) => {
              const row = rowAt(index)
              return (
                <div
                  key={index}
                  role="row"
                  className="grid-slot"
                  style={{ transform: `translateY(${start}px)`, height: size }}
                  onClick={() => setCurrent(index)}
                >
                  {row === undefined ? (
                    <WaitingRow seed={index} />
                  ) : (
                    <ImportRow
                      row={row}
                      current={index === current}
                      checked={row.checked}
                      onToggle={row.onToggle}
                    />
                  )}
                </div>
              )
            })}
          </div>
        </div>
      </div>
    </div>
  )
}
