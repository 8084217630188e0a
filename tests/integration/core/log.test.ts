import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLog } from '../../../src/main/core/app/log.ts'
import { AppError } from '../../../src/shared/errors.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'piaobu-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const lines = (file: string): readonly Record<string, unknown>[] =>
  readFileSync(join(folder, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

test('the log holds one JSON line an event, with codes and places but without private data', async () => {
  const log = createLog(folder, 'sync')
  log.info('tick', { ms: 3, id: '019aa0c1-2b3c-7d4e-8f00-0123456789ab' })
  log.warn('拒绝 91110108MAEX0Q3K3C', { note: '北京样例云帆科技有限公司 4197.17' })
  log.error(
    'call failed',
    new AppError('book.busy', { cause: new Error('北京样例云帆科技有限公司 has 5.00') }),
  )
  await log.close()
  const [first, second, third] = lines('sync.log')
  expect(first).toMatchObject({ level: 30, msg: 'tick', ms: 3, id: '019aa0c1-2b3c-7d4e-8f00-0123456789ab' })
  expect(second).toMatchObject({ level: 40, msg: '拒绝 [id]', note: '[text] [amount]' })
  expect(third).toMatchObject({
    level: 50,
    msg: 'call failed',
    error: { name: 'AppError', code: 'book.busy', cause: { message: '[text] has [amount]' } },
  })
  const text = readFileSync(join(folder, 'sync.log'), 'utf8')
  expect(text).toContain('log.test.ts')
  expect(text).not.toContain(import.meta.dirname)
})

test('a log folder that cannot be written ends nothing', async () => {
  const log = createLog(join(import.meta.filename, 'no-folder'), 'app')
  log.info('still here')
  await log.close()
})
