// Shows an address in the user's browser, where there is one to show it in.
import open from 'open'

/** Gives false where no browser could be opened. */
export const openInBrowser = async (url: string): Promise<boolean> => {
  if (
    process.platform === 'linux' &&
    process.env['DISPLAY'] === undefined &&
    process.env['WAYLAND_DISPLAY'] === undefined
  )
    return false
  try {
    const child = await open(url)
    child.on('error', () => undefined)
    child.unref()
    return true
  } catch {
    return false
  }
}
