// What each command promises to scripts: names, lines, exit codes 0, 1 and 2.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openCommandLine, type CommandLine } from '../support/command-line.ts'

let cli: CommandLine
beforeEach(() => {
  cli = openCommandLine()
})
afterEach(() => cli.close())

const practiceBook = (): Promise<unknown> => cli.run(['book', 'create', '--practice', '--json'])

const sale = (ref: string): object => ({
  ref,
  buyer: { name: '北京测试有限公司', taxId: '91110108MAEX00TH6K' },
  kind: 'digital-ordinary',
  lines: [{ name: '办公用品', amountInclTax: '113.00', rate: '0.13' }],
})

describe('a book', () => {
  test('is made whole from the options and found again as the last one opened', async () => {
    const words = [
      '--tax-id',
      '91110108MAEX00TH6K',
      '--name',
      '北京测试有限公司',
      '--taxpayer',
      'small',
      '--json',
    ]
    const made = await cli.run(['book', 'create', ...words])
    const opened = await cli.run(['call', 'book.get', '{}'])
    expect([made.code, made.values]).toEqual([
      0,
      [{ book: path.join(cli.folder, 'data', 'books', '91110108MAEX00TH6K'), id: expect.any(String) }],
    ])
    expect(opened.values).toEqual([
      {
        ok: true,
        value: expect.objectContaining({ name: '北京测试有限公司', taxpayer: 'small', practice: false }),
      },
    ])
  })

  test('is not made twice in one place', async () => {
    const words = ['book', 'create', '--practice', '--book', path.join(cli.folder, 'b'), '--json']
    await cli.run(words)
    const again = await cli.run(words)
    expect([again.code, again.values]).toEqual([1, [{ error: { code: 'book.exists' } }]])
  })

  test('that is not there is refused with the reason', async () => {
    const { code, values, stderr } = await cli.run([
      'outbox',
      'list',
      '--book',
      path.join(cli.folder, 'none'),
      '--json',
    ])
    expect([code, values]).toEqual([1, [{ error: expect.objectContaining({ code: 'book.missing' }) }]])
    expect(stderr).not.toBe('')
  })

  test('for practice is ready to issue', async () => {
    await practiceBook()
    const { values } = await cli.run(['call', 'book.get', '{}'])
    expect(values).toEqual([
      { ok: true, value: expect.objectContaining({ practice: true, missingForIssue: [] }) },
    ])
  })

  test('that lacks what the channel requires holds its sales and says why', async () => {
    await cli.run(['book', 'create', '--tax-id', '91110108MAEX00TH6K', '--name', '北京测试有限公司'])
    await cli.run(['sale', 'add', JSON.stringify(sale('A')), '--json'])
    const { values } = await cli.run(['outbox', 'list', '--json'])
    expect(values).toEqual([
      expect.objectContaining({ ref: 'A', state: 'held', problem: 'seller.incomplete' }),
    ])
  })
})

describe('sales', () => {
  test('come out as one line each in the order they were given', async () => {
    await practiceBook()
    const { code, values } = await cli.run(['sale', 'add', '-', '--json'], {
      input: JSON.stringify([sale('B'), sale('A')]),
    })
    const line = (ref: string, slip: RegExp): object => ({
      id: expect.any(String),
      ref,
      slipNumber: expect.stringMatching(slip),
      state: 'held',
    })
    expect([code, values]).toEqual([0, [line('B', /-0001$/), line('A', /-0002$/)]])
  })

  test('with a reference used before are refused and nothing is written', async () => {
    await practiceBook()
    await cli.run(['sale', 'add', JSON.stringify(sale('A'))])
    const again = await cli.run(['sale', 'add', JSON.stringify([sale('B'), sale('A')]), '--json'])
    const twin = await cli.run(['sale', 'add', JSON.stringify([sale('C'), sale('C')]), '--json'])
    const list = await cli.run(['outbox', 'list', '--json'])
    expect([again.code, twin.code]).toEqual([1, 1])
    expect(again.values).toEqual([{ error: expect.objectContaining({ code: 'sale.duplicate-ref' }) }])
    expect(list.values).toEqual([expect.objectContaining({ ref: 'A' })])
  })

  test('with a wrong field are refused with the field named', async () => {
    await practiceBook()
    const { code, values } = await cli.run([
      'sale',
      'add',
      JSON.stringify({ ...sale('A'), lines: [] }),
      '--json',
    ])
    expect([code, values]).toEqual([
      1,
      [
        {
          error: expect.objectContaining({
            issues: [expect.objectContaining({ path: expect.stringContaining('lines') })],
          }),
        },
      ],
    ])
  })

  test('are shown as a table to people', async () => {
    await practiceBook()
    const { code, stdout } = await cli.run(['sale', 'add', JSON.stringify(sale('A'))])
    expect([code, stdout.split('\n')[0]?.trim().split(/\s+/)]).toEqual([0, ['Ref', 'Slip', 'State']])
  })
})

