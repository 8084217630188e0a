// Where an import begins: drop files or folders, choose them, or paste the text of a QR code.
import { FolderOpen, QrCode, Upload } from 'lucide-react'
import { useCallback, useRef, useState } from 'react'
import { useLanguage } from '../../app/language.tsx'
import { useKey } from '../../app/use-key.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { isOwnFile } from './dropped-files.ts'
import { addFiles, addQr } from './import-store.ts'

interface Props {
  /** Small, above a table. */
  readonly slim: boolean
  readonly over: boolean
}

export const DropArea = ({ slim, over }: Props) => {
  const { t } = useLanguage()
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const [asksQr, setAsksQr] = useState(false)
  const chooseFiles = useCallback(() => files.current?.click(), [])
  const chooseFolder = useCallback(() => folder.current?.click(), [])
  const askQr = useCallback(() => setAsksQr(true), [])
  useKey('o', chooseFiles)
  useKey('f', chooseFolder)
  useKey('r', askQr)
  const take = (input: HTMLInputElement): void => {
    const chosen = [...(input.files ?? [])].filter(({ name }) => isOwnFile(name))
    input.value = ''
    void addFiles(chosen)
  }
  return (
    <div className={`drop-area${slim ? ' drop-area-slim' : ''}${over ? ' drop-area-over' : ''}`}>
      {!slim && (
        <>
          <p className="drop-title">{over ? t('import.let-go') : t('import.drop-here')}</p>
          <p className="second">{t('import.kinds')}</p>
        </>
      )}
      <div className="drop-buttons">
        <ActionButton primary={!slim} icon={Upload} keys="O" onClick={chooseFiles}>
          {t('import.choose-files')}
        </ActionButton>
        <ActionButton icon={FolderOpen} keys="F" onClick={chooseFolder}>
          {t('import.choose-folder')}
        </ActionButton>
        <ActionButton icon={QrCode} keys="R" onClick={askQr}>
          {t('import.paste-qr')}
        </ActionButton>
        {slim && <span className="quiet small">{over ? t('import.let-go') : t('import.drop-more')}</span>}
      </div>
      {asksQr && <QrField onDone={() => setAsksQr(false)} />}
      {!slim && <p className="small quiet">{t('import.nothing-written')}</p>}
      <input ref={files} type="file" multiple hidden onChange={(event) => take(event.target)} />
      <input
        ref={(element) => {
          folder.current = element
          element?.setAttribute('webkitdirectory', '')
        }}
        type="file"
        hidden
        onChange={(event) => take(event.target)}
      />
    </div>
  )
}

const QrField = ({ onDone }: { readonly onDone: () => void }) => {
  const { t } = useLanguage()
  const [text, setText] = useState('')
  const read = (): void => {
    if (text.trim() === '') return
    void addQr(text)
    onDone()
  }
  return (
    <div className="qr-field">
      <input
        className="text-field"
        autoFocus
        value={text}
        placeholder="01,31,,26112000000000000000,…"
        aria-label={t('import.qr-label')}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter') read()
          if (event.key === 'Escape') {
            event.stopPropagation()
            onDone()
          }
        }}
      />
      <ActionButton keys="Enter" disabled={text.trim() === ''} onClick={read}>
        {t('import.read-qr')}
      </ActionButton>
    </div>
  )
}
