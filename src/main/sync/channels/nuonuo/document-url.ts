// Which addresses documents may be fetched from: an answer must not be able to send this computer anywhere else.
import { nuonuoDocumentHosts, type NuonuoConfig } from './config.ts'

/** The address to fetch, or undefined where scheme or host is not allowed. */
export const documentUrl = (
  text: string,
  config: Pick<NuonuoConfig, 'baseUrl' | 'documentHosts'>,
): URL | undefined => {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  const base = new URL(config.baseUrl)
  if (url.username !== '' || url.password !== '') return undefined
  if (url.host === base.host && url.protocol === base.protocol) return url
  const isSafeScheme = url.protocol === 'https:' || url.protocol === 'http:'
  const patterns = config.documentHosts ?? nuonuoDocumentHosts
  return isSafeScheme && url.port === '' && patterns.some((pattern) => isHostOf(url.hostname, pattern))
    ? url
    : undefined
}

const isHostOf = (host: string, pattern: string): boolean =>
  pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern

/** The last part of the path as a plain file name. */
export const documentFileName = (url: URL): string => {
  const last = url.pathname.split('/').at(-1) ?? ''
  const plain = last
    .replace(/[^\w.-]/g, '')
    .slice(-80)
    .replace(/^\.+/, '')
  return plain.endsWith('.xml') ? plain : `${plain === '' ? 'invoice' : plain}.xml`
}
