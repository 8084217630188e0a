// Ending an outage sends what is on hold, so it asks first and repeats how much.
import { Button } from 'antd'
import { useCommand, useOperation } from '../../api/use-operation.ts'
import { useLanguage } from '../../app/language.tsx'
import { amountText } from '../../components/amount.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Tag } from '../../components/tag.tsx'
import { toast } from '../../state/toasts.ts'

interface Props {
  readonly open: boolean
  readonly close: () => void
  readonly held: number
  readonly practice: boolean
}

export const EndOutage = ({ open, close, held, practice }: Props) => {
  const { t } = useLanguage()
  const end = useCommand('outage.end')
  const { data: summary } = useOperation('outbox.summary', {})
  const carryOut = (): void => {
    void end.run({}).then((done) => {
      close()
      if (done !== undefined) toast(t(held > 0 ? 'outage.ended' : 'outage.ended-empty'))
    })
  }
  return (
    <Dialog
      open={open}
      title={t('outage.end-title')}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{t('outage.end-later')}</Button>
          <Button type="primary" loading={end.pending} onClick={carryOut}>
            {held > 0 ? t('outage.end-confirm') : t('outage.end-confirm-none')}
          </Button>
        </>
      }
    >
      <p>
        {held > 0
          ? t('outage.end-body', { count: held, total: amountText(summary?.openTotal) })
          : t('outage.end-body-none')}{' '}
        {practice && <Tag tone="plum">{t('bar.practice-words')}</Tag>}
      </p>
    </Dialog>
  )
}
