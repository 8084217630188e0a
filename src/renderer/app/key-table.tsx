// All keys, by `?`.
import { Button } from 'antd'
import { Dialog } from '../components/dialog.tsx'
import { KeyHint } from '../components/key-hint.tsx'
import { showKeys, useScreen } from '../state/screen.ts'
import { useLanguage, type MessageKey } from './language.tsx'

const keys: readonly (readonly [string, MessageKey])[] = [
  ['Ctrl K', 'keys.palette'],
  ['N', 'keys.record'],
  ['I', 'keys.import'],
  ['G O', 'keys.overview'],
  ['G B', 'keys.invoices'],
  ['G Q', 'keys.queue'],
  ['G T', 'keys.outage'],
  ['/', 'keys.search'],
  ['↑ ↓ J K', 'keys.rows'],
  ['Enter', 'keys.open'],
  ['Ctrl .', 'keys.pause'],
  ['Ctrl Enter', 'keys.save'],
  ['F8', 'keys.next-error'],
  ['Ctrl Z', 'keys.undo'],
  ['Esc', 'keys.back'],
  ['?', 'keys.all'],
]

export const KeyTable = () => {
  const { t } = useLanguage()
  const open = useScreen((screen) => screen.keysOpen)
  const close = (): void => showKeys(false)
  return (
    <Dialog
      open={open}
      title={t('keys.title')}
      onClose={close}
      width={520}
      actions={<Button onClick={close}>{t('common.close')}</Button>}
    >
      <dl className="key-table">
        {keys.map(([cap, label]) => (
          <div key={label}>
            <dt>{t(label)}</dt>
            <dd>
              <KeyHint keys={cap} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
