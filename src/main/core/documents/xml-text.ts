// From the bytes of an XML file to its characters: byte order marks, UTF-16, and the encoding its declaration names
// (old interfaces write GBK). Bytes that are no text of that encoding are a damaged file, never replaced silently.
import { maxXmlBytes } from './limits.ts'
import { Refusal } from './refusal.ts'

const decoders: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  gbk: 'gbk',
  gb2312: 'gbk',
  gb18030: 'gb18030',
  'utf-16': 'utf-16le',
}

/** True where the first characters can begin an XML file, in any encoding read here. */
export const looksLikeXml = (bytes: Uint8Array): boolean => {
  const start = Buffer.from(bytes.subarray(0, 64)).toString('latin1')
  return /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*<[^<]/.test(start)
}

/** Takes the bytes, gives the text without a byte order mark. Throws Refusal damaged, too-large, unsupported. */
export const decodeXml = (bytes: Uint8Array): string => {
  if (bytes.length > maxXmlBytes) throw new Refusal('file.too-large', 'XML beyond the limit')
  const decoder = decoders[encodingOf(bytes)]
  const name = decoder ?? (isUtf16(bytes) ? encodingOf(bytes) : undefined)
  if (name === undefined) throw new Refusal('file.unsupported', 'unknown encoding')
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes)
  } catch (error) {
    throw new Refusal('file.damaged', 'not text of its encoding', error)
  }
}

const isUtf16 = (bytes: Uint8Array): boolean => /^utf-16[lb]e$/.test(encodingOf(bytes))

const encodingOf = (bytes: Uint8Array): string => {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first === 0xef && second === 0xbb) return 'utf-8'
  if (first === 0x3c && second === 0) return 'utf-16le'
  if (first === 0 && second === 0x3c) return 'utf-16be'
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  const declared = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1]?.toLowerCase()
  // UTF-16 without a byte order mark would begin with a zero byte; a declaration that says so is wrong.
  return declared === undefined || declared.startsWith('utf-16') ? 'utf-8' : declared
}
