// How soon the list answers in a book of a hundred thousand invoices: from dispatch to reply, every call timed, calls of all
// sorts mixed so that none finds only what the one before has left in the caches.
import { openCore } from '../../src/main/core/app/create-core.ts'
import { dispatch } from '../../src/main/core/app/dispatch.ts'
import { seededNumbers } from '../../src/main/core/practice/invented-invoices.ts'
import { testPorts } from '../support/test-ports.ts'
import { figure, type Figure } from './figures.ts'

/** p95, ms: a frame of a screen. */
const limitMs = 16
const callsOfEach = 500

interface Question {
  readonly operation: string
  readonly input: Readonly<Record<string, unknown>>
}

export const measureList = async (book: string): Promise<readonly Figure[]> => {
  const core = openCore({ folder: book, ports: testPorts() })
  const next = seededNumbers(5)
  const below = (limit: number): number => Math.floor(next() * limit)
  const ask = async ({ operation, input }: Question): Promise<unknown> => {
    const reply = await dispatch(core, { operation, input, actor: 'bench' })
    if (!reply.ok) throw new Error(`${operation}: ${JSON.stringify(reply.error)}`)
    return reply.value
  }
  try {
    const months = core.db.read
      .prepare<[], { month: string; count: number }>(
        `SELECT month, sum(count + voided_count) AS count FROM month_total GROUP BY month ORDER BY month`,
      )
      .all()
    const count = core.db.read.prepare<[], { count: number }>('SELECT count(*) AS count FROM invoice').get()
    const all = count?.count ?? 0
    const numberAt = core.db.read.prepare<[number], { number: string }>(
      'SELECT number FROM invoice WHERE rowid = ?',
    )
    const someNumber = (): string => numberAt.get(1 + below(all))?.number ?? '1'
    const someMonth = (): { readonly month: string; readonly skip: number } => {
      const chosen = months[below(months.length)] ?? { month: '2026-01', count: 1 }
      return { month: chosen.month, skip: below(chosen.count) }
    }
    const page = (input: Question['input']): Question => ({ operation: 'invoice.page', input })
    const kinds: Readonly<Record<string, () => Question>> = {
      'sums of all months': () => ({ operation: 'invoice.months', input: {} }),
      'first page': () => page({}),
      'page of any month': () => page(someMonth()),
      'page at any depth of the whole list': () => page({ skip: below(all) }),
      'page of one direction, any month': () =>
        page({ ...someMonth(), direction: below(2) === 0 ? 'issued' : 'received' }),
      'page by number prefix, 6–12 digits': () => page({ text: someNumber().slice(0, 6 + below(7)) }),
      'sums by number prefix, 6–12 digits': () => ({
        operation: 'invoice.months',
        input: { text: someNumber().slice(0, 6 + below(7)) },
      }),
    }
    const names = Object.keys(kinds)
    const times = new Map<string, number[]>(names.map((name) => [name, []]))
    for (const make of Object.values(kinds)) for (let warm = 0; warm < 5; warm += 1) await ask(make())
    for (let call = 0; call < callsOfEach; call += 1) {
      for (const [name, make] of Object.entries(kinds)) {
        const question = make()
        const start = performance.now()
        await ask(question)
        times.get(name)?.push(performance.now() - start)
      }
    }
    return names.map((name) =>
      figure(`list of ${all.toLocaleString('en')}: ${name}`, 'ms', times.get(name) ?? [], { limit: limitMs }),
    )
  } finally {
    core.close()
  }
}
