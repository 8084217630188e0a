// The frame of every page: state bar over everything, navigation at the left, the page, toasts. The practice book wears a
// plum frame.
import { useEffect } from 'react'
import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { shortCompanyName } from '../../shared/domain/company-name.ts'
import { useOperation } from '../api/use-operation.ts'
import { KeyTable } from './key-table.tsx'
import { useLanguage } from './language.tsx'
import { Navigation } from './navigation.tsx'
import { Palette } from './palette.tsx'
import { Routes } from './routes.tsx'
import { StateBar } from './state-bar.tsx'
import { ToastStack } from './toast-stack.tsx'
import { useAppKeys } from './use-app-keys.ts'

export const Layout = () => (
  <Router hook={useHashLocation}>
    <Frame />
  </Router>
)

const Frame = () => {
  const { t, locale } = useLanguage()
  const { data: book } = useOperation('book.get', {})
  useAppKeys()
  useEffect(() => {
    document.title = book === undefined ? t('app.name') : `${shortCompanyName(book.name)} · ${t('app.name')}`
  }, [book, t])
  return (
    <div className={book?.practice === true ? 'frame frame-practice' : 'frame'} data-locale={locale}>
      <StateBar />
      <Navigation />
      <div className="page-place">
        <Routes />
        <ToastStack />
      </div>
      <Palette />
      <KeyTable />
    </div>
  )
}
