// Entry of the window: styles, the news line, the app.
import './plain-parsers.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { followNews, queryClient } from './api/query-client.ts'
import { App } from './app/app.tsx'
import './theme/fonts.css'
import './theme/base.css'
import './components/components.css'
import './app/layout.css'
import './app/palette.css'

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no #root')

followNews()
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
)
