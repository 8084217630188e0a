// The import under way. It outlives the page, so that looking something up does not lose it. Nothing is written to the
// book before it is confirmed.
import { create } from 'zustand'
import type { Output } from '../../../shared/contract/api.ts'
import { call, client } from '../../api/client.ts'
import { callErrorData, type CallErrorData } from '../../api/call-error.ts'
import { queryClient } from '../../api/query-client.ts'
import { toastError } from '../../state/toasts.ts'

export type PreviewRow = Output<'import.preview'>['rows'][number]
export type ResultLine = Output<'import.confirm'>['lines'][number]

export interface NotStaged {
  readonly name: string
  readonly error: CallErrorData
}

interface ImportState {
  readonly step: 'idle' | 'staging' | 'preview' | 'writing' | 'done'
  /** Files taken over from the computer so far, and all of them. */
  readonly staged: number
  readonly all: number
  readonly startedAt: number
  readonly fileIds: readonly string[]
  readonly qr: string | undefined
  readonly notStaged: readonly NotStaged[]
  readonly previewId: string | undefined
  /** Files the person took out, with what they were. */
  readonly without: ReadonlyMap<string, PreviewRow['status']>
  readonly result: readonly ResultLine[] | undefined
}

const nothing: ImportState = {
  step: 'idle',
  staged: 0,
  all: 0,
  startedAt: 0,
  fileIds: [],
  qr: undefined,
  notStaged: [],
  previewId: undefined,
  without: new Map(),
  result: undefined,
}

export const useImport = create<ImportState>(() => nothing)

const atOnce = 3
let run = 0

/** Takes files over and shows what is in them; files of a preview not yet confirmed stay in it. */
export const addFiles = async (files: readonly File[]): Promise<void> => {
  if (files.length === 0 || useImport.getState().step === 'writing') return
  run += 1
  const mine = run
  const before = useImport.getState()
  const kept = before.step === 'done' ? nothing : before
  const ids: (string | undefined)[] = files.map(() => undefined)
  const notStaged: NotStaged[] = [...kept.notStaged]
  useImport.setState({
    ...kept,
    step: 'staging',
    staged: 0,
    all: files.length,
    startedAt: Date.now(),
    result: undefined,
  })
  let next = 0
  const take = async (): Promise<void> => {
    while (next < files.length && run === mine) {
      const at = next
      next += 1
      const file = files[at]
      if (file === undefined) return
      try {
        ids[at] = await client().putFile(file)
      } catch (error) {
        notStaged.push({ name: file.name, error: callErrorData(error) })
      }
      if (run === mine) useImport.setState(({ staged }) => ({ staged: staged + 1 }))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, take))
  if (run !== mine) return
  const fileIds = [...kept.fileIds, ...ids.filter((id) => id !== undefined)]
  useImport.setState({ fileIds, notStaged })
  await startPreview()
}

/** Shows what a pasted QR text says. */
export const addQr = async (text: string): Promise<void> => {
  const before = useImport.getState()
  if (text.trim() === '' || before.step === 'writing' || before.step === 'staging') return
  useImport.setState({ ...(before.step === 'done' ? nothing : before), qr: text.trim() })
  await startPreview()
}

const startPreview = async (): Promise<void> => {
  const { fileIds, qr, notStaged } = useImport.getState()
  if (fileIds.length === 0 && qr === undefined) {
    useImport.setState({ step: notStaged.length === 0 ? 'idle' : 'preview' })
    return
  }
  try {
    const { previewId } = await call('import.start', {
      fileIds: [...fileIds],
      ...(qr === undefined ? {} : { qr }),
    })
    useImport.setState({ step: 'preview', previewId, startedAt: Date.now() })
  } catch (error) {
    toastError(error)
    useImport.setState({ step: 'idle' })
  }
}

/** Takes a file out of what is going to be written, or puts it back. */
export const toggleFile = (fileId: string, status: PreviewRow['status']): void =>
  useImport.setState(({ without }) => {
    const changed = new Map(without)
    if (!changed.delete(fileId)) changed.set(fileId, status)
    return { without: changed }
  })

/** Stops what is going on: taking files over, reading, or writing, which is then taken back. */
export const stopImport = async (): Promise<void> => {
  const { step, previewId, fileIds } = useImport.getState()
  if (step === 'staging') {
    run += 1
    useImport.setState(fileIds.length === 0 ? nothing : { step: 'preview' })
    return
  }
  if (previewId === undefined) return
  try {
    await call('import.stop', { previewId })
  } catch (error) {
    toastError(error)
  }
  void queryClient.invalidateQueries({ queryKey: ['import.preview'] })
}

/** Writes what the preview shows, but for the files taken out. */
export const confirmImport = async (): Promise<void> => {
  const { previewId, without, step } = useImport.getState()
  if (previewId === undefined || step !== 'preview') return
  useImport.setState({ step: 'writing', startedAt: Date.now() })
  try {
    const { lines } = await call('import.confirm', { previewId, without: [...without.keys()] })
    useImport.setState({ step: 'done', result: lines })
  } catch (error) {
    toastError(error)
    useImport.setState({ step: 'preview' })
    void queryClient.invalidateQueries({ queryKey: ['import.preview'] })
  }
}

/** Forgets the import under way. Nothing of it is in the book unless it was confirmed. */
export const dropImport = (): void => {
  run += 1
  useImport.setState(nothing)
}
