import { afterEach, beforeEach, expect, test } from 'vitest'
import { openCore } from '../../../src/main/core/app/create-core.ts'
import { dispatch } from '../../../src/main/core/app/dispatch.ts'
import { watchOtherWriters } from '../../../src/main/core/app/events.ts'
import { connect } from '../../../src/main/core/db/connect.ts'
import type { Topic } from '../../../src/shared/contract/api.ts'
import { openTestBook, type TestBook } from '../../support/open-test-book.ts'
import { sampleSale } from '../../support/sample-sale.ts'
import { testPorts } from '../../support/test-ports.ts'

let book: TestBook
beforeEach(async () => {
  book = await openTestBook({ channel: true })
})
afterEach(() => book.close())

const commandId = '019aa0c1-2b3c-7d4e-8f00-0123456789ab'

test('a command sent twice acts once and gives the same reply', async () => {
  const input = { sales: [sampleSale()] }
  const first = await book.reply('sale.record', input, { commandId })
  const again = await book.reply('sale.record', input, { commandId })
  expect(again).toEqual(first)
  expect((await book.call('sale.page', {})).all.count).toBe(1)
})

test('the same command id with another input or operation is refused', async () => {
  await book.reply('sale.record', { sales: [sampleSale()] }, { commandId })
  const otherInput = await book.reply('sale.record', { sales: [sampleSale({ remark: 'x' })] }, { commandId })
  const otherOperation = await book.reply('outbox.pause', {}, { commandId })
  expect([otherInput, otherOperation]).toMatchObject([
    { ok: false, error: { code: 'command.replayed-differently' } },
    { ok: false, error: { code: 'command.replayed-differently' } },
  ])
})

test('two processes that carry out the same command write it once', async () => {
  const other = openCore({ folder: book.folder, ports: testPorts({ seed: 9 }) })
  const call = { operation: 'sale.record', input: { sales: [sampleSale()] }, commandId, actor: '林会计' }
  const replies = await Promise.all([dispatch(book.core, call), dispatch(other, call)])
  other.close()
  expect(replies[0]).toEqual(replies[1])
  expect((await book.call('sale.page', {})).all.count).toBe(1)
})

test('a command that failed may be sent again under its id', async () => {
  const wrong = await book.reply('draft.discard', { id: commandId }, { commandId })
  const right = await book.reply('outbox.pause', {}, { commandId })
  expect([wrong.ok, right.ok]).toEqual([false, true])
})

test('an operation nobody knows, a role that may not, and an input that does not fit are refused in that order', async () => {
  expect(await book.reply('book.delete', {})).toMatchObject({ error: { code: 'operation.unknown' } })
  expect(await book.reply('__proto__', {})).toMatchObject({ error: { code: 'operation.unknown' } })
  expect(await book.reply('channel.set', { x: 1 }, { role: 'clerk' })).toMatchObject({
    error: { code: 'access.denied' },
  })
  expect(await book.reply('settings.set', { theme: 'pink', more: 1 })).toMatchObject({
    error: {
      code: 'input.invalid',
      issues: [
        { path: 'theme', code: 'input.wrong-value' },
        { path: 'more', code: 'input.unknown-field' },
      ],
    },
  })
})

test('a viewer may look and set the window, and change nothing else', async () => {
  const role = 'viewer'
  const looked = await book.reply('invoice.counts', {}, { role })
  const set = await book.reply('settings.set', { theme: 'dark' }, { role })
  const recorded = await book.reply('sale.record', { sales: [sampleSale()] }, { role })
  expect([looked.ok, set.ok, recorded.ok]).toEqual([true, true, false])
})

test('events go out after the commit, with the operation’s topics, and not for what failed', async () => {
  const heard: (readonly Topic[])[] = []
  const stop = book.core.events.subscribe((topics) => heard.push(topics))
  const wakes = book.ports.wakes.count
  await book.call('sale.record', { sales: [sampleSale()] })
  await book.reply('sale.record', { sales: [sampleSale({ buyer: { name: '' } })] })
  stop()
  await book.call('outbox.pause', {})
  expect(heard).toEqual([['sales', 'outbox', 'parties']])
  expect(book.ports.wakes.count).toBe(wakes + 2)
})

