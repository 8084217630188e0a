// Type-checks every room with its own compiler settings, two at a time, and prints how many errors each has.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const compiler = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc')

const check = (room) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [compiler, '-p', room, '--pretty', 'false'], { cwd: root })
    let output = ''
    child.stdout.on('data', (piece) => (output += piece))
    child.stderr.on('data', (piece) => (output += piece))
    child.on('error', reject)
    child.on('close', (code) => {
      // An empty room is not an error: TS18003 says that it has no files yet.
      const isEmpty = output.includes('error TS18003')
      resolve({
        room,
        output,
        errors: isEmpty ? 0 : Math.max(output.split(/error TS\d+/).length - 1, code === 0 ? 0 : 1),
      })
    })
  })

const rooms = JSON.parse(readFileSync(path.join(root, 'tsconfig.json'), 'utf8'))
  .references.map((reference) => reference.path)
  .filter((room) => existsSync(path.join(root, room)))
const waiting = [...rooms]
const results = []
const worker = async () => {
  for (let room = waiting.shift(); room !== undefined; room = waiting.shift()) results.push(await check(room))
}
await Promise.all([worker(), worker()])
for (const { room, errors, output } of results.sort((a, b) => a.room.localeCompare(b.room))) {
  if (errors > 0) process.stdout.write(output)
  process.stdout.write(`types: ${room}: ${errors === 0 ? 'good' : `${errors} errors`}\n`)
}
process.exitCode = results.some((result) => result.errors > 0) ? 1 : 0
