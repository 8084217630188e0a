// What a person may do with the case, each choice with its consequence; forbidden ones stay in sight with the reason.
// Keys 1, 2, 3 choose, Enter does it. Cancelling asks once more, because it cannot be taken back.
import { Button } from 'antd'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Output } from '../../../shared/contract/api.ts'
import type { SubmissionAction } from '../../../shared/sync/submission.ts'
import { useCommand } from '../../api/use-operation.ts'
import { useLanguage } from '../../app/language.tsx'
import { useKey } from '../../app/use-key.ts'
import { amountText } from '../../components/amount.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { KeyHint } from '../../components/key-hint.tsx'
import { toast } from '../../state/toasts.ts'
import { choicesOf, isYourTurn } from './choices.ts'

type Detail = Output<'outbox.get'>

export const CaseChoices = ({ detail }: { readonly detail: Detail }) => {
  const { t, coded } = useLanguage()
  const [, go] = useLocation()
  const act = useCommand('outbox.act')
  const choices = choicesOf(detail)
  const open = choices.filter(({ forbidden }) => forbidden === undefined)
  const [wished, setWished] = useState<SubmissionAction | undefined>()
  const [asking, setAsking] = useState(false)
  const yourTurn = isYourTurn(detail)
  const usual = yourTurn ? open[0]?.action : undefined
  const chosen = open.find(({ action }) => action === wished)?.action ?? usual

  const carryOut = (action: SubmissionAction): void => {
    setAsking(false)
    if (action === 'correct') return go(`/record/correct/${detail.saleId}`)
    void act.run({ id: detail.id, action }).then((done) => {
      if (done !== undefined) toast(t(`queue.done-${action}`))
    })
  }
  const decide = (): void => {
    if (chosen === undefined || act.pending) return
    if (chosen === 'cancel') setAsking(true)
    else carryOut(chosen)
  }
  useKey('1, 2, 3', (event) => setWished(open[Number(event.key) - 1]?.action))
  useKey('enter', (event) => {
    // Enter on a button or a link is that button's own.
    if (event.target instanceof Element && event.target.closest('button, a, dialog') !== null) return
    decide()
  })

  if (open.length === 0) return <p className="case-none">{t('queue.no-actions')}</p>
  return (
    <>
      {!yourTurn && <p className="case-none">{t('queue.no-actions')}</p>}
      <div className="choices" role="radiogroup" aria-label={t('queue.what-to-do')}>
        {choices.map(({ action, forbidden }) => {
          const key = open.findIndex((choice) => choice.action === action) + 1
          return (
            <label
              key={action}
              className={`choice${chosen === action ? ' choice-chosen' : ''}${forbidden === undefined ? '' : ' choice-forbidden'}`}
            >
              <input
                type="radio"
                name="choice"
                checked={chosen === action}
                disabled={forbidden !== undefined}
                onChange={() => setWished(action)}
              />
              <span className="choice-words">
                <span className="choice-name">{coded('action', action)}</span>
                <span className="small quiet">
                  {forbidden === undefined ? coded('action-effect', action) : coded('forbidden', forbidden)}
                </span>
              </span>
              {key > 0 && <KeyHint keys={String(key)} />}
            </label>
          )
        })}
        {chosen !== undefined && (
          <p className="choice-do">
            <Button type="primary" loading={act.pending} onClick={decide}>
              {t(`queue.confirm-${chosen}`)}
              <KeyHint keys="Enter" />
            </Button>
          </p>
        )}
        <Dialog
          open={asking}
          title={t('queue.cancel-title')}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{t('queue.cancel-keep')}</Button>
              <Button type="primary" danger onClick={() => carryOut('cancel')}>
                {t('queue.confirm-cancel')}
              </Button>
            </>
          }
        >
          {t('queue.cancel-body', {
            buyer: detail.buyerName,
            total: amountText(detail.total),
            slip: detail.slipNumber,
          })}
        </Dialog>
      </div>
    </>
  )
}
