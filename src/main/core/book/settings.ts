// Settings of a book, one JSON value a key. What was never set has the default.
import type { Output } from '../../../shared/contract/api.ts'
import type { ReadDb, WriteDb } from '../db/sql.ts'

export type Settings = Output<'settings.get'>

export const defaultSettings: Settings = {
  locale: 'zh-CN',
  theme: 'system',
  largeText: false,
  negativeStyle: 'minus',
}

const settingKey = 'window'

/** What the window looks like. */
export const readSettings = (db: ReadDb): Settings => ({
  ...defaultSettings,
  ...(readSetting(db, settingKey) as Partial<Settings> | undefined),
})

/** Takes what changes, gives all of it. */
export const changeSettings = (tx: WriteDb, changes: Partial<Settings>): Settings => {
  const settings = { ...readSettings(tx), ...changes }
  writeSetting(tx, settingKey, settings)
  return settings
}

/** The value of one key, as it was written; undefined where there is none. */
export const readSetting = (db: ReadDb, key: string): unknown => {
  const row = db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?').get(key)
  return row === undefined ? undefined : JSON.parse(row.value)
}

/** Takes any JSON value. */
export const writeSetting = (tx: WriteDb, key: string, value: unknown): void => {
  tx.prepare<[string, string]>(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(key, JSON.stringify(value))
}
