// Which page answers which address. Addresses live in the fragment, so that any static host can serve the window.
import { Route, Switch } from 'wouter'
import { EmptyState } from '../components/query-states.tsx'
import { RecordPage } from '../pages/record/record-page.tsx'
import { useT } from './language.tsx'

export const Routes = () => (
  <Switch>
    <Route path="/record">{() => <RecordPage />}</Route>
    <Route path="/record/correct/:saleId">{({ saleId }) => <RecordPage corrects={saleId} />}</Route>
    <Route component={NotThere} />
  </Switch>
)

const NotThere = () => {
  const t = useT()
  return (
    <main className="page page-padded">
      <EmptyState action={<a href="#/">{t('nav.overview')}</a>}>{t('common.no-such-page')}</EmptyState>
    </main>
  )
}
