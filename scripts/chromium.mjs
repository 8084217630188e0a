// Finds a Chromium for the e2e tests, or gets one: an installed browser, else the system's package (Debian as root),
// else Playwright's own download.
import { existsSync, readdirSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { run } from './local-programs.mjs'

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'msedge',
]

const wellKnown = {
  darwin: [
    'Google Chrome.app/Contents/MacOS/Google Chrome',
    'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    'Chromium.app/Contents/MacOS/Chromium',
  ].flatMap((app) => [path.join('/Applications', app), path.join(os.homedir(), 'Applications', app)]),
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA']
    .map((name) => process.env[name])
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      path.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      path.join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]),
}

const onPath = () =>
  process.platform === 'win32'
    ? []
    : (process.env.PATH ?? '')
        .split(path.delimiter)
        .flatMap((folder) => names.map((name) => path.join(folder, name)))

/** Where Playwright keeps what it downloads. */
const playwrightFolder = () =>
  process.env.PLAYWRIGHT_BROWSERS_PATH ??
  {
    darwin: path.join(os.homedir(), 'Library', 'Caches', 'ms-playwright'),
    win32: path.join(process.env.LOCALAPPDATA ?? os.homedir(), 'ms-playwright'),
  }[process.platform] ??
  path.join(os.homedir(), '.cache', 'ms-playwright')

const hasPlaywrightsOwn = () => {
  try {
    return readdirSync(playwrightFolder()).some((name) => name.startsWith('chromium-'))
  } catch {
    return false
  }
}

/** A browser that is on this machine already; installs nothing. */
export const installedChromium = () =>
  [process.env.PIAOBU_CHROMIUM, ...onPath(), ...(wellKnown[process.platform] ?? [])].find(
    (file) => file !== undefined && file !== '' && existsSync(file),
  )

const isDebianRoot = () => existsSync('/etc/debian_version') && process.getuid?.() === 0

/**
 * Gives {file} (an executable), {own: true} (Playwright's download) or {missing: why}.
 */
export const findChromium = async (say) => {
  const there = installedChromium()
  if (there !== undefined) return { file: there }
  if (hasPlaywrightsOwn()) return { own: true }
  if (isDebianRoot()) {
    say('安装 Chromium（apt-get）……  Installing Chromium (apt-get) ...')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update', '-qq'], { env, timeoutMs: 180_000 })
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], {
      env,
      timeoutMs: 600_000,
    })
    const file = installedChromium()
    if (file !== undefined) return { file }
  }
  say('下载 Chromium（Playwright）……  Downloading Chromium (Playwright) ...')
  const { code, output } = await run('npx', ['playwright', 'install', 'chromium'], { timeoutMs: 600_000 })
  if (code === 0) return { own: true }
  return {
    missing: `no Chromium here and none could be installed: ${output.trim().split('\n').at(-1) ?? ''}`,
  }
}