describe('outage mode', () => {
  test('starts, is seen and ends', async () => {
    await practiceBook()
    const started = await cli.run(['outage', 'start', '--until', '2030-01-01T00:00:00Z', '--json'])
    await cli.run(['sale', 'add', JSON.stringify(sale('A'))])
    const status = await cli.run(['outage', 'status', '--json'])
    const twice = await cli.run(['outage', 'start', '--json'])
    const ended = await cli.run(['outage', 'end', '--json'])
    const since = expect.stringMatching(/\+08:00$/)
    const until = expect.stringMatching(/^2030-01-01T08:00:00(\.000)?\+08:00$/)
    expect(started.values).toEqual([{ state: 'outage', since, until, cause: 'user', held: 0 }])
    expect(status.values).toEqual([{ state: 'outage', since, until, cause: 'user', held: 1 }])
    expect([twice.code, twice.values]).toEqual([
      1,
      [{ error: expect.objectContaining({ code: 'outage.already-started' }) }],
    ])
    expect(ended.code).toBe(0)
  })
})

describe('imports', () => {
  const qr = '01,32,,26117000000612345678,118.68,20260115,,7D0F'

  test('refuse what is no invoice, a line each in the order given, and then end with 1', async () => {
    await practiceBook()
    const files = ['b.txt', 'a.xml'].map((name) => path.join(cli.folder, name))
    for (const file of files) writeFileSync(file, '<nothing/>')
    const { code, values } = await cli.run(['import', ...files, '--json'])
    expect([code, values]).toEqual([
      1,
      files.map((file) => ({ file, status: 'refused', reason: expect.any(String) })),
    ])
  })

  test('of a QR text come into the book once', async () => {
    await practiceBook()
    const dry = await cli.run(['import', '--qr', qr, '--dry-run', '--json'])
    const first = await cli.run(['import', '--qr', qr, '--json'])
    const second = await cli.run(['import', '--qr', qr, '--json'])
    const status = (ended: typeof first): unknown =>
      ended.values.map((value) => (value as { status: string }).status)
    expect([dry, first, second].map((ended) => [ended.code, status(ended)])).toEqual([
      [0, ['imported']],
      [0, ['imported']],
      [0, ['duplicate']],
    ])
  })

  test('of the sample files give the invoices on them, and duplicates the second time', async (context) => {
    const samples = path.resolve(import.meta.dirname, '..', '..', '..', 'shared', 'samples')
    if (!existsSync(samples)) return context.skip('the sample files are not here')
    await practiceBook()
    const invoices = [
      'digital-special-official.xml',
      'digital-special-beijing.ofd',
      'taxcontrol-exempt-jiangsu.ofd',
      'taxcontrol-ordinary-zhejiang.ofd',
    ].map((name) => path.join(samples, name))
    const others = ['not-an-invoice.ofd', 'accounting-xbrl-special.xml', 'bureau-export-small.xlsx'].map(
      (name) => path.join(samples, name),
    )
    const first = await cli.run(['import', ...invoices, ...others, '--json'])
    const second = await cli.run(['import', ...invoices, '--json'])
    const brief = (value: unknown): unknown => {
      const { file, status, reason } = value as { file: string; status: string; reason?: string }
      return [path.basename(file), status, reason]
    }
    expect([first.code, second.code]).toEqual([1, 0])
    expect(first.values.map(brief)).toEqual([
      ...invoices.map((file) => [path.basename(file), 'imported', undefined]),
      ['not-an-invoice.ofd', 'refused', 'file.not-invoice'],
      ['accounting-xbrl-special.xml', 'refused', 'accounting.instance'],
      ['bureau-export-small.xlsx', 'refused', 'file.unsupported'],
    ])
    expect(second.values.map(brief)).toEqual(
      invoices.map((file) => [path.basename(file), 'duplicate', undefined]),
    )
    return undefined
  })
})

describe('sync', () => {
  test('says who has the engine when another program has it', async () => {
    await practiceBook()
    const book = path.join(cli.folder, 'data', 'books')
    const { takeLock } = await import('../../src/main/core/db/locks.ts')
    const { syncLockFile } = await import('../../src/main/core/book/book-folder.ts')
    const { readdirSync } = await import('node:fs')
    const lock = takeLock(syncLockFile(path.join(book, readdirSync(book)[0] ?? '')), {
      role: 'another engine',
    })
    const { code, values, stderr } = await cli.run(['sync', 'run', '--until', 'idle', '--json'])
    lock?.release()
    expect([code, values]).toEqual([
      1,
      [{ error: { code: 'sync.running-elsewhere', params: expect.objectContaining({ pid: process.pid }) } }],
    ])
    expect(stderr).toContain(String(process.pid))
  })

  test('misses its deadline with 1 while the platform does not answer', async () => {
    await practiceBook()
    const faults = path.join(cli.folder, 'faults.json')
    writeFileSync(faults, '{"rules":[{"do":"hang"}]}')
    const ledger = path.join(cli.folder, 'ledger.db')
    const simulator = await cli.start([
      'simulator',
      'run',
      '--port',
      '0',
      '--ledger',
      ledger,
      '--faults',
      faults,
    ])
    const { url = '', tokenUrl = '', appKey = '', appSecret = '' } = simulator.first
    const where = ['--base-url', url, '--token-url', tokenUrl, '--app-key', appKey, '--app-secret', appSecret]
    await cli.run(['channel', 'set', 'nuonuo', ...where, '--settle', '60'])
    await cli.run(['sale', 'add', JSON.stringify(sale('A'))])
    const { code, values } = await cli.run(['sync', 'run', '--until', 'settled', '--deadline', '1', '--json'])
    expect([code, values.at(-1)]).toEqual([1, { settled: false, counts: expect.any(Object) }])
  })
})

