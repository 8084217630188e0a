// Files made to hurt: each is refused for what it is, quickly, and without touching anything outside.
import { describe, expect, test } from 'vitest'
import { readFile } from '../../../src/main/core/documents/read-file.ts'
import { fixture, ofdEntries, ofdOf, zipOf, type ZipEntry } from '../../support/documents.ts'

const reasonOf = async (bytes: Uint8Array | string): Promise<string> => {
  const reading = await readFile(Buffer.from(bytes))
  return reading.ok ? 'read' : reading.reason
}

const good: readonly ZipEntry[] = ofdEntries({
  custom: {
    发票号码: '26112000000100000170',
    开票日期: '2026年08月03日',
    合计金额: '1.00',
    合计税额: '0.06',
  },
})
const withEntry = (entry: ZipEntry): Promise<Buffer> => zipOf([...good, entry])

describe('XML', () => {
  test('a billion laughs', async () => {
    const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from(
      { length: 9 },
      (_, index) => `<!ENTITY lol${index + 1} "${`&lol${index === 0 ? '' : index};`.repeat(10)}">`,
    ).join('')}]><lolz>&lol9;</lolz>`
    expect(await reasonOf(laughs)).toBe('file.hostile')
  })

  test('a quadratic blow-up', async () => {
    expect(
      await reasonOf(`<!DOCTYPE a [<!ENTITY x "${'A'.repeat(50_000)}">]><a>${'&x;'.repeat(50_000)}</a>`),
    ).toBe('file.hostile')
  })

  test('an entity that asks for a file of this machine', async () => {
    expect(
      await reasonOf('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><EInvoice>&x;</EInvoice>'),
    ).toBe('file.hostile')
  })

  test('a document type that follows the root, or stands in lower case', async () => {
    expect(await reasonOf('<a><!doctype a></a>')).toBe('file.hostile')
  })

  test('elements a hundred thousand deep', async () => {
    expect(await reasonOf(`${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`)).toBe('file.hostile')
  })

  test('a million elements', async () => {
    expect(await reasonOf(`<a>${'<b/>'.repeat(1_000_000)}</a>`)).toBe('file.hostile')
  })

  test('a hundred thousand attributes', async () => {
    const attributes = Array.from({ length: 100_000 }, (_, index) => ` a${index}="1"`).join('')
    expect(await reasonOf(`<a${attributes}/>`)).toBe('file.hostile')
  })

  test('names that reach for JavaScript’s own', async () => {
    expect(await reasonOf('<__proto__><FPHM>26112000000100000170</FPHM></__proto__>')).toBe('file.hostile')
  })

  test('a field longer than any field', async () => {
    const text = fixture('pinyin-capitals.xml').toString().replace('桌号 8', '长'.repeat(100_000))
    expect(await reasonOf(text)).toBe('file.hostile')
  })

  test.each([
    ['cut off', fixture('einvoice-special.xml').subarray(0, 900)],
    ['tags crossed', Buffer.from('<a><b></a></b>')],
    ['two roots', Buffer.from('<a/><b/>')],
    [
      'no text of its encoding',
      Buffer.concat([Buffer.from('<a>'), Buffer.from([0xff, 0xfe, 0xfa]), Buffer.from('</a>')]),
    ],
  ])('%s is damaged', async (_, bytes) => {
    expect(await reasonOf(bytes)).toBe('file.damaged')
  })

  test('character references are read, other references stay as they are written', async () => {
    const text = fixture('pinyin-capitals.xml').toString().replace('桌号 8', '&#26700;&#x53F7;&amp;lt; &x;')
    const reading = await readFile(Buffer.from(text))
    expect(reading).toMatchObject({ ok: true, invoice: { remark: '桌号&lt; &x;' } })
  })
})

describe('archives', () => {
  test('the good one is read', async () => {
    expect(await reasonOf(await zipOf(good))).toBe('read')
  })

  test('a bomb, also where nobody asks for it', async () => {
    expect(
      await reasonOf(await withEntry({ name: 'Doc_0/bomb.xml', content: Buffer.alloc(20_000_000) })),
    ).toBe('file.hostile')
  })

  test('a bomb that lies about its size', async () => {
    const bomb = await ofdOf({ attachment: Buffer.alloc(5_000_000, 0x20) })
    expect(await reasonOf(withDeclaredSize(bomb, 'Doc_0/Attachs/original_invoice.xml', 100))).toBe(
      'file.hostile',
    )
  })

  test.each(['../outside.txt', '/etc/outside', 'C:/outside', 'a/../../outside', '..\\outside'])(
    'a name that leads out: %s',
    async (name) => {
      const harmless = 'x'.repeat(name.length)
      const zip = await withEntry({ name: harmless, content: '1' })
      expect(await reasonOf(replaceAll(zip, harmless, name))).toBe('file.hostile')
    },
  )

  test('a symbolic link', async () => {
    const link = { name: 'Doc_0/link', content: '/etc/hostname', options: { mode: 0o120777 } }
    expect(await reasonOf(await withEntry(link))).toBe('file.hostile')
  })

  test('two entries of one name', async () => {
    expect(await reasonOf(await withEntry({ name: 'OFD.xml', content: '<a/>' }))).toBe('file.hostile')
  })

  test('more entries than any document has', async () => {
    const many = Array.from({ length: 3_000 }, (_, index) => ({ name: `e${index}`, content: '' }))
    expect(await reasonOf(await zipOf([...good, ...many]))).toBe('file.hostile')
  })

  test('an archive in an archive stays closed', async () => {
    expect(await reasonOf(await zipOf([{ name: 'inner.zip', content: await zipOf(good) }]))).toBe(
      'file.unsupported',
    )
  })

  test('an entity attack inside an OFD', async () => {
    const tags = '<!DOCTYPE a [<!ENTITY x "1">]><a>&x;</a>'
    expect(await reasonOf(await ofdOf({ custom: { 发票号码: '26112000000100000170' }, tags }))).toBe(
      'file.hostile',
    )
  })

  test('a byte turned inside an entry is noticed by its check sum', async () => {
    const zip = await zipOf(good.map((entry) => ({ ...entry, options: { compress: false } })))
    expect(await reasonOf(replaceAll(zip, '26112000000100000170', '26112000000100000171'))).toBe(
      'file.damaged',
    )
  })

  test('an archive cut off is damaged', async () => {
    expect(await reasonOf((await zipOf(good)).subarray(0, 600))).toBe('file.damaged')
  })

  test('an office file, a picture and a PDF are not supported', async () => {
    const office = await zipOf([{ name: '[Content_Types].xml', content: '<Types/>' }])
    expect(await reasonOf(office)).toBe('file.unsupported')
    expect(await reasonOf(Buffer.from([0x89, 0x50, 0x4e, 0x47]))).toBe('file.unsupported')
    expect(await reasonOf('%PDF-1.7')).toBe('file.unsupported')
    expect(await reasonOf('')).toBe('file.unsupported')
  })

  test('a file over fifty megabytes is not looked at', async () => {
    expect(await reasonOf(Buffer.alloc(50 * 1024 * 1024 + 1))).toBe('file.too-large')
  })
})

const replaceAll = (bytes: Buffer, from: string, to: string): Buffer =>
  Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1')

/** Rewrites the uncompressed size of one entry in the directory at the archive's end. */
function withDeclaredSize(zip: Buffer, name: string, size: number): Buffer {
  const changed = Buffer.from(zip)
  const nameAt = changed.lastIndexOf(name)
  changed.writeUInt32LE(size, nameAt - 46 + 24)
  return changed
}
