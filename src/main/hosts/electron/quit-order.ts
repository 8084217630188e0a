// The end of the app, in this order: no more calls, sync told to stop (and ended after its grace time), the book
// checkpointed and closed. Only then may the app go; a second wish to quit does not hurry it.

export interface QuitSteps {
  /** Windows get no more answers. */
  readonly takeNoMoreCalls: () => void
  readonly stopSync: () => Promise<void>
  readonly closeBook: () => Promise<void>
  /** Ends the app; its `before-quit` comes here once more and is let through. */
  readonly quit: () => void
  readonly onFault: (error: unknown) => void
}

/** Gives the listener of `before-quit`. */
export const quitInOrder = (steps: QuitSteps): ((event: { preventDefault(): void }) => void) => {
  let state: 'running' | 'closing' | 'closed' = 'running'
  const close = async (): Promise<void> => {
    for (const step of [steps.stopSync, steps.closeBook]) await step().catch(steps.onFault)
    state = 'closed'
    steps.quit()
  }
  return (event) => {
    if (state === 'closed') return
    event.preventDefault()
    if (state === 'closing') return
    state = 'closing'
    steps.takeNoMoreCalls()
    close().catch(steps.onFault)
  }
}
