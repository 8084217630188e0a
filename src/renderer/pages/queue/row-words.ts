// What a row waits for and what comes next, in words. Pure, from the codes of the contract.
import type { Language } from '../../app/language.tsx'
import { dateText } from '../../components/date-text.tsx'
import type { QueueRow } from './use-queue-rows.ts'

type Words = Pick<Language, 'coded' | 'knows' | 't' | 'locale'>

/** The 情况 column: the problem where a person must act, else what it waits for. */
export const situationWords = (row: QueueRow, { coded, knows, t }: Words): string => {
  const { code, position } = row.waitsFor
  if (code === 'person') {
    if (row.problemText !== undefined && row.problemText !== '') return row.problemText
    if (row.problem !== undefined && knows('problem', row.problem)) return coded('problem', row.problem)
  }
  if (code === 'turn' && position === undefined) return t('waits.turn-unplaced')
  if (code === 'nothing' && row.invoiceNumber !== undefined) {
    return row.verified ? t('queue.verified') : t('queue.not-verified')
  }
  return coded('waits', code, { position: position ?? 0 })
}

/** The 下一步 column: a person, an instant with seconds, or the tail of the number it got. */
export const nextWords = (row: QueueRow, { t, locale }: Words): string => {
  if (row.waitsFor.code === 'person') return t('queue.next-you')
  if (row.state === 'issued' && row.invoiceNumber !== undefined) return `…${row.invoiceNumber.slice(-8)}`
  const at = row.waitsFor.at ?? row.nextAt
  if (at === undefined || row.state === 'issued' || row.state === 'cancelled' || row.state === 'held')
    return ''
  return dateText(at, 'clock', locale).length > 5
    ? dateText(at, 'clock', locale)
    : dateText(at, 'seconds', locale)
}
