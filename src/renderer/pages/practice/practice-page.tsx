// The practice desk: make the platform fail in plain words and watch the book cope; the platform's own ledger beside it.
import { RotateCcw } from 'lucide-react'
import { useCommand, useOperation } from '../../api/use-operation.ts'
import { useLanguage } from '../../app/language.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { Glyph } from '../../components/glyphs.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { Answered } from '../../components/query-states.tsx'
import { Section } from '../../components/section.tsx'
import { toast } from '../../state/toasts.ts'
import { faultChoices, faultsInForce, scriptWith } from './fault-choices.ts'
import { RawScript } from './raw-script.tsx'
import './practice.css'

export const PracticePage = () => {
  const { t } = useLanguage()
  const state = useOperation('practice.state', {}, { everyMs: 2000 })
  const set = useCommand('practice.set-faults')
  const clear = useCommand('practice.clear-faults')
  const inForce = faultsInForce(state.data?.faults)
  const any = inForce.chosen.size + inForce.own.length > 0
  const toggle = (name: string, fault: string): void => {
    const on = !inForce.chosen.has(name)
    void set.run({ script: scriptWith(inForce, name) }).then((done) => {
      if (done === undefined) return
      void state.refetch()
      toast(t(on ? 'practice.set' : 'practice.unset', { fault }))
    })
  }
  const clearAll = (): void => {
    void clear.run({}).then((done) => {
      if (done === undefined) return
      void state.refetch()
      toast(t('practice.cleared'))
    })
  }
  return (
    <main className="page">
      <PageHead title={t('nav.practice')} note={t('practice.note')}>
        <ActionButton icon={RotateCcw} primary disabled={!any} loading={clear.pending} onClick={clearAll}>
          {t('practice.clear')}
        </ActionButton>
      </PageHead>
      <div className="page-split">
        <div>
          <Section title={t('practice.break')} note={t('practice.break-note')}>
            <ul className="faults">
              {faultChoices.map(({ name, label, effect }) => (
                <li key={name}>
                  <button
                    type="button"
                    className="fault"
                    aria-pressed={inForce.chosen.has(name)}
                    disabled={set.pending || state.data === undefined}
                    onClick={() => toggle(name, t(label))}
                  >
                    <Glyph
                      name={inForce.chosen.has(name) ? 'outage' : 'draft'}
                      tone={inForce.chosen.has(name) ? 'och' : 'ink3'}
                    />
                    <span>
                      <span className="fault-name">{t(label)}</span>
                      <span className="small quiet">{t(effect)}</span>
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </Section>
          <RawScript script={state.data?.faults} applied={() => void state.refetch()} />
        </div>
        <aside className="page-side">
          <Section title={t('practice.ledger')} note={t('practice.ledger-note')}>
            <Answered of={state} rows={3}>
              {(data) => (
                <dl className="ledger">
                  <div>
                    <dt>{t('practice.platform')}</dt>
                    <dd>
                      <Glyph name={data.running ? 'tick' : 'cross'} tone={data.running ? 'grn' : 'red'} />{' '}
                      {data.running ? t('practice.running') : t('practice.not-running')}
                    </dd>
                  </div>
                  <div>
                    <dt>{t('practice.accepted')}</dt>
                    <dd className="ledger-figure">{data.accepted.toLocaleString('en')}</dd>
                  </div>
                  <div>
                    <dt>{t('practice.issued')}</dt>
                    <dd className="ledger-figure">{data.issued.toLocaleString('en')}</dd>
                  </div>
                </dl>
              )}
            </Answered>
          </Section>
          <Section title={t('practice.active')}>
            {any ? (
              <ul className="in-force">
                {faultChoices
                  .filter(({ name }) => inForce.chosen.has(name))
                  .map(({ name, label }) => (
                    <li key={name}>
                      <Glyph name="outage" tone="och" /> {t(label)}
                    </li>
                  ))}
                {inForce.own.length > 0 && (
                  <li>
                    <Glyph name="outage" tone="och" /> {t('practice.custom', { count: inForce.own.length })}
                  </li>
                )}
              </ul>
            ) : (
              <p className="in-force second">{t('practice.none-active')}</p>
            )}
          </Section>
        </aside>
      </div>
    </main>
  )
}
