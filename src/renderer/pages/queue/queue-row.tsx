// One row of the queue: state, slip, customer, total, tries, what it waits for in words, what comes next.
import { useLanguage } from '../../app/language.tsx'
import { Amount } from '../../components/amount.tsx'
import { PartyName } from '../../components/party-name.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { nextWords, situationWords } from './row-words.ts'
import type { QueueRow } from './use-queue-rows.ts'

interface Props {
  readonly row: QueueRow | undefined
  readonly chosen: boolean
  readonly style: { readonly transform: string }
  readonly onChoose: () => void
}

export const QueueRowView = ({ row, chosen, style, onChoose }: Props) => {
  const language = useLanguage()
  if (row === undefined)
    return <div className="queue-line queue-line-row" style={style} role="row" aria-busy="true" />
  const situation = situationWords(row, language)
  return (
    <div
      className={chosen ? 'queue-line queue-line-row queue-line-chosen' : 'queue-line queue-line-row'}
      style={style}
      role="row"
      aria-selected={chosen}
      onClick={onChoose}
    >
      <span role="gridcell">
        <StateBadge state={row.state} />
      </span>
      <span role="gridcell" className="second nowrap">
        {row.slipNumber}
      </span>
      <span role="gridcell" className="queue-party">
        <PartyName name={row.buyerName} />
      </span>
      <span role="gridcell" className="right">
        <Amount yuan={row.total} />
      </span>
      <span role="gridcell" className="right quiet">
        {row.attempts}
      </span>
      <span role="gridcell" className="second cut" title={situation}>
        {situation}
      </span>
      <span role="gridcell" className="right second nowrap">
        {nextWords(row, language)}
      </span>
    </div>
  )
}
