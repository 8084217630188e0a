// What has just been done, for eight seconds at the bottom left; three at most, the oldest gives way.
import { create } from 'zustand'
import { callErrorData, type CallErrorData } from '../api/call-error.ts'

export interface Toast {
  readonly id: number
  readonly text: string
  readonly undo?: () => void
  readonly error?: CallErrorData
}

interface Toasts {
  readonly shown: readonly Toast[]
}

export const toastSeconds = 8
const most = 3
let lastId = 0

export const useToasts = create<Toasts>(() => ({ shown: [] }))

/** Shows a sentence; with `undo` it offers to take the act back. */
export const toast = (text: string, undo?: () => void): void => {
  lastId += 1
  const added: Toast = undo === undefined ? { id: lastId, text } : { id: lastId, text, undo }
  useToasts.setState(({ shown }) => ({ shown: [...shown, added].slice(-most) }))
}

/** Shows why something was refused. The sentence is made by the view from the code. */
export const toastError = (error: unknown): void => {
  lastId += 1
  const added: Toast = { id: lastId, text: '', error: callErrorData(error) }
  useToasts.setState(({ shown }) => ({ shown: [...shown, added].slice(-most) }))
}

export const dropToast = (id: number): void =>
  useToasts.setState(({ shown }) => ({ shown: shown.filter((one) => one.id !== id) }))

/** Ctrl Z: takes back the newest act that can be. True if there was one. */
export const undoNewest = (): boolean => {
  const newest = useToasts.getState().shown.findLast((one) => one.undo !== undefined)
  if (newest?.undo === undefined) return false
  newest.undo()
  dropToast(newest.id)
  return true
}
