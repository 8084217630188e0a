// What matters this morning: what waits for a person, the outage or the catching up, the latest sales, the month.
import { FileInput, PenLine } from 'lucide-react'
import { useLocation } from 'wouter'
import { useOperation } from '../../api/use-operation.ts'
import { useLanguage } from '../../app/language.tsx'
import { useHealth } from '../../app/use-health.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { Answered } from '../../components/query-states.tsx'
import { CatchingUp } from './catching-up.tsx'
import { LatestSales } from './latest-sales.tsx'
import { MonthColumn } from './month-column.tsx'
import { NeedsYou } from './needs-you.tsx'
import { OutageToday } from './outage-today.tsx'
import { useDayWords } from '../../app/day-words.ts'
import './overview.css'

export const OverviewPage = () => {
  const { t } = useLanguage()
  const [, go] = useLocation()
  const overview = useOperation('overview.get', {})
  const { data: health } = useHealth()
  const words = useDayWords()
  const today = overview.data?.today
  const state = health?.outage.state
  const stopped = state === 'outage' || state === 'down'
  return (
    <main className="page">
      <PageHead
        title={today === undefined ? t('nav.overview') : words.dayAndWeekday(today)}
        note={
          overview.data?.lastDayOfMonth === true && today !== undefined
            ? t('overview.last-day', { month: words.month(today) })
            : undefined
        }
      >
        <ActionButton icon={FileInput} onClick={() => go('/import')}>
          {t('common.import')}
        </ActionButton>
        <ActionButton icon={PenLine} keys="N" primary onClick={() => go('/record')}>
          {t('common.record-sale')}
        </ActionButton>
      </PageHead>
      <div className="page-split">
        <div className="overview-main">
          <Answered of={overview} rows={8}>
            {(data) => (
              <>
                <NeedsYou overview={data} />
                {stopped && health !== undefined && <OutageToday health={health} today={data.today} />}
                {state === 'recovering' && <CatchingUp />}
                <LatestSales overview={data} inOutage={stopped} />
              </>
            )}
          </Answered>
        </div>
        <aside className="page-side">
          {overview.data !== undefined && <MonthColumn overview={overview.data} health={health} />}
        </aside>
      </div>
    </main>
  )
}
