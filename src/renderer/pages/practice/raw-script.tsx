// The fault script itself, for those who want more than the buttons. Folded away until asked for.
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useCommand } from '../../api/use-operation.ts'
import { useLanguage } from '../../app/language.tsx'
import { toast } from '../../state/toasts.ts'
import { plainScript } from './fault-choices.ts'

interface Props {
  readonly script: unknown
  readonly applied: () => void
}

const pretty = (script: unknown): string => JSON.stringify(plainScript(script), null, 2)

export const RawScript = ({ script, applied }: Props) => {
  const { t } = useLanguage()
  const set = useCommand('practice.set-faults')
  const [edited, setEdited] = useState<string | undefined>()
  const text = edited ?? pretty(script)
  const parsed = parse(text)
  const apply = (): void => {
    if (parsed === undefined) return
    void set.run({ script: parsed.script }).then((done) => {
      if (done === undefined) return
      setEdited(undefined)
      applied()
      toast(t('practice.raw-applied'))
    })
  }
  return (
    <details className="raw-script">
      <summary>
        {t('practice.raw')} <span className="quiet small">{t('practice.raw-note')}</span>
      </summary>
      <Input.TextArea
        value={text}
        spellCheck={false}
        aria-label={t('practice.raw')}
        status={parsed === undefined ? 'error' : ''}
        autoSize={{ minRows: 6, maxRows: 18 }}
        onChange={(event) => setEdited(event.target.value)}
      />
      {parsed === undefined && <p className="small raw-bad">{t('practice.raw-bad')}</p>}
      <Button disabled={parsed === undefined || edited === undefined} loading={set.pending} onClick={apply}>
        {t('practice.raw-apply')}
      </Button>
    </details>
  )
}

const parse = (text: string): { readonly script: unknown } | undefined => {
  try {
    return { script: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}
