// What to tell customers, in both languages, to edit and copy. It never promises a date of issue.
import { Button, Input } from 'antd'
import { useState } from 'react'
import { dayWords } from '../../app/day-words.ts'
import { languageFor, useLanguage } from '../../app/language.tsx'
import type { Health } from '../../app/use-health.ts'
import { Section } from '../../components/section.tsx'
import { toast } from '../../state/toasts.ts'

export const TellCustomers = ({ outage }: { readonly outage: Health['outage'] }) => {
  const { t } = useLanguage()
  return (
    <Section title={t('outage.tell')} note={t('outage.tell-note')}>
      <div className="tell">
        <Letter key={`zh ${outage.since}`} name={t('outage.tell-zh')} text={letter(outage, 'zh-CN')} />
        <Letter key={`en ${outage.since}`} name={t('outage.tell-en')} text={letter(outage, 'en')} />
      </div>
    </Section>
  )
}

const letter = ({ since, until }: Health['outage'], locale: 'zh-CN' | 'en'): string => {
  const { t } = languageFor(locale)
  const moment = (at: string): string => `${dayWords(locale).day(at.slice(0, 10))} ${at.slice(11, 16)}`
  const [body, end] =
    locale === 'en' ? (['tell.en', 'tell.en-until'] as const) : (['tell.zh', 'tell.zh-until'] as const)
  return t(body, { since: moment(since), until: until === undefined ? '' : t(end, { until: moment(until) }) })
}

const Letter = ({ name, text }: { readonly name: string; readonly text: string }) => {
  const { t } = useLanguage()
  const [shown, setShown] = useState(text)
  const copy = (): void => {
    void navigator.clipboard.writeText(shown).then(() => toast(t('outage.tell-copied')))
  }
  return (
    <div className="letter">
      <p className="letter-head">
        <span className="quiet small">{name}</span>
        <Button size="small" onClick={copy}>
          {t('common.copy')}
        </Button>
      </p>
      <Input.TextArea
        value={shown}
        aria-label={name}
        autoSize={{ minRows: 4, maxRows: 9 }}
        onChange={(event) => setShown(event.target.value)}
      />
    </div>
  )
}
