import { expect, test, vi } from 'vitest'
import type { BookToMain, MainToBook } from '../../../src/main/hosts/electron/book-messages.ts'
import {
  runBookProcess,
  type BookChild,
  type PortTaker,
} from '../../../src/main/hosts/electron/book-process.ts'
import { quitInOrder } from '../../../src/main/hosts/electron/quit-order.ts'

/** A port is just its name here. */
class FakeBook implements BookChild<string> {
  readonly received: { message: MainToBook; transfer?: string[] }[] = []
  isEnded = false
  #listener: (data: unknown) => void = () => undefined
  #exited: (code: number) => void = () => undefined
  postMessage(message: MainToBook, transfer?: string[]): void {
    this.received.push(transfer === undefined ? { message } : { message, transfer })
  }
  onMessage(listener: (data: unknown) => void): void {
    this.#listener = listener
  }
  onExit(listener: (code: number) => void): void {
    this.#exited = listener
  }
  end(): void {
    this.isEnded = true
    this.exit(9)
  }
  say(message: BookToMain): void {
    this.#listener(message)
  }
  exit(code: number): void {
    this.#exited(code)
  }
}

const running = () => {
  const books: FakeBook[] = []
  const heard: unknown[] = []
  let ports = 0
  let givenUp = 0
  const book = runBookProcess<string>({
    start: () => {
      const started = new FakeBook()
      books.push(started)
      return started
    },
    channel: () => {
      ports += 1
      return { forBook: `book ${ports}`, forWindow: `window ${ports}` }
    },
    onMessage: (message) => heard.push(message),
    onGivenUp: () => {
      givenUp += 1
    },
  })
  return { book, books, heard, givenUp: () => givenUp }
}

const taker = (id: number): PortTaker<string> & { taken: string[]; gone: boolean } => {
  const one = {
    id,
    taken: [] as string[],
    gone: false,
    isGone: () => one.gone,
    take: (port: string) => void one.taken.push(port),
  }
  return one
}

test('a window that asks gets one end of a channel and the book process the other', () => {
  const { book, books } = running()
  const window = taker(1)
  book.serve(window)
  expect([window.taken, books[0]?.received]).toEqual([
    ['window 1'],
    [{ message: { port: true }, transfer: ['book 1'] }],
  ])
})

test('after a crash every window that is still there gets a new port to the new process', () => {
  vi.useFakeTimers()
  const { book, books } = running()
  const [stays, goes] = [taker(1), taker(2)]
  book.serve(stays)
  book.serve(goes)
  goes.gone = true
  books[0]?.exit(139)
  vi.advanceTimersByTime(999)
  expect(books).toHaveLength(1)
  vi.advanceTimersByTime(1)
  expect([stays.taken, goes.taken, books[1]?.received]).toEqual([
    ['window 1', 'window 3'],
    ['window 2'],
    [{ message: { port: true }, transfer: ['book 3'] }],
  ])
  vi.useRealTimers()
})

test('after the third restart it stays down and says so', () => {
  vi.useFakeTimers()
  const { books, givenUp } = running()
  for (const delayMs of [1_000, 5_000, 30_000]) {
    books.at(-1)?.exit(1)
    vi.advanceTimersByTime(delayMs)
  }
  expect([books.length, givenUp()]).toEqual([4, 0])
  books.at(-1)?.exit(1)
  vi.advanceTimersByTime(120_000)
  expect([books.length, givenUp()]).toEqual([4, 1])
  vi.useRealTimers()
})

test('a kept file is asked of the book process; a crash meanwhile means there is none', async () => {
  const { book, books } = running()
  const [first, second] = [book.fileOf('aa'), book.fileOf('bb')]
  books[0]?.say({ file: { number: 1, fileName: 'a.xml', bytes: new Uint8Array([1]) } })
  books[0]?.exit(1)
  expect([await first, await second]).toEqual([{ fileName: 'a.xml', bytes: new Uint8Array([1]) }, undefined])
  await book.stop()
})

test('stopping asks first and ends it only after the grace time', async () => {
  vi.useFakeTimers()
  const { book, books } = running()
  const stopped = book.stop()
  expect(books[0]?.received).toEqual([{ message: { stop: true } }])
  vi.advanceTimersByTime(7_999)
  expect(books[0]?.isEnded).toBe(false)
  vi.advanceTimersByTime(1)
  await stopped
  expect([books[0]?.isEnded, books.length]).toEqual([true, 1])
  vi.useRealTimers()
})

test('the app quits in order: no more calls, sync, book, then itself', async () => {
  const done: string[] = []
  const step = (name: string) => async (): Promise<void> => {
    await Promise.resolve()
    done.push(name)
  }
  let again: (event: { preventDefault(): void }) => void = () => undefined
  let prevented = 0
  const event = { preventDefault: () => void (prevented += 1) }
  const quitted = new Promise<void>((resolve) => {
    again = quitInOrder({
      takeNoMoreCalls: () => void done.push('no more calls'),
      stopSync: step('sync'),
      closeBook: step('book'),
      quit: () => {
        done.push('quit')
        again(event)
        resolve()
      },
      onFault: (error) => done.push(String(error)),
    })
  })
  again(event)
  again(event)
  await quitted
  expect([done, prevented]).toEqual([['no more calls', 'sync', 'book', 'quit'], 2])
})
