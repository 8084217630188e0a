// Where this book lives and what it is.
import type { Output } from '../../../shared/contract/api.ts'
import { useLanguage } from '../../app/language.tsx'
import { dateText } from '../../components/date-text.tsx'
import { Section } from '../../components/section.tsx'
import { Tag } from '../../components/tag.tsx'

export const BookFacts = ({ book }: { readonly book: Output<'book.get'> }) => {
  const { t, locale } = useLanguage()
  return (
    <Section
      title={t('settings.book')}
      aside={book.practice ? <Tag tone="plum">{t('settings.practice-book')}</Tag> : undefined}
    >
      <dl className="book-facts">
        <dt>{t('settings.folder')}</dt>
        <dd>{book.folder}</dd>
        <dt>{t('settings.created')}</dt>
        <dd>{dateText(book.createdAt, 'moment', locale)}</dd>
        <dt>{t('settings.book-id')}</dt>
        <dd>{book.id}</dd>
      </dl>
    </Section>
  )
}
