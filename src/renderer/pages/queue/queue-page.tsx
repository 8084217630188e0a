// The queue: how far it is, whose turn it is, what each row waits for in words, and beside it the chosen case.
import { Gauge, Pause, Play } from 'lucide-react'
import { useLocation } from 'wouter'
import { useCommand, useOperation } from '../../api/use-operation.ts'
import { useLanguage } from '../../app/language.tsx'
import { useKey } from '../../app/use-key.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { Icon } from '../../components/icon.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { toast } from '../../state/toasts.ts'
import { CasePane } from './case-pane.tsx'
import { QueueGrid } from './queue-grid.tsx'
import { QueueProgress } from './queue-progress.tsx'
import './queue.css'

export const QueuePage = ({ id }: { readonly id?: string }) => {
  const { t } = useLanguage()
  const [, go] = useLocation()
  const { data: summary } = useOperation('outbox.summary', {}, { everyMs: 5000 })
  const pause = useCommand('outbox.pause')
  const resume = useCommand('outbox.resume')
  const paused = summary?.paused === true
  const busy = pause.pending || resume.pending
  const toggle = (): void => {
    const act = paused ? resume : pause
    void act.run({}).then((done) => {
      if (done !== undefined) toast(t(paused ? 'queue.resumed-toast' : 'queue.paused-toast'))
    })
  }
  useKey('mod+period', toggle, { enabled: !busy })
  useKey('escape', () => go('/queue'), { enabled: id !== undefined })
  const perMinute = summary?.replay.perMinute
  return (
    <main className="page">
      <PageHead
        title={t('nav.queue')}
        note={paused ? <span className="och">{t('queue.paused-line')}</span> : t('queue.note')}
      >
        {perMinute !== undefined && perMinute > 0 && summary !== undefined && summary.open > 0 && (
          <span className="queue-rate">
            <Icon of={Gauge} /> {t('queue.rate', { rate: rateText(perMinute) })}
          </span>
        )}
        <ActionButton
          icon={paused ? Play : Pause}
          keys="Ctrl ."
          primary={paused}
          loading={busy}
          onClick={toggle}
        >
          {paused ? t('queue.resume') : t('queue.pause')}
        </ActionButton>
      </PageHead>
      {summary !== undefined && summary.replay.all > 0 && <QueueProgress summary={summary} />}
      <div className="queue-split">
        <QueueGrid chosen={id} choose={(chosen) => go(`/queue/${chosen}`, { replace: true })} />
        <aside className="case-pane">
          {id === undefined ? <p className="quiet">{t('queue.choose')}</p> : <CasePane key={id} id={id} />}
        </aside>
      </div>
    </main>
  )
}

const rateText = (perMinute: number): string =>
  perMinute >= 10 ? Math.round(perMinute).toLocaleString('en') : perMinute.toFixed(1)
