// Rules that change with time or vendor, as data with their source: rates in force, field lengths (fapiao.md §6.1, §6.4).
// Law is read second hand here, so what these rules say about a rate is a warning, never a refusal.
import { isUntaxed, rateLabel, type RateText } from './tax.ts'

export type RateClass = 'general' | 'simplified' | 'relief' | 'untaxed' | 'former'

export interface RateRule {
  readonly rate: RateText
  readonly class: RateClass
  /** First and last day in force, YYYY-MM-DD; absent where the source names none. */
  readonly validFrom?: string
  readonly validTo?: string
  /** May be put on a 专票. */
  readonly onSpecial: boolean
  readonly source: string
}

const vatLaw = '增值税法 2026-01-01, 实施条例 国务院令第826号'
const beforeApril2019 = '2019-04-01 税率调整'

export const rateRules: readonly RateRule[] = [
  { rate: '0.13', class: 'general', onSpecial: true, source: vatLaw },
  { rate: '0.09', class: 'general', onSpecial: true, source: vatLaw },
  { rate: '0.06', class: 'general', onSpecial: true, source: vatLaw },
  { rate: '0.05', class: 'simplified', onSpecial: true, source: '征收率 5%（老项目选择简易计税）' },
  { rate: '0.03', class: 'simplified', onSpecial: true, source: '小规模征收率、简易计税' },
  { rate: '0.02', class: 'relief', onSpecial: false, source: '3%减按2%（已使用固定资产）' },
  { rate: '0.015', class: 'relief', onSpecial: false, source: '减按1.5%（个人出租住房）' },
  {
    rate: '0.01',
    class: 'relief',
    validTo: '2027-12-31',
    onSpecial: true,
    source: '公告2026年第10号，此前公告2023年第19号',
  },
  { rate: '0.005', class: 'relief', onSpecial: false, source: '二手车经销' },
  { rate: '0', class: 'untaxed', onSpecial: false, source: '普通零税率' },
  { rate: 'zero', class: 'untaxed', onSpecial: false, source: '普通零税率' },
  { rate: 'exempt', class: 'untaxed', onSpecial: false, source: '免税' },
  { rate: 'not-taxed', class: 'untaxed', onSpecial: false, source: '不征税' },
  { rate: '0.17', class: 'former', validTo: '2019-03-31', onSpecial: true, source: beforeApril2019 },
  { rate: '0.16', class: 'former', validTo: '2019-03-31', onSpecial: true, source: beforeApril2019 },
  { rate: '0.11', class: 'former', validTo: '2019-03-31', onSpecial: true, source: beforeApril2019 },
  { rate: '0.1', class: 'former', validTo: '2019-03-31', onSpecial: true, source: beforeApril2019 },
  { rate: '0.07', class: 'former', validTo: '2019-03-31', onSpecial: true, source: beforeApril2019 },
  { rate: '0.04', class: 'former', validTo: '2019-03-31', onSpecial: true, source: beforeApril2019 },
]

export type RateWarning = 'rate.unknown' | 'rate.not-in-force'

/** What is odd about a rate on a day (YYYY-MM-DD); empty when nothing is. Warnings only. */
export const rateAllowedOn = (rate: RateText, date: string): readonly RateWarning[] => {
  if (rate === 'masked') return []
  const rules = rateRules.filter((rule) => rule.rate === rate)
  if (rules.length === 0) return ['rate.unknown']
  const inForce = rules.some((rule) => (rule.validFrom ?? date) <= date && date <= (rule.validTo ?? date))
  return inForce ? [] : ['rate.not-in-force']
}

/** Rates a form offers on a day, with the label printed on the face; those usual for a taxpayer of that sort first. */
export const ratesOffered = (
  date: string,
  taxpayer: 'general' | 'small',
): readonly { readonly rate: RateText; readonly label: string }[] => {
  const usual = (rule: RateRule): boolean => (taxpayer === 'small') !== (rule.class === 'general')
  const offered = rateRules.filter(
    (rule) => rule.rate !== '0' && rule.class !== 'former' && rateAllowedOn(rule.rate, date).length === 0,
  )
  const rank = (rule: RateRule): number => (isUntaxed(rule.rate) ? 1 : usual(rule) ? 0 : 2)
  return offered
    .toSorted((left, right) => rank(left) - rank(right))
    .map((rule) => ({ rate: rule.rate, label: rateLabel(rule.rate) }))
}

/** Lengths in characters unless the name says otherwise (fapiao.md §6.4, §9.1 — 诺诺 requestBillingNew; 票通 for GBK). */
export const fieldLimits = {
  buyerNameGbkBytes: 100,
  taxId: 20,
  lineName: 90,
  spec: 40,
  unit: 20,
  remark: 200,
  lines: 2000,
  sellerAddress: 80,
  clerk: 20,
  orderNumber: 20,
  /** Quantity and unit price as decimal text, before a channel shortens them to what it carries. */
  decimalPlaces: 13,
  decimalLength: 20,
  /** 大写金额 and most systems end below a trillion yuan. */
  totalFen: 99_999_999_999_999,
} as const

/** Bytes in GBK: ASCII one, everything else two. Rare characters outside GBK count two as well, which is near enough. */
export const gbkByteLength = (text: string): number => {
  let bytes = 0
  for (const character of text) bytes += character <= '\u007f' ? 1 : 2
  return bytes
}
