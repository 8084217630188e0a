// Import: drop, look, write. The preview says of each file whether it is new, known, doubtful or no invoice; nothing is
// written before it is confirmed, and what is being written can be stopped and is then taken back whole.
import { type DragEvent, useCallback, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { useLanguage } from '../../app/language.tsx'
import { useKey } from '../../app/use-key.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { FootBar, PageHead } from '../../components/page-head.tsx'
import { ErrorState } from '../../components/query-states.tsx'
import '../invoices/invoices.css'
import { showTab } from '../invoices/list-view.ts'
import { DropArea } from './drop-area.tsx'
import { filesOfDrop } from './dropped-files.ts'
import { ImportGrid, type ImportGridRow } from './import-grid.tsx'
import { ImportProgress } from './import-progress.tsx'
import {
  addFiles,
  addQr,
  confirmImport,
  dropImport,
  stopImport,
  toggleFile,
  useImport,
  type PreviewRow,
} from './import-store.ts'
import './import.css'
import { usePreview } from './use-preview.ts'

export const ImportPage = () => {
  const { t, coded } = useLanguage()
  const [, go] = useLocation()
  const state = useImport()
  const { step, without, result, notStaged } = state
  const { preview, rows, error } = usePreview(state.previewId, step === 'writing' || step === 'preview')
  const [over, setOver] = useState(false)
  const reading = step === 'preview' && preview?.state === 'reading'
  const taken = [...without.values()].filter((status) => status === 'new' || status === 'doubtful').length
  const knownOut = [...without.values()].filter((status) => status === 'known').length
  const count = preview === undefined ? 0 : preview.counts.new + preview.counts.doubtful - taken
  const originals = preview === undefined ? 0 : preview.counts.known - knownOut
  const canWrite = step === 'preview' && preview?.state === 'ready' && (count > 0 || originals > 0)

  const write = useCallback(() => void confirmImport(), [])
  const open = useCallback((id: string) => go(`/invoices/${id}`), [go])
  const toBook = useCallback(() => {
    showTab('all')
    go('/invoices')
  }, [go])
  useKey('mod+enter', write, { enabled: canWrite })
  useKey('escape', dropImport, { enabled: step === 'done' || (step === 'preview' && !reading) })
  useKey('enter', toBook, { enabled: step === 'done' })
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const { target, clipboardData } = event
      if (clipboardData === null || (target instanceof Element && target.matches('input, textarea'))) return
      const text = clipboardData.getData('text/plain')
      if (clipboardData.files.length > 0) void addFiles([...clipboardData.files])
      else if (/^\s*\d{2},|https?:/.test(text)) void addQr(text)
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [])

  const onDrop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    void filesOfDrop(event.dataTransfer).then(addFiles)
  }
  const rowAt = (index: number): ImportGridRow | undefined =>
    step === 'done' ? result?.[index] : previewRow(rows[index], without)
  const shown = step === 'done' ? (result?.length ?? 0) : (preview?.read ?? 0)
  const failed =
    notStaged.length === 0 ? undefined : (
      <ul className="import-not-staged">
        {notStaged.map(({ name, error: problem }) => (
          <li key={name}>
            <strong>{name}</strong> {coded('error', problem.code, problem.params)}
          </li>
        ))}
      </ul>
    )
  return (
    <main
      className={over ? 'page import-page import-over' : 'page import-page'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget))
          setOver(false)
      }}
      onDrop={onDrop}
    >
      <PageHead title={t('import.title')} note={step === 'preview' ? t('import.look-first') : undefined}>
        {step === 'preview' && (
          <>
            <ActionButton plain keys="Esc" onClick={dropImport}>
              {t('import.drop')}
            </ActionButton>
            <ActionButton primary keys="Ctrl Enter" disabled={!canWrite} onClick={write}>
              {count === 0 && originals > 0
                ? t('import.keep-originals', { count: originals })
                : t('import.write', { count: count.toLocaleString('en') })}
            </ActionButton>
          </>
        )}
        {step === 'done' && (
          <>
            <ActionButton keys="Esc" onClick={dropImport}>
              {t('import.another')}
            </ActionButton>
            <ActionButton primary keys="Enter" onClick={toBook}>
              {t('import.to-book')}
            </ActionButton>
          </>
        )}
      </PageHead>
      <div className="import-top">
        {step === 'idle' && <DropArea slim={false} over={over} />}
        {step === 'preview' && !reading && <DropArea slim over={over} />}
        {step === 'staging' && (
          <ImportProgress
            words={t('import.staging', { done: state.staged, all: state.all })}
            done={state.staged}
            all={state.all}
            startedAt={state.startedAt}
            onStop={() => void stopImport()}
          />
        )}
        {reading && preview !== undefined && (
          <ImportProgress
            words={t('import.reading', {
              done: preview.read,
              all: preview.all,
              refused: preview.counts.refused,
            })}
            done={preview.read}
            all={preview.all}
            startedAt={state.startedAt}
            onStop={() => void stopImport()}
          />
        )}
        {step === 'writing' && (
          <ImportProgress
            words={t('import.writing', { done: preview?.written ?? 0, all: count + originals })}
            done={preview?.written ?? 0}
            all={count + originals}
            startedAt={state.startedAt}
            onStop={() => void stopImport()}
          />
        )}
        {step === 'done' && result !== undefined && <p className="import-verdict">{verdict(result, t)}</p>}
        {error !== undefined && step !== 'done' && <ErrorState error={error} retry={dropImport} />}
        {preview?.state === 'stopped' && step === 'preview' && (
          <p className="second">{t('import.stopped')}</p>
        )}
        {failed}
      </div>
      {shown > 0 && step !== 'idle' && <ImportGrid count={shown} rowAt={rowAt} onOpen={open} />}
      {preview !== undefined && step !== 'done' && step !== 'idle' && (
        <FootBar>
          <span>
            {t('import.new')} <strong>{preview.counts.new}</strong>
          </span>
          <span>
            {t('import.doubtful')} <strong>{preview.counts.doubtful}</strong>
          </span>
          <span>
            {t('import.known')} <strong>{preview.counts.known}</strong>
          </span>
          <span>
            {t('import.refused')} <strong>{preview.counts.refused}</strong>
          </span>
          {without.size > 0 && <span>{t('import.taken-out', { count: without.size })}</span>}
          <span className="spread" />
          <span className="quiet">{t('import.keys')}</span>
        </FootBar>
      )}
    </main>
  )
}

const previewRow = (
  row: PreviewRow | undefined,
  without: ReadonlyMap<string, PreviewRow['status']>,
): ImportGridRow | undefined => {
  if (row === undefined) return undefined
  const { fileId, status } = row
  const shown = { ...row, invoiceId: row.knownId }
  if (fileId === undefined || status === 'refused') return shown
  return { ...shown, checked: !without.has(fileId), onToggle: () => toggleFile(fileId, status) }
}

const verdict = (
  result: NonNullable<ReturnType<typeof useImport.getState>['result']>,
  t: ReturnType<typeof useLanguage>['t'],
): string => {
  const count = (status: string): number => result.filter((line) => line.status === status).length
  const attached = result.filter((line) => line.attached === true).length
  return [
    t('import.result-imported', { count: count('imported') }),
    count('duplicate') > 0 ? t('import.result-known', { count: count('duplicate') }) : '',
    attached > 0 ? t('import.result-attached', { count: attached }) : '',
    count('refused') > 0 ? t('import.result-refused', { count: count('refused') }) : '',
  ].join('')
}
