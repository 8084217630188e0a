// Entries of the book as lines of a time line: glyph, sentence, one grey line of detail, who. Unknown and red events keep
// their colour. Pure, from the codes of the contract.
import type { Output } from '../../../shared/contract/api.ts'
import { formatBytes, formatDigest } from '../../../shared/format.ts'
import type { Language } from '../../app/language.tsx'
import { amountText } from '../../components/amount.tsx'
import type { GlyphName } from '../../components/glyphs.tsx'
import type { TimelineItem } from '../../components/timeline.tsx'

type Entry = Output<'invoice.timeline'>['entries'][number]
type Words = Pick<Language, 't' | 'coded' | 'knows' | 'locale'>

const looks: Readonly<Record<string, readonly [GlyphName, string?]>> = {
  'sale.recorded': ['awaiting'],
  'sale.cancelled': ['voided'],
  'submission.held': ['held'],
  'submission.queued': ['queued'],
  'submission.requeued': ['queued'],
  'submission.released': ['queued'],
  'submission.accepted': ['sending'],
  'attempt.submit': ['sending'],
  'submission.unknown': ['unknown', 'och'],
  'submission.pending': ['pending'],
  'submission.waiting': ['waiting'],
  'submission.issued': ['issued', 'grn'],
  'invoice.issued': ['issued', 'grn'],
  'submission.rejected': ['rejected', 'red'],
  'submission.conflict': ['conflict', 'red'],
  'submission.parked': ['parked', 'red'],
  'submission.cancelled': ['voided'],
  'invoice.credited': ['credited', 'red'],
  'invoice.credited-in-part': ['credited-in-part', 'red'],
  'invoice.voided': ['voided'],
  'invoice.differs': ['triangle', 'och'],
  'submission.document-missing': ['waiting'],
}

/** Takes entries oldest first; with `keyOnly` only the moments people look for. */
export const timelineItems = (
  entries: readonly Entry[],
  keyOnly: boolean,
  words: Words,
): readonly TimelineItem[] =>
  entries
    .filter((entry) => entry.key || !keyOnly)
    .map((entry, index): TimelineItem => {
      const [glyph, tone] = looks[entry.event] ?? ['tick']
      const uncertain = entry.event === 'attempt.submit' && entry.detail['outcome'] === 'uncertain'
      return {
        id: `${entry.auditSeq ?? 'a'} ${entry.at} ${index}`,
        at: entry.at,
        glyph: uncertain ? 'unknown' : glyph,
        tone: uncertain ? 'och' : tone,
        event: words.coded('timeline', entry.event),
        detail: detailWords(entry, words),
        who: words.knows('actor', entry.actor) ? words.coded('actor', entry.actor) : entry.actor,
      }
    })

/** The grey line: what the entry says beside its name, in words where a word exists. */
export const detailWords = ({ event, detail }: Entry, words: Words): string => {
  const { t, coded, knows, locale } = words
  const text = (name: string): string => (detail[name] === undefined ? '' : String(detail[name]))
  const parts: string[] = []
  if (event === 'sale.recorded') {
    parts.push(text('slipNumber'), amountText(text('total')), t('common.not-invoice'))
    if (detail['confirmed'] !== undefined) parts.push(t('invoice.confirmed-warning'))
  } else if (event.startsWith('attempt.')) {
    parts.push(coded('outcome', text('outcome')), shortened(text('text')))
  } else {
    if (detail['hold'] !== undefined) parts.push(coded('hold', text('hold')))
    if (detail['problem'] !== undefined && knows('problem', text('problem')))
      parts.push(coded('problem', text('problem')))
    if (detail['number'] !== undefined)
      parts.push(t('invoice.number-tail', { tail: text('number').slice(-8) }))
    if (detail['left'] !== undefined) parts.push(t('invoice.left', { amount: amountText(text('left')) }))
    if (detail['format'] !== undefined) parts.push(text('format').toUpperCase())
    if (typeof detail['size'] === 'number') parts.push(formatBytes(detail['size']))
    if (detail['sha256'] !== undefined) parts.push(formatDigest(text('sha256')))
    if (typeof detail['fields'] === 'string' && detail['fields'] !== '') {
      const fields = detail['fields'].split(' ').map((field) => coded('field', field))
      parts.push(t('invoice.differing', { fields: fields.join(locale === 'en' ? ', ' : '、') }))
    }
    if (detail['source'] !== undefined && event === 'invoice.imported') {
      parts.push(text('source') === 'qr' ? t('invoice.from-qr') : t('invoice.from-file'))
    }
  }
  return parts.filter((part) => part !== '').join(' · ')
}

const shortened = (text: string): string => (/^[0-9a-f]{64}$/.test(text) ? formatDigest(text) : text)
