// Seeded damage to invoice files: turned bits, cut ends, swapped and nested entries, bombs, entity attacks, spliced files.
import yauzl from 'yauzl'
import { zipOf, type ZipEntry } from './documents.ts'

export type Random = () => number

/** Small and fast, the same on every machine (mulberry32). */
export const seeded = (seed: number): Random => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const below = (random: Random, limit: number): number => Math.floor(random() * limit)
const oneOf = <T>(random: Random, list: readonly T[]): T => {
  const picked = list[below(random, list.length)]
  if (picked === undefined) throw new Error('nothing to pick from')
  return picked
}

const isZip = (bytes: Buffer): boolean => bytes.subarray(0, 2).toString('latin1') === 'PK'

const entriesOf = async (bytes: Buffer): Promise<ZipEntry[]> => {
  const zip = await yauzl.fromBufferPromise(bytes)
  const entries: ZipEntry[] = []
  for await (const entry of zip.eachEntry()) {
    const pieces: Buffer[] = []
    const stream = await zip.openReadStreamPromise(entry)
    for await (const piece of stream as AsyncIterable<Buffer>) pieces.push(piece)
    entries.push({ name: entry.fileName, content: Buffer.concat(pieces) })
  }
  return entries.filter(({ name }) => !name.endsWith('/'))
}

type Mutation = (bytes: Buffer, random: Random, others: readonly Buffer[]) => Buffer | Promise<Buffer>

const turnBits: Mutation = (bytes, random) => {
  const changed = Buffer.from(bytes)
  for (let count = 1 + below(random, 30); count > 0; count -= 1) {
    const at = below(random, changed.length)
    changed.writeUInt8(changed.readUInt8(at) ^ (1 << below(random, 8)), at)
  }
  return changed
}

/** Damage that check sums do not see, because the archive was packed again afterwards. */
const turnBitsInside: Mutation = async (bytes, random, others) => {
  if (!isZip(bytes)) return turnBits(bytes, random, others)
  const entries = await entriesOf(bytes)
  const target = oneOf(random, entries)
  if (target.content.length === 0) return bytes
  const content = await turnBits(Buffer.from(target.content), random, others)
  return zipOf(entries.map((entry) => (entry === target ? { ...entry, content } : entry)))
}

const cutOff: Mutation = (bytes, random) => bytes.subarray(0, below(random, bytes.length))

const splice: Mutation = (bytes, random, others) =>
  Buffer.concat([
    bytes.subarray(0, below(random, bytes.length)),
    oneOf(random, others).subarray(below(random, 500)),
  ])

const repeatPart: Mutation = (bytes, random) => {
  const from = below(random, bytes.length)
  const part = bytes.subarray(from, from + below(random, 2_000))
  const times = 1 + below(random, 200)
  return Buffer.concat([
    bytes.subarray(0, from),
    ...Array.from({ length: times }, () => part),
    bytes.subarray(from),
  ])
}

const attacks: readonly string[] = [
  '<!DOCTYPE a [<!ENTITY x "lol"><!ENTITY y "&x;&x;&x;&x;">]>',
  '<!DOCTYPE a SYSTEM "file:///etc/hostname">',
  '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x"> %p;]>',
]

