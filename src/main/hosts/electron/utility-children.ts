// Electron's utility processes as the children that the supervisors know.
import { utilityProcess, type MessagePortMain } from 'electron'
import { entryOf } from '../entries.ts'
import type { SyncOptions } from '../sync-messages.ts'
import type { SyncChild } from '../sync/supervise.ts'
import type { BookOptions } from './book-messages.ts'
import type { BookChild } from './book-process.ts'

/** The sync process; its secrets come over its port. */
export const startSyncUtility = (options: SyncOptions): SyncChild => {
  const child = utilityProcess.fork(entryOf('sync'), [JSON.stringify(options)], {
    serviceName: 'piaobu-sync',
  })
  return {
    send: (message) => child.postMessage(message),
    end: () => void child.kill(),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
  }
}

/** The book process. */
export const startBookUtility = (options: BookOptions): BookChild<MessagePortMain> => {
  const child = utilityProcess.fork(entryOf('electronBook'), [JSON.stringify(options)], {
    serviceName: 'piaobu-book',
  })
  return {
    postMessage: (message, transfer) => child.postMessage(message, transfer),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    end: () => void child.kill(),
  }
}
