// Settings: the company as it is printed, the channel, the look. Everything but the channel is saved as it is changed.
import { useOperation } from '../../api/use-operation.ts'
import { useLanguage } from '../../app/language.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { Answered } from '../../components/query-states.tsx'
import { BookFacts } from './book-facts.tsx'
import { ChannelForm } from './channel-form.tsx'
import { CompanyForm } from './company-form.tsx'
import { LookForm } from './look-form.tsx'
import './settings.css'

export const SettingsPage = () => {
  const { t } = useLanguage()
  const book = useOperation('book.get', {})
  const channel = useOperation('channel.get', {})
  return (
    <main className="page">
      <PageHead title={t('nav.settings')} note={t('settings.note')} />
      <div className="page-split settings-split">
        <div>
          <Answered of={book} rows={8}>
            {(data) => <CompanyForm book={data} />}
          </Answered>
          <Answered of={channel} rows={4}>
            {(data) => (
              <ChannelForm
                key={JSON.stringify(data)}
                channel={data}
                practice={book.data?.practice === true}
              />
            )}
          </Answered>
        </div>
        <aside className="page-side">
          <LookForm />
          {book.data !== undefined && <BookFacts book={book.data} />}
        </aside>
      </div>
    </main>
  )
}
