// The outage page, calm: what is down and since when, whose fault as far as known, what goes on, what to tell customers.
import { PenLine, PowerOff } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useOperation } from '../../api/use-operation.ts'
import { useLanguage } from '../../app/language.tsx'
import { useHealth } from '../../app/use-health.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { dateText } from '../../components/date-text.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { Answered } from '../../components/query-states.tsx'
import { CanDo } from './can-do.tsx'
import { EndOutage } from './end-outage.tsx'
import { HowWeKnow } from './how-we-know.tsx'
import { StartOutage } from './start-outage.tsx'
import { TellCustomers } from './tell-customers.tsx'
import { UntilColumn } from './until-column.tsx'
import { Verdict } from './verdict.tsx'
import './outage.css'

export const OutagePage = () => {
  const { t, locale } = useLanguage()
  const [, go] = useLocation()
  const [ending, setEnding] = useState(false)
  const health = useHealth()
  const { data: book } = useOperation('book.get', {})
  const state = health.data?.outage.state
  const stopped = state === 'outage' || state === 'down'
  return (
    <main className="page">
      <PageHead
        title={t('nav.outage')}
        note={
          health.data === undefined
            ? undefined
            : state === 'up'
              ? t('outage.up-note')
              : t('outage.since-note', { since: dateText(health.data.outage.since, 'within', locale) })
        }
      >
        {stopped && (
          <ActionButton icon={PowerOff} onClick={() => setEnding(true)}>
            {t('outage.end')}
          </ActionButton>
        )}
        {stopped && (
          <ActionButton icon={PenLine} keys="N" primary onClick={() => go('/record')}>
            {t('common.record-sale')}
          </ActionButton>
        )}
      </PageHead>
      <Answered of={health} rows={8}>
        {(data) => (
          <div className="page-split">
            <div>
              <Verdict health={data} />
              <HowWeKnow health={data} />
              {stopped ? <TellCustomers outage={data.outage} /> : state !== 'recovering' && <StartOutage />}
            </div>
            <aside className="page-side">
              {stopped && <UntilColumn outage={data.outage} />}
              <CanDo />
            </aside>
            <EndOutage
              open={ending}
              close={() => setEnding(false)}
              held={data.queue.held}
              practice={book?.practice === true}
            />
          </div>
        )}
      </Answered>
    </main>
  )
}
