// What waits for a person, with what to do and that nothing is sent meanwhile. Unknown results are named apart: nothing to do.
import { Button } from 'antd'
import { useLocation } from 'wouter'
import type { Output } from '../../../shared/contract/api.ts'
import { useLanguage } from '../../app/language.tsx'
import { Amount } from '../../components/amount.tsx'
import { Glyph, type GlyphName } from '../../components/glyphs.tsx'
import { Section } from '../../components/section.tsx'

type Overview = Output<'overview.get'>
type Need = Overview['needsYou'][number]

const looks: Readonly<Record<Need['kind'], readonly [GlyphName, string]>> = {
  conflict: ['conflict', 'red'],
  rejected: ['rejected', 'red'],
  parked: ['parked', 'red'],
  'seller.incomplete': ['approval', 'och'],
  'channel.missing': ['approval', 'och'],
  login: ['approval', 'och'],
  'outage-over': ['recovering', 'teal'],
}

const placeOf = (need: Need): string => {
  switch (need.kind) {
    case 'seller.incomplete':
    case 'channel.missing':
      return '/settings'
    case 'outage-over':
      return '/outage'
    case 'conflict':
    case 'rejected':
    case 'parked':
    case 'login':
      return need.submissionId === undefined ? '/queue' : `/queue/${need.submissionId}`
  }
}

export const NeedsYou = ({ overview }: { readonly overview: Overview }) => {
  const { t } = useLanguage()
  const { needsYou, unknownCount } = overview
  return (
    <Section
      title={t('overview.needs-you')}
      note={needsYou.length === 0 ? undefined : t('overview.needs-count', { count: needsYou.length })}
    >
      {needsYou.length === 0 && unknownCount === 0 && (
        <p className="needs-none">{t('overview.needs-none')}</p>
      )}
      <ul>
        {needsYou.map((need, index) => (
          <NeedLine key={need.submissionId ?? `${need.kind}${index}`} need={need} />
        ))}
        {unknownCount > 0 && (
          <li className="need need-quiet">
            <Glyph name="unknown" tone="och" />
            <p className="small">
              <span className="second">{t('overview.unknown', { count: unknownCount })}</span>
              {t('overview.unknown-do')}
            </p>
          </li>
        )}
      </ul>
    </Section>
  )
}

const NeedLine = ({ need }: { readonly need: Need }) => {
  const { t, coded } = useLanguage()
  const [, go] = useLocation()
  const [glyph, tone] = looks[need.kind]
  const todo = coded('needs-do', need.kind)
  const sentence = coded('needs', need.kind, { count: need.count ?? 1 })
  return (
    <li className="need">
      <Glyph name={glyph} tone={tone} />
      <div className="need-words">
        <p className="need-what">
          {need.buyerName !== undefined && (
            <>
              <strong className="cut">{need.buyerName}</strong>
              {need.total !== undefined && <Amount yuan={need.total} />}
            </>
          )}
          <span className="need-sentence cut">
            {need.problemText === undefined
              ? sentence
              : t('overview.reason', { what: sentence, why: need.problemText })}
          </span>
        </p>
        <p className="small quiet cut">
          {need.slipNumber === undefined ? todo : t('overview.slip', { slip: need.slipNumber, todo })}
        </p>
      </div>
      <Button onClick={() => go(placeOf(need))}>{coded('needs-button', need.kind)}</Button>
    </li>
  )
}
