// Turning to outage mode by hand: why, and until when if known. Times are Shanghai wall clock.
import { Button, DatePicker, Input } from 'antd'
import type { Dayjs } from 'dayjs'
import { useId, useState } from 'react'
import { useCommand } from '../../api/use-operation.ts'
import { useLanguage } from '../../app/language.tsx'
import { Section } from '../../components/section.tsx'
import { toast } from '../../state/toasts.ts'

export const StartOutage = () => {
  const { t } = useLanguage()
  const start = useCommand('outage.start')
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState<Dayjs | null>(null)
  const reasonId = useId()
  const untilId = useId()
  const carryOut = (): void => {
    const words = reason.trim()
    void start
      .run({
        ...(words === '' ? {} : { reason: words }),
        ...(until === null ? {} : { until: `${until.format('YYYY-MM-DDTHH:mm')}:00+08:00` }),
      })
      .then((done) => {
        if (done !== undefined) toast(t('outage.started'))
      })
  }
  return (
    <Section title={t('outage.start-title')} note={t('outage.start-note')}>
      <p className="start-words">{t('outage.start-words')}</p>
      <form
        className="start-form"
        onSubmit={(event) => {
          event.preventDefault()
          carryOut()
        }}
      >
        <label htmlFor={reasonId}>{t('outage.start-reason')}</label>
        <Input
          id={reasonId}
          value={reason}
          maxLength={200}
          placeholder={t('outage.start-reason-hint')}
          onChange={(event) => setReason(event.target.value)}
        />
        <label htmlFor={untilId}>{t('outage.start-until')}</label>
        <DatePicker
          id={untilId}
          value={until}
          onChange={setUntil}
          showNow={false}
          showTime={{ format: 'HH:mm', minuteStep: 5 }}
          format="YYYY-MM-DD HH:mm"
          placeholder={t('outage.start-until-hint')}
        />
        <Button type="primary" htmlType="submit" loading={start.pending}>
          {t('outage.start')}
        </Button>
      </form>
    </Section>
  )
}
