// The real engine in a process of its own that ends itself by SIGKILL at a named step: the n-th time it comes there.
// Everything but that one line is what the sync process runs: book, ports, channel, lock.
import { createLog } from '../../../src/main/core/app/log.ts'
import { logFolder, openBook, syncLockFile } from '../../../src/main/core/book/book-folder.ts'
import { ownCompany } from '../../../src/main/core/book/company.ts'
import { readSetting } from '../../../src/main/core/book/settings.ts'
import { takeLock } from '../../../src/main/core/db/locks.ts'
import { realPorts } from '../../../src/main/hosts/ports.ts'
import { createNuonuoChannel } from '../../../src/main/sync/channels/nuonuo/channel.ts'
import { nuonuoConfigFrom } from '../../../src/main/sync/channels/nuonuo/config.ts'
import { runEngine } from '../../../src/main/sync/run.ts'

const [folder = '', configDir = '', step = '', nth = '1'] = process.argv.slice(2)

const lock = takeLock(syncLockFile(folder), { role: 'sync', since: Date.now() })
if (lock === undefined) process.exit(3)
const log = createLog(logFolder(folder), 'sync')
const { db } = openBook(folder)
const ports = realPorts({ folder, configDir, log })
const channel = createNuonuoChannel({
  config: { ...nuonuoConfigFrom(readSetting(db.read, 'channel.nuonuo')), taxId: ownCompany(db.read).taxId },
  secrets: ports.secrets,
  clock: ports.clock,
  random: ports.random,
})
let left = Number(nth)
process.send?.('started')
await runEngine({
  db,
  folder,
  ports,
  channel,
  until: 'forever',
  signal: new AbortController().signal,
  reached: (name) => {
    if (name !== step) return
    left -= 1
    if (left <= 0) process.kill(process.pid, 'SIGKILL')
  },
})
process.exit(0)
