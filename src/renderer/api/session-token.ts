// The token of this session: it arrives in the fragment of the address, is kept for the tab and leaves the address bar.

const storageKey = 'piaobu.token'

/** Splits `#token=…` from the rest of a fragment; the rest is the page to open. */
export const tokenFromFragment = (fragment: string): { readonly token?: string; readonly rest: string } => {
  const match = /^#?token=([A-Za-z0-9_-]+)(?:&(.*))?$/.exec(fragment)
  if (match === null) return { rest: fragment }
  return { token: match[1] ?? '', rest: match[2] === undefined || match[2] === '' ? '' : `#${match[2]}` }
}

/** Takes the token out of the address, if one is there, and gives the one to use. */
export const takeSessionToken = (): string | undefined => {
  const { token, rest } = tokenFromFragment(window.location.hash)
  if (token !== undefined) {
    sessionStorage.setItem(storageKey, token)
    window.history.replaceState(null, '', `${window.location.pathname}${rest}`)
  }
  return sessionStorage.getItem(storageKey) ?? undefined
}