const attackXml = (text: string, random: Random): string => {
  const kind = below(random, 4)
  if (kind === 0) return text.replace(/<(?=[A-Za-z\u4e00-\u9fff])/, `${oneOf(random, attacks)}<`)
  if (kind === 1) return text.replace(/>([^<]+)</, `>${'&x;'.repeat(10_000)}<`)
  if (kind === 2) return text.replace(/<\//, `${'<d>'.repeat(50_000)}</`)
  return text.replace(/>([^<]+)</, `>${'9'.repeat(200_000)}<`)
}

const attackEntities: Mutation = async (bytes, random) => {
  if (!isZip(bytes)) return Buffer.from(attackXml(bytes.toString(), random))
  const entries = await entriesOf(bytes)
  const target = oneOf(
    random,
    entries.filter(({ name }) => name.endsWith('.xml')),
  )
  return zipOf(
    entries.map((entry) =>
      entry === target ? { ...entry, content: attackXml(entry.content.toString(), random) } : entry,
    ),
  )
}

const swapEntries: Mutation = async (bytes, random) => {
  if (!isZip(bytes)) return splitAndSwap(bytes, random)
  const entries = await entriesOf(bytes)
  const [one, other] = [oneOf(random, entries), oneOf(random, entries)]
  return zipOf(
    entries.map((entry) =>
      entry === one
        ? { ...entry, content: other.content }
        : entry === other
          ? { ...entry, content: one.content }
          : entry,
    ),
  )
}

const splitAndSwap = (bytes: Buffer, random: Random): Buffer => {
  const at = below(random, bytes.length)
  return Buffer.concat([bytes.subarray(at), bytes.subarray(0, at)])
}

const nest: Mutation = async (bytes, random, others) => {
  let nested: Buffer = bytes
  for (let depth = 1 + below(random, 4); depth > 0; depth -= 1) {
    nested = await zipOf([
      { name: oneOf(random, ['OFD.xml', 'inner.zip', 'invoice.xml', 'a.ofd']), content: nested },
      ...(random() < 0.3 ? [{ name: 'other.xml', content: oneOf(random, others) }] : []),
    ])
  }
  return nested
}

const bomb: Mutation = async (bytes, random) => {
  const entries = isZip(bytes) ? await entriesOf(bytes) : [{ name: 'invoice.xml', content: bytes }]
  const size = 1_000_000 + below(random, 20_000_000)
  const filler = Buffer.alloc(size, oneOf(random, [0, 0x20, 0x3c]))
  const target = oneOf(random, entries)
  const isInside = random() < 0.5
  const bombed = entries.map((entry) =>
    entry === target && isInside
      ? { ...entry, content: Buffer.concat([Buffer.from(entry.content), filler]) }
      : entry,
  )
  const zip = await zipOf(isInside ? bombed : [...bombed, { name: 'Doc_0/Res/bomb.xml', content: filler }])
  return random() < 0.5 ? zip : liesAboutSizes(zip, random)
}

/** Sizes in the directory are turned into others, as a bomb would that wants to look small. */
const liesAboutSizes = (zip: Buffer, random: Random): Buffer => {
  const changed = Buffer.from(zip)
  for (let at = changed.indexOf('PK\x01\x02'); at >= 0; at = changed.indexOf('PK\x01\x02', at + 4)) {
    if (at + 28 < changed.length && random() < 0.7) changed.writeUInt32LE(below(random, 2_000), at + 24)
  }
  return changed
}

const escape: Mutation = async (bytes, random) => {
  const names = [
    '../escaped.txt',
    '../../escaped.txt',
    '/escaped.txt',
    'C:\\escaped.txt',
    'a/../../escaped.txt',
  ]
  const name = oneOf(random, names)
  const placeholder = 'x'.repeat(name.length)
  const entries = isZip(bytes) ? await entriesOf(bytes) : [{ name: 'invoice.xml', content: bytes }]
  const zip = await zipOf([...entries, { name: placeholder, content: 'escaped' }])
  return Buffer.from(zip.toString('latin1').replaceAll(placeholder, name), 'latin1')
}

const mutations: Readonly<Record<string, Mutation>> = {
  turnBits,
  turnBitsInside,
  cutOff,
  splice,
  repeatPart,
  attackEntities,
  swapEntries,
  nest,
  bomb,
  escape,
}
const names = Object.keys(mutations)

/** The mutated copy number `index` of a seed; every kind of damage comes round, now and then two on one file. */
export const mutated = async (
  originals: readonly Buffer[],
  seed: number,
  index: number,
): Promise<{ readonly name: string; readonly bytes: Buffer }> => {
  const random = seeded(seed * 1_000_003 + index)
  const name = names[index % names.length] ?? 'turnBits'
  const mutation = mutations[name] ?? turnBits
  const once = await mutation(oneOf(random, originals), random, originals)
  if (random() > 0.2 || once.length === 0) return { name, bytes: once }
  return { name: `${name}+turnBits`, bytes: await turnBits(once, random, originals) }
}
