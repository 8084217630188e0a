// Whether Electron can open a window here: its runtime is installed, or given by ELECTRON_OVERRIDE_DIST_PATH, or can be
// downloaded; and the system can show a window to this user.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root, run } from './local-programs.mjs'

const folder = path.join(root, 'node_modules', 'electron')
const failedMark = path.join(root, 'node_modules', '.piaobu-electron-not-downloaded')
const downloadTimeoutMs = 180_000
const tryAgainAfterMs = 24 * 3600 * 1000

const executableName =
  { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform] ?? 'electron'

const installedRuntime = () => {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (dist !== undefined && dist !== '') {
    const given = path.join(dist, executableName)
    return existsSync(given) ? given : undefined
  }
  const note = path.join(folder, 'path.txt')
  if (!existsSync(note)) return undefined
  const own = path.join(folder, 'dist', readFileSync(note, 'utf8'))
  return existsSync(own) ? own : undefined
}

const failedLately = () =>
  existsSync(failedMark) && Date.now() - statSync(failedMark).mtimeMs < tryAgainAfterMs

/** Gives {file} or {missing: one sentence that says why}. `insist` tries the download again at once. */
export const findElectron = async (say, { insist }) => {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return { missing: '这里没有图形界面，改用浏览器。 There is no display here, so the browser is used.' }
  if (process.platform === 'linux' && process.getuid?.() === 0)
    return {
      missing:
        'Electron 的沙箱不能以 root 运行，改用浏览器。 Electron keeps its sandbox and cannot run as root, so the browser is used.',
    }
  const there = installedRuntime()
  if (there !== undefined) return { file: there }
  const none = {
    missing: '下载不到 Electron，改用浏览器。 Electron could not be downloaded, so the browser is used.',
  }
  if (!existsSync(folder) || (failedLately() && !insist)) return none
  say('下载 Electron……  Downloading Electron ...')
  await run('node', [path.join(folder, 'install.js')], { timeoutMs: downloadTimeoutMs }).catch(
    () => undefined,
  )
  const got = installedRuntime()
  if (got !== undefined) return { file: got }
  writeFileSync(failedMark, '')
  return none
}
