// A sale slip that is to be printed as soon as its page shows it.

let wanted: string | undefined

/** Asks for the slip of this sale to be printed when its page opens. */
export const printWhenOpen = (saleId: string): void => {
  wanted = saleId
}

/** True once for the sale that was asked for. */
export const takePrintRequest = (saleId: string): boolean => {
  if (wanted !== saleId) return false
  wanted = undefined
  return true
}