test('another process’s commit is told as a change of everything', async () => {
  const heard: (readonly Topic[])[] = []
  book.core.events.subscribe((topics) => heard.push(topics))
  const stop = watchOtherWriters(book.core)
  const other = connect(book.db.file, 'write')
  other.exec(`UPDATE book SET clerk = '己'`)
  other.close()
  await expect.poll(() => heard.length).toBe(1)
  stop()
  expect(heard[0]).toContain('outbox')
})

test('one correlation id leads from the call to audit trail and error', async () => {
  const call = { actor: '林会计', correlationId: 'corr-1' }
  await dispatch(book.core, { ...call, operation: 'outbox.pause', input: {} })
  const failed = await dispatch(book.core, { ...call, operation: 'invoice.get', input: { id: commandId } })
  const entry = book.db.read
    .prepare<[], { event: string; correlation_id: string }>(
      'SELECT event, correlation_id FROM audit ORDER BY seq DESC',
    )
    .get()
  expect(entry).toEqual({ event: 'queue.paused', correlation_id: 'corr-1' })
  expect(failed).toEqual({ ok: false, error: { code: 'invoice.missing', correlationId: 'corr-1' } })
})

test('what nobody foresaw says only where to look, and is in the log', async () => {
  const broken = {
    ...book.core,
    previews: {
      ...book.core.previews,
      get: (): never => {
        throw new Error('秘密的公司名称')
      },
    },
  }
  const reply = await dispatch(broken, {
    operation: 'import.preview',
    input: { previewId: commandId },
    actor: 'x',
    correlationId: 'corr-2',
  })
  expect(reply).toEqual({ ok: false, error: { code: 'internal', correlationId: 'corr-2' } })
  expect(book.ports.log.lines).toMatchObject([
    {
      level: 'error',
      event: 'call failed',
      fields: { operation: 'import.preview', correlationId: 'corr-2' },
    },
  ])
})

test('a query with nothing to say about works on a fresh book', async () => {
  const queries = [
    'book.get',
    'settings.get',
    'overview.get',
    'invoice.counts',
    'invoice.months',
    'invoice.page',
    'sale.page',
    'sale.last',
    'draft.get',
    'party.list',
    'goods.list',
    'outbox.summary',
    'outbox.list',
    'outage.status',
    'health.get',
    'channel.get',
    'audit.verify',
  ] as const
  const replies = await Promise.all(queries.map((name) => book.reply(name, {})))
  expect(replies.filter((reply) => !reply.ok)).toEqual([])
})

test('the secret of a channel goes to its place and never into the book', async () => {
  const file = JSON.stringify(book.db.read.prepare('SELECT * FROM setting').all())
  const audit = JSON.stringify(book.db.read.prepare('SELECT content FROM audit').all())
  expect(await book.call('channel.get', {})).toEqual({
    name: 'nuonuo',
    state: 'ready',
    baseUrl: 'http://127.0.0.1:9/api',
    tokenUrl: 'http://127.0.0.1:9/token',
    appKey: 'test-key',
    hasSecret: true,
    settleSeconds: 1,
    maxInFlight: 1,
  })
  expect(book.ports.secrets.get('channel.nuonuo.appSecret')).toBe('test-secret')
  expect(file + audit).not.toContain('test-secret')
})

test('without a practice platform its operations say so', async () => {
  expect(await book.reply('practice.state', {})).toMatchObject({ error: { code: 'practice.only' } })
})

test('what the company lacks for issuing is named, and filling it in releases what waited for it', async () => {
  const bare = await openTestBook({ channel: true, company: { address: '', phone: '', clerk: '' } })
  try {
    const missing = (await bare.call('book.get', {})).missingForIssue
    const { sales } = await bare.call('sale.record', { sales: [sampleSale()] })
    const updated = await bare.call('book.update', {
      address: '北京市样例路 1 号',
      phone: '010-1',
      clerk: '甲',
    })
    expect(missing.length).toBeGreaterThan(0)
    expect(sales[0]?.state).toBe('held')
    expect(updated).toMatchObject({ missingForIssue: [], address: '北京市样例路 1 号' })
    expect((await bare.call('outbox.list', {})).rows[0]?.state).toBe('queued')
  } finally {
    bare.close()
  }
})
