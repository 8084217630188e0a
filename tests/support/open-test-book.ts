// A fresh book in a temp folder, opened, with test ports; removed again by `close`.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCore, type Core } from '../../src/main/core/app/create-core.ts'
import { dispatch } from '../../src/main/core/app/dispatch.ts'
import type { Act } from '../../src/main/core/app/act.ts'
import type { FileReader } from '../../src/main/core/app/ports.ts'
import { createBook, type NewCompany } from '../../src/main/core/book/book-folder.ts'
import type { BookDb } from '../../src/main/core/db/open.ts'
import type { Input, OperationName, Output, Role } from '../../src/shared/contract/api.ts'
import type { CallReply } from '../../src/shared/contract/wire.ts'
import { makeUscc } from '../../src/shared/domain/taxpayer-id.ts'
import { testPorts, type TestPorts } from './test-ports.ts'

export const testCompany: NewCompany = {
  name: '北京云岭样例商贸有限公司',
  taxId: makeUscc('91110108MAEX0Q3K'),
  address: '北京市海淀区样例路 8 号',
  phone: '010-55550000',
  bank: '样例银行海淀支行',
  account: '6200000000000000',
  clerk: '云小岭',
  taxpayer: 'general',
}

export interface TestBook {
  readonly core: Core
  readonly db: BookDb
  readonly folder: string
  readonly ports: TestPorts
  /** An act at the clock's present time. */
  act(): Act
  /** The whole reply. */
  reply(
    operation: string,
    input: unknown,
    more?: { readonly commandId?: string; readonly role?: Role },
  ): Promise<CallReply>
  /** The value; throws where the reply is an error. */
  call<N extends OperationName>(operation: N, input: Input<N>): Promise<Output<N>>
  close(): void
}

export interface TestBookOptions {
  readonly company?: Partial<NewCompany>
  readonly practice?: boolean
  readonly seed?: number
  readonly at?: number
  readonly reader?: FileReader
  /** Sets the channel up, so that sales are queued and not held. */
  readonly channel?: boolean
}

export const openTestBook = async (options: TestBookOptions = {}): Promise<TestBook> => {
  const folder = mkdtempSync(join(tmpdir(), 'piaobu-'))
  const ports = testPorts(options)
  createBook({
    dir: folder,
    company: { ...testCompany, ...options.company },
    practice: options.practice ?? false,
    ports,
  })
  const core = openCore({ folder, ports, checkReplies: true })
  const reply: TestBook['reply'] = (operation, input, more = {}) =>
    dispatch(core, { operation, input, actor: '林会计', ...more })
  const book: TestBook = {
    core,
    db: core.db,
    folder,
    ports,
    act: () => ({ now: ports.clock.now(), actor: '林会计', correlationId: 'test' }),
    reply,
    call: async (operation, input) => {
      const answer = await reply(operation, input)
      if (!answer.ok)
        throw new Error(`${operation}: ${JSON.stringify(answer.error)}`, { cause: answer.error })
      return answer.value as Output<typeof operation>
    },
    close: () => {
      core.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  if (options.channel === true) {
    await book.call('channel.set', {
      name: 'nuonuo',
      baseUrl: 'http://127.0.0.1:9/api',
      tokenUrl: 'http://127.0.0.1:9/token',
      appKey: 'test-key',
      appSecret: 'test-secret',
      settleSeconds: 1,
    })
  }
  return book
}