describe('operations by name', () => {
  test('print the reply, refused ones too', async () => {
    await practiceBook()
    const good = await cli.run(['call', 'settings.get', '{}'])
    const refused = await cli.run(['call', 'sale.get', '{"id":"01990000-0000-7000-8000-000000000000"}'])
    const unknown = await cli.run(['call', 'no.such', '{}'])
    expect([good.code, good.values]).toEqual([
      0,
      [{ ok: true, value: expect.objectContaining({ locale: 'zh-CN' }) }],
    ])
    expect([refused.code, refused.values]).toEqual([
      1,
      [{ ok: false, error: expect.objectContaining({ code: 'sale.missing' }) }],
    ])
    expect([unknown.code, unknown.values]).toEqual([
      1,
      [{ ok: false, error: expect.objectContaining({ code: 'operation.unknown' }) }],
    ])
  })

  test('with the same command id act once and give the same reply', async () => {
    await practiceBook()
    const words = [
      'call',
      'sale.record',
      JSON.stringify({ sales: [sale('A')] }),
      '--command-id',
      '01990000-0000-7000-8000-000000000001',
    ]
    const first = await cli.run(words)
    const second = await cli.run(words)
    expect([first.code, second.stdout]).toEqual([0, first.stdout])
  })

  test('are all in the contract with their schemas', async () => {
    const { code, values } = await cli.run(['contract', '--json'])
    const [contract] = values as [Record<string, { kind: string; input: object; output: object }>]
    expect(code).toBe(0)
    expect(contract['sale.record']).toEqual(
      expect.objectContaining({
        kind: 'command',
        input: expect.objectContaining({ type: 'object' }),
        output: expect.objectContaining({ type: 'object' }),
      }),
    )
  })
})

describe('wrong use', () => {
  test.each([
    [['nothing']],
    [['book', 'create']],
    [['sale', 'add']],
    [['sale', 'add', '{']],
    [['sale', 'add', '{}', 'more']],
    [['channel', 'set', 'other', '--base-url', 'x']],
    [['sync', 'run']],
    [['sync', 'run', '--until', 'never']],
    [['outage', 'start', '--until', 'tomorrow']],
    [['outbox', 'list', '--colour', 'red']],
    [['simulator', 'run', '--port', 'x', '--ledger', 'l']],
    [['import']],
    [['import', 'no-such-file.xml']],
    [['call', 'book.get', '{}', '--command-id', '7']],
    [[]],
  ])('%j ends with 2 and writes nothing on stdout for programs', async (words) => {
    const { code, values } = await cli.run([...words, '--json'])
    expect([code, values]).toEqual([2, []])
  })

  test('help is no wrong use', async () => {
    const all = await cli.run(['--help'])
    const one = await cli.run(['sale', 'add', '--help'])
    expect([all.code, one.code]).toEqual([0, 0])
    expect([all.stdout.includes('simulator run --port N'), one.stdout.includes('登记')]).toEqual([true, true])
  })
})

describe('the pretend platform', () => {
  test('goes on with the same keys after a restart on the same ledger', async () => {
    const ledger = path.join(cli.folder, 'l', 'ledger.db')
    mkdirSync(path.dirname(ledger))
    const first = await cli.start(['simulator', 'run', '--port', '0', '--ledger', ledger, '--seed', '7'])
    const port = new URL(first.first['url'] ?? '').port
    await first.stop()
    const second = await cli.start(['simulator', 'run', '--port', port, '--ledger', ledger])
    const { adminUrl: before, ...kept } = first.first
    const { adminUrl: after, ...again } = second.first
    expect(Object.keys(first.first)).toEqual(['url', 'tokenUrl', 'adminUrl', 'appKey', 'appSecret'])
    expect([again, typeof before, typeof after]).toEqual([kept, 'string', 'string'])
    rmSync(path.join(cli.folder, 'unused'), { force: true })
  })

  test('refuses a fault script that is none', async () => {
    const faults = path.join(cli.folder, 'faults.json')
    writeFileSync(faults, '{"rules":[{"do":"explode"}]}')
    const { code } = await cli.run([
      'simulator',
      'run',
      '--port',
      '0',
      '--ledger',
      path.join(cli.folder, 'l.db'),
      '--faults',
      faults,
    ])
    expect(code).toBe(2)
  })
})
