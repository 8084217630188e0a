// Which page answers which address. Addresses live in the fragment, so that any static host can serve the window.
import { Route, Switch } from 'wouter'
import { EmptyState } from '../components/query-states.tsx'
import { OutagePage } from '../pages/outage/outage-page.tsx'
import { OverviewPage } from '../pages/overview/overview-page.tsx'
import { PartiesPage } from '../pages/parties/parties-page.tsx'
import { PracticePage } from '../pages/practice/practice-page.tsx'
import { QueuePage } from '../pages/queue/queue-page.tsx'
import { ImportPage } from '../pages/import/import-page.tsx'
import { InvoicePage } from '../pages/invoice/invoice-page.tsx'
import { InvoicesPage } from '../pages/invoices/invoices-page.tsx'
import { RecordPage } from '../pages/record/record-page.tsx'
import { SalePage } from '../pages/sale/sale-page.tsx'
import { SettingsPage } from '../pages/settings/settings-page.tsx'
import { useT } from './language.tsx'
import { PageBoundary } from './page-boundary.tsx'

export const Routes = () => (
  <PageBoundary>
    <Switch>
      <Route path="/" component={OverviewPage} />
      <Route path="/queue">{() => <QueuePage />}</Route>
      <Route path="/queue/:id">{({ id }) => <QueuePage id={id} />}</Route>
      <Route path="/outage" component={OutagePage} />
      <Route path="/practice" component={PracticePage} />
      <Route path="/settings" component={SettingsPage} />
      <Route path="/invoices" component={InvoicesPage} />
      <Route path="/invoices/:id">{({ id }) => <InvoicePage id={id} />}</Route>
      <Route path="/sale/:id">{({ id }) => <SalePage id={id} />}</Route>
      <Route path="/record">{() => <RecordPage />}</Route>
      <Route path="/record/correct/:saleId">{({ saleId }) => <RecordPage corrects={saleId} />}</Route>
      <Route path="/import" component={ImportPage} />
      <Route path="/parties" component={PartiesPage} />
      <Route component={NotThere} />
    </Switch>
  </PageBoundary>
)

const NotThere = () => {
  const t = useT()
  return (
    <main className="page page-padded">
      <EmptyState action={<a href="#/">{t('nav.overview')}</a>}>{t('common.no-such-page')}</EmptyState>
    </main>
  )
}
