// The announced end with its countdown; an unknown end says so, a passed one how long ago.
import { formatCountdown } from '../../../shared/format.ts'
import { expectedEnd } from '../../app/bar-state.ts'
import { useLanguage } from '../../app/language.tsx'
import { lastedDuration } from '../../app/rough-duration.ts'
import type { Health } from '../../app/use-health.ts'
import { dateText } from '../../components/date-text.tsx'
import { useNow } from '../../state/use-now.ts'

export const UntilColumn = ({ outage }: { readonly outage: Health['outage'] }) => {
  const { t, locale } = useLanguage()
  const now = useNow(1000)
  const byUser = outage.state === 'outage'
  const end = expectedEnd(outage.until, now)
  if (end.kind === 'none') {
    return (
      <section className="until">
        <p className="small quiet">{t('outage.until-none-title')}</p>
        <p className="until-figure until-figure-unknown">{t('outage.until-none')}</p>
        <p className="small second">{t(byUser ? 'outage.until-yours' : 'outage.until-none-words')}</p>
      </section>
    )
  }
  return (
    <section className="until">
      <p className="small quiet">{end.kind === 'in' ? t('outage.until-title') : t('outage.until-over')}</p>
      <p className="until-figure">
        {end.kind === 'in' ? formatCountdown(end.leftMs, locale) : lastedDuration(end.overMs, locale)}
      </p>
      <p className="small second">
        {t(byUser ? 'outage.until-at-yours' : 'outage.until-at', {
          time: dateText(end.until, 'moment', locale),
        })}
      </p>
    </section>
  )
}
