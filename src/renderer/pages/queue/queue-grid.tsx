// The rows of the queue, only those in sight drawn. ↑↓ or J K choose, a click too.
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { useLanguage } from '../../app/language.tsx'
import { useKey } from '../../app/use-key.ts'
import { EmptyState, ErrorState, LoadingRows } from '../../components/query-states.tsx'
import { nextRowLine, queueItemAt, queueLength, type GroupCounts, type QueueGroup } from './queue-groups.ts'
import { QueueRowView } from './queue-row.tsx'
import { pageOf, useQueueRows, useQueueStart, type PageWish } from './use-queue-rows.ts'

interface Props {
  readonly chosen: string | undefined
  readonly choose: (id: string) => void
}

const rowHeight = 32
const noCounts: GroupCounts = { 'needs-you': 0, 'looking-up': 0, 'in-flight': 0, queued: 0, held: 0, done: 0 }

export const QueueGrid = ({ chosen, choose }: Props) => {
  const { t } = useLanguage()
  const place = useRef<HTMLDivElement>(null)
  const start = useQueueStart()
  const counts = start.counts ?? noCounts
  const grid = useVirtualizer({
    count: queueLength(counts),
    getScrollElement: () => place.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })
  const lines = grid.getVirtualItems()
  const rowAt = useQueueRows(
    start,
    pagesInSight(
      counts,
      lines.map(({ index }) => index),
    ),
  )

  const chosenLine = useRef(0)
  const move = (step: 1 | -1): void => {
    const line = nextRowLine(counts, chosenLine.current, step)
    const item = queueItemAt(counts, line)
    const row = item?.type === 'row' ? rowAt(item.group, item.index) : undefined
    if (row === undefined) return
    chosenLine.current = line
    grid.scrollToIndex(line, { align: 'auto' })
    choose(row.id)
  }
  useKey('down, j', () => move(1))
  useKey('up, k', () => move(-1))

  if (start.counts === undefined) {
    return (
      <div className="queue-grid">
        {start.error === undefined ? (
          <LoadingRows rows={10} />
        ) : (
          <ErrorState error={start.error} retry={start.refetch} />
        )}
      </div>
    )
  }
  return (
    <div
      className="queue-grid"
      ref={place}
      role="grid"
      tabIndex={0}
      aria-rowcount={queueLength(counts)}
      aria-label={t('nav.queue')}
    >
      <div className="queue-line queue-columns" role="row">
        <span role="columnheader">{t('queue.state')}</span>
        <span role="columnheader">{t('queue.slip')}</span>
        <span role="columnheader">{t('queue.customer')}</span>
        <span role="columnheader" className="right">
          {t('queue.total')}
        </span>
        <span role="columnheader" className="right">
          {t('queue.tries')}
        </span>
        <span role="columnheader">{t('queue.situation')}</span>
        <span role="columnheader" className="right">
          {t('queue.next')}
        </span>
      </div>
      {queueLength(counts) === 0 && (
        <div className="queue-empty">
          <EmptyState action={<a href="#/record">{t('common.record-sale')}</a>}>
            {t('queue.nothing')}
          </EmptyState>
        </div>
      )}
      <div className="queue-lines" style={{ height: grid.getTotalSize() }}>
        {lines.map(({ index, start }) => {
          const item = queueItemAt(counts, index)
          if (item === undefined) return null
          const place = { transform: `translateY(${start}px)` }
          if (item.type === 'head')
            return <GroupHead key={item.group} group={item.group} count={item.count} style={place} />
          const row = rowAt(item.group, item.index)
          return (
            <QueueRowView
              key={`${item.group} ${item.index}`}
              row={row}
              chosen={row !== undefined && row.id === chosen}
              style={place}
              onChoose={() => {
                chosenLine.current = index
                if (row !== undefined) choose(row.id)
              }}
            />
          )
        })}
      </div>
    </div>
  )
}

const pagesInSight = (counts: GroupCounts, lines: readonly number[]): readonly PageWish[] => {
  const wishes = new Map<string, PageWish>()
  for (const line of lines) {
    const item = queueItemAt(counts, line)
    if (item?.type !== 'row') continue
    const page = pageOf(item.index)
    wishes.set(`${item.group} ${page}`, { group: item.group, page })
  }
  return [...wishes.values()]
}

interface HeadProps {
  readonly group: QueueGroup
  readonly count: number
  readonly style: { readonly transform: string }
}

const GroupHead = ({ group, count, style }: HeadProps) => {
  const { t } = useLanguage()
  return (
    <div className="queue-head" style={style} role="row">
      <strong role="gridcell">{t(`queue.group-${group}`)}</strong>
      <span className="quiet small">{t('queue.sums', { count: count.toLocaleString('en') })}</span>
      <span className="spread" />
      <span className="quiet small">{t(`queue.note-${group}`)}</span>
    </div>
  )
}
