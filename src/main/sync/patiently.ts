// Waits for the other writer where there is no next tick to try again in: when the engine stops.
import { setTimeout as sleep } from 'node:timers/promises'
import { isBusy } from '../core/db/sqlite-errors.ts'

/** Tries again for two seconds while the book is busy. */
export const patiently = async <T>(work: () => T): Promise<T> => {
  for (let round = 0; ; round += 1) {
    try {
      return work()
    } catch (error) {
      if (!isBusy(error) || round >= 40) throw error
    }
    await sleep(50)
  }
}
