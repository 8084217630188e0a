// The channel to the platform. Saved as a whole, because half a channel cannot be tried. The secret is never shown again.
import { Button, Input, InputNumber } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import type { Output } from '../../../shared/contract/api.ts'
import { useCommand } from '../../api/use-operation.ts'
import { useLanguage } from '../../app/language.tsx'
import { Section } from '../../components/section.tsx'
import { toast } from '../../state/toasts.ts'

interface Props {
  readonly channel: Output<'channel.get'>
  readonly practice: boolean
}

const isAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)

export const ChannelForm = ({ channel, practice }: Props) => {
  const { t } = useLanguage()
  const set = useCommand('channel.set')
  const [baseUrl, setBaseUrl] = useState(channel.baseUrl ?? '')
  const [tokenUrl, setTokenUrl] = useState(channel.tokenUrl ?? '')
  const [appKey, setAppKey] = useState(channel.appKey ?? '')
  const [appSecret, setAppSecret] = useState('')
  const [settleSeconds, setSettleSeconds] = useState(channel.settleSeconds)
  const [maxInFlight, setMaxInFlight] = useState(channel.maxInFlight)
  const [tried, setTried] = useState(false)

  const faults = {
    baseUrl: isAddress(baseUrl) ? undefined : t('settings.bad-url'),
    tokenUrl: isAddress(tokenUrl) ? undefined : t('settings.bad-url'),
    appKey: appKey.trim() === '' ? t('settings.needed') : undefined,
    appSecret: appSecret === '' ? t('settings.needed') : undefined,
  }
  const save = (): void => {
    setTried(true)
    if (Object.values(faults).some((fault) => fault !== undefined)) return
    void set
      .run({
        name: 'nuonuo',
        baseUrl,
        tokenUrl,
        appKey: appKey.trim(),
        appSecret,
        settleSeconds,
        maxInFlight,
      })
      .then((done) => {
        if (done !== undefined) toast(t('settings.channel-saved'))
      })
  }
  const shown = (fault: string | undefined): string | undefined => (tried ? fault : undefined)
  const status = (fault: string | undefined): 'error' | '' => (tried && fault !== undefined ? 'error' : '')
  return (
    <Section
      title={t('settings.channel')}
      note={t('settings.channel-note')}
      aside={
        channel.state === 'ready' ? (
          t('settings.channel-ready')
        ) : (
          <span className="och">
            {channel.state === 'missing' ? t('settings.channel-missing') : t('settings.channel-incomplete')}
          </span>
        )
      }
    >
      {practice && <p className="settings-practice">{t('settings.channel-practice')}</p>}
      <form
        className="settings-form"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Line name={t('settings.base-url')} fault={shown(faults.baseUrl)}>
          {(id) => (
            <Input
              id={id}
              value={baseUrl}
              status={status(faults.baseUrl)}
              onChange={(event) => setBaseUrl(event.target.value)}
            />
          )}
        </Line>
        <Line name={t('settings.token-url')} fault={shown(faults.tokenUrl)}>
          {(id) => (
            <Input
              id={id}
              value={tokenUrl}
              status={status(faults.tokenUrl)}
              onChange={(event) => setTokenUrl(event.target.value)}
            />
          )}
        </Line>
        <Line name={t('settings.app-key')} fault={shown(faults.appKey)}>
          {(id) => (
            <Input
              id={id}
              value={appKey}
              status={status(faults.appKey)}
              onChange={(event) => setAppKey(event.target.value)}
            />
          )}
        </Line>
        <Line name={t('settings.app-secret')} fault={shown(faults.appSecret)}>
          {(id) => (
            <Input.Password
              id={id}
              value={appSecret}
              autoComplete="new-password"
              status={status(faults.appSecret)}
              placeholder={channel.hasSecret ? t('settings.secret-kept') : t('settings.secret-needed')}
              onChange={(event) => setAppSecret(event.target.value)}
            />
          )}
        </Line>
        <Line name={t('settings.settle')} hint={t('settings.settle-hint')}>
          {(id) => (
            <InputNumber
              id={id}
              min={0.05}
              max={86400}
              value={settleSeconds}
              onChange={(value) => setSettleSeconds(value ?? 360)}
            />
          )}
        </Line>
        <Line name={t('settings.in-flight')} hint={t('settings.in-flight-hint')}>
          {(id) => (
            <InputNumber
              id={id}
              min={1}
              max={64}
              precision={0}
              value={maxInFlight}
              onChange={(value) => setMaxInFlight(value ?? 1)}
            />
          )}
        </Line>
        <span />
        <div>
          <Button type={practice ? 'default' : 'primary'} htmlType="submit" loading={set.pending}>
            {t('settings.channel-save')}
          </Button>
        </div>
      </form>
    </Section>
  )
}

interface LineProps {
  readonly name: string
  readonly fault?: string | undefined
  readonly hint?: string
  readonly children: (id: string) => ReactNode
}

const Line = ({ name, fault, hint, children }: LineProps) => {
  const id = useId()
  return (
    <>
      <label className="settings-label" htmlFor={id}>
        {name}
      </label>
      <div>
        {children(id)}
        {hint !== undefined && <span className="small quiet settings-hint">{hint}</span>}
        {fault !== undefined && <p className="small settings-fault">{fault}</p>}
      </div>
    </>
  )
}
