// Entry of a worker thread that reads one file after another. It holds no book and no network; killing it loses nothing.
import { parentPort } from 'node:worker_threads'
import { readFile } from './read-file.ts'

/** What the pool sends: one file; and what it gets back: `ready` once, then a reading for each file. */
export interface ReadRequest {
  readonly bytes: Uint8Array
}

const port = parentPort
if (port === null) throw new Error('the reader runs as a worker thread')

port.on('message', (request: ReadRequest) => {
  // What is no fault of the file ends the thread, and the pool refuses the file that did it.
  void readFile(request.bytes).then((reading) => port.postMessage({ reading }))
})
port.postMessage({ ready: true })
