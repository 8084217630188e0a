// How far it is: done of all, time left in words, a way to stop. The first three seconds only say that it is being estimated.
import { formatDuration } from '../../../shared/format.ts'
import { useLanguage } from '../../app/language.tsx'
import { SegmentedProgress } from '../../components/segmented-progress.tsx'
import { useNow } from '../../state/use-now.ts'

interface Props {
  readonly words: string
  readonly done: number
  readonly all: number
  readonly startedAt: number
  readonly onStop: () => void
}

export const ImportProgress = ({ words, done, all, startedAt, onStop }: Props) => {
  const { t, locale } = useLanguage()
  const elapsed = Math.max(0, useNow(500) - startedAt)
  const left =
    done === 0 || elapsed < 3000 ? undefined : Math.ceil(((all - done) * elapsed) / done / 1000) * 1000
  return (
    <div className="import-progress">
      <p className="import-progress-words">
        <span>{words}</span>
        <span className="spread" />
        <span className="second">
          {left === undefined
            ? t('import.estimating')
            : t('import.left', { time: formatDuration(left, locale) })}
        </span>
        <button type="button" className="link" onClick={onStop}>
          {t('import.stop')}
        </button>
      </p>
      <SegmentedProgress
        label={words}
        segments={[
          { key: 'done', word: t('import.done-word'), count: done, look: 'active' },
          { key: 'rest', word: t('import.rest-word'), count: Math.max(0, all - done), look: 'rest' },
        ]}
      />
    </div>
  )
}
