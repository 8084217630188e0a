// The installer's configuration is what electron-builder itself accepts, and keeps its promises to the rest of the house.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { load } from 'js-yaml'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')
const requireFrom = createRequire(path.join(root, 'node_modules', 'electron-builder', 'package.json'))
const { validateConfiguration } = requireFrom('app-builder-lib/out/util/config/config.js') as {
  validateConfiguration(config: unknown, debugLogger: unknown): Promise<void>
}
const { DebugLogger } = requireFrom('builder-util') as { DebugLogger: new (isEnabled: boolean) => unknown }

const config = load(readFileSync(path.join(root, 'electron-builder.yml'), 'utf8')) as Record<string, unknown>

test('electron-builder accepts the configuration', async () => {
  await expect(validateConfiguration(config, new DebugLogger(false))).resolves.toBeUndefined()
})

test('it would not accept a word it does not know', async () => {
  await expect(validateConfiguration({ ...config, apId: 'x' }, new DebugLogger(false))).rejects.toThrow(
    'apId',
  )
})

test('the app keeps its name, its native code outside the archive, and a target for each system', () => {
  expect(config).toMatchObject({
    appId: 'cn.piaobu.book',
    productName: '票簿',
    asarUnpack: ['node_modules/better-sqlite3/**'],
    extraMetadata: { main: 'dist/electron.js' },
    win: { target: [{ target: 'nsis' }] },
    mac: { target: [{ target: 'dmg' }] },
    linux: { target: [{ target: 'AppImage' }] },
  })
})
