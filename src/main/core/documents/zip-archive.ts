// Reads single entries of a zip held in memory. Nothing is ever written to disk by a name from the archive, nothing in it is
// opened that was not asked for, and archives inside it stay closed.
import { crc32 } from 'node:zlib'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import {
  maxDeclaredBytes,
  maxEntries,
  maxEntryNameLength,
  maxInflatedBytes,
  maxInflatedEntryBytes,
  maxRatio,
  ratioMattersFromBytes,
} from './limits.ts'
import { Refusal } from './refusal.ts'

export interface Archive {
  /** Files only, in the order of the directory, with `/` between folders. */
  readonly names: readonly string[]
  has(name: string): boolean
  /** The bytes of one entry. Throws Refusal damaged (missing, broken, wrong check sum) and hostile (bomb, wrong size). */
  read(name: string): Promise<Buffer>
}

export const looksLikeZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5 || bytes[2] === 7)

/** Takes the bytes of a zip and gives its directory. Throws Refusal: hostile names, sizes or counts; damaged archives. */
export const openArchive = async (bytes: Uint8Array): Promise<Archive> => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const zip = await openZip(buffer)
  const entries = new Map<string, Entry>()
  let declared = 0
  for (const entry of await allEntries(zip)) {
    const name = checkedName(entry)
    declared += entry.uncompressedSize
    if (declared > maxDeclaredBytes || isBomb(entry)) throw new Refusal('file.hostile', 'declares too much')
    if (name.endsWith('/')) continue
    if (entries.has(name)) throw new Refusal('file.hostile', 'two entries of one name')
    entries.set(name, entry)
  }
  let inflated = 0
  const read = async (name: string): Promise<Buffer> => {
    const entry = entries.get(name)
    if (entry === undefined) throw new Refusal('file.damaged', 'no such entry')
    const content = await inflate(zip, entry, Math.min(maxInflatedEntryBytes, maxInflatedBytes - inflated))
    inflated += content.length
    if (crc32(content) !== entry.crc32) throw new Refusal('file.damaged', 'check sum differs')
    return content
  }
  return { names: [...entries.keys()], has: (name) => entries.has(name), read }
}

const openZip = async (buffer: Buffer): Promise<ZipFile> => {
  try {
    // Names are decoded and checked here, because yauzl's own check cannot be told from a broken directory.
    return await yauzl.fromBufferPromise(buffer, {
      lazyEntries: true,
      decodeStrings: false,
      validateEntrySizes: true,
      autoClose: false,
    })
  } catch (error) {
    throw new Refusal('file.damaged', 'no readable directory', error)
  }
}

const allEntries = (zip: ZipFile): Promise<readonly Entry[]> => {
  if (zip.entryCount > maxEntries) throw new Refusal('file.hostile', 'too many entries')
  return new Promise((resolve, reject) => {
    const entries: Entry[] = []
    zip.on('entry', (entry: Entry) => {
      entries.push(entry)
      if (entries.length > maxEntries) reject(new Refusal('file.hostile', 'too many entries'))
      else zip.readEntry()
    })
    zip.on('end', () => resolve(entries))
    zip.on('error', (error: unknown) => reject(new Refusal('file.damaged', 'broken directory', error)))
    zip.readEntry()
  })
}

const checkedName = (entry: Entry): string => {
  if (entry.fileNameRaw.length > maxEntryNameLength) throw new Refusal('file.hostile', 'name too long')
  const name = yauzl.getFileNameLowLevel(
    entry.generalPurposeBitFlag,
    entry.fileNameRaw,
    entry.extraFields,
    false,
  )
  const segments = name.split('/')
  if (name.startsWith('/') || /^[a-z]:/i.test(name) || name.includes('\0') || segments.includes('..')) {
    throw new Refusal('file.hostile', 'name leads out of the archive')
  }
  if (isLink(entry)) throw new Refusal('file.hostile', 'symbolic link')
  return segments.filter((segment, position) => segment !== '.' && (segment !== '' || position > 0)).join('/')
}

/** The upper half of the external attributes is the Unix mode where the archive was made on Unix (host system 3). */
const isLink = (entry: Entry): boolean =>
  entry.versionMadeBy >> 8 === 3 && ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000

const isBomb = (entry: Entry): boolean =>
  entry.uncompressedSize > ratioMattersFromBytes && entry.uncompressedSize > entry.compressedSize * maxRatio

const inflate = async (zip: ZipFile, entry: Entry, limit: number): Promise<Buffer> => {
  if (entry.isEncrypted()) throw new Refusal('file.unsupported', 'encrypted entry')
  if (!entry.canDecodeFileData()) throw new Refusal('file.damaged', 'unknown compression')
  if (entry.uncompressedSize > limit) throw new Refusal('file.hostile', 'inflates to too much')
  const pieces: Buffer[] = []
  let size = 0
  try {
    const stream = await zip.openReadStreamPromise(entry)
    for await (const piece of stream as AsyncIterable<Buffer>) {
      size += piece.length
      // Breaking off the loop ends the stream, so a bomb is never inflated further than one piece beyond the limit.
      if (size > limit) throw new Refusal('file.hostile', 'inflates to too much')
      pieces.push(piece)
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    const lies = error instanceof Error && error.message.startsWith('too many bytes')
    throw new Refusal(lies ? 'file.hostile' : 'file.damaged', 'entry does not inflate', error)
  }
  return Buffer.concat(pieces, size)
}
