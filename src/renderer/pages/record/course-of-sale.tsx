// 「这一笔会怎么走」: what happens to this sale from now on, by the state the tax system is in.
import type { Output } from '../../../shared/contract/api.ts'
import { useLanguage } from '../../app/language.tsx'
import { dateText } from '../../components/date-text.tsx'
import { Glyph, type GlyphName } from '../../components/glyphs.tsx'
import { Section } from '../../components/section.tsx'

interface Props {
  readonly health: Output<'health.get'> | undefined
  readonly slipNumber: string | undefined
  readonly position: number | undefined
}

interface Step {
  readonly glyph: GlyphName
  readonly tone: string
  readonly title: string
  readonly words: string
}

export const CourseOfSale = (props: Props) => {
  const { t } = useLanguage()
  return (
    <Section title={t('record.course')} bare>
      <ol className="course">
        {useSteps(props).map(({ glyph, tone, title, words }) => (
          <li key={title}>
            <Glyph name={glyph} tone={tone} />
            <div>
              <p>{title}</p>
              <p className="small second">{words}</p>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  )
}

const useSteps = ({ health, slipNumber, position }: Props): readonly Step[] => {
  const { t, locale } = useLanguage()
  const number = slipNumber === undefined ? '' : (slipNumber.split('-').at(-1) ?? '')
  const now: Step = {
    glyph: 'awaiting',
    tone: 'och',
    title: t('record.step-now'),
    words: t('record.step-now-words', { number }),
  }
  const after: Step = {
    glyph: 'issued',
    tone: 'ink3',
    title: t('record.step-issued'),
    words: t('record.step-issued-words'),
  }
  const place = position === undefined ? '' : t('record.step-position', { position })
  const state = health?.outage.state
  const held: Step = {
    glyph: 'held',
    tone: 'och',
    title: t('record.step-held'),
    words: t('record.step-held-words'),
  }
  if (state === 'outage' || state === 'down') {
    const until = health?.outage.until
    return [
      now,
      held,
      {
        glyph: 'sending',
        tone: 'ink3',
        title:
          until === undefined
            ? t('record.step-back')
            : t('record.step-back-at', { time: dateText(until, 'clock', locale) }),
        words: `${t('record.step-back-words')}${place}`,
      },
      after,
    ]
  }
  const missing = health !== undefined && health.sync.channel !== 'ready'
  if (missing) {
    return [
      now,
      { ...held, title: t('record.step-channel'), words: t('record.step-channel-words') },
      { glyph: 'sending', tone: 'ink3', title: t('record.step-then'), words: t('record.step-then-words') },
      after,
    ]
  }
  if (health?.queue.paused === true) {
    return [
      now,
      { ...held, title: t('record.step-paused'), words: t('record.step-paused-words') },
      { glyph: 'sending', tone: 'ink3', title: t('record.step-then'), words: t('record.step-then-words') },
      after,
    ]
  }
  return [
    now,
    {
      glyph: 'sending',
      tone: 'acc',
      title: state === 'recovering' ? t('record.step-recovering') : t('record.step-at-once'),
      words: `${state === 'recovering' ? t('record.step-recovering-words') : t('record.step-at-once-words')}${place}`,
    },
    after,
  ]
}
