// The house as data: which folder is which room, and who may import whom. Default deny: what is not written here is wrong.
// `types` means: only `import type`, with the reason beside it.

export interface Door {
  readonly room: string
  /** Only types may cross. */
  readonly types?: true
  /** Why this door is open, where the plan of the house alone does not say it. */
  readonly why?: string
}

export interface Room {
  readonly name: string
  /** Files of the room: a folder prefix (ends with `/`) or single files. The longest match wins. */
  readonly files: readonly string[]
  readonly mayImport: readonly Door[]
  readonly packages?: readonly string[]
  /** May use `node:` modules. */
  readonly node?: true
  /** No clock and no randomness: Date.now, new Date(), Math.random are forbidden. */
  readonly pure?: true
}

const open = (...rooms: readonly string[]): readonly Door[] => rooms.map((room) => ({ room }))
const typesOf = (room: string, why: string): Door => ({ room, types: true, why })

const sharedPure = open('shared root', 'shared/domain', 'shared/sync', 'shared/outage')
const ports = typesOf('core/app ports', 'ports are types that hosts fill in')
const act = typesOf('core/app act', 'who acts, when: a type')
const contract = typesOf('shared/contract', 'shapes of the border as types; values stay in core/app')
const ground = [...sharedPure, ...open('core/db', 'core/audit'), ports, act, contract]

export const rooms: readonly Room[] = [
  {
    name: 'shared root',
    files: ['src/shared/errors.ts', 'src/shared/result.ts', 'src/shared/i18n.ts', 'src/shared/format.ts'],
    mayImport: open('shared root'),
    pure: true,
  },
  {
    name: 'shared/domain',
    files: ['src/shared/domain/'],
    mayImport: open('shared/domain', 'shared root'),
    packages: ['decimal.js'],
    pure: true,
  },
  {
    name: 'shared/sync',
    files: ['src/shared/sync/'],
    mayImport: open('shared/sync', 'shared/domain', 'shared root'),
    pure: true,
  },
  {
    name: 'shared/outage',
    files: ['src/shared/outage/'],
    mayImport: open('shared/outage', 'shared/sync', 'shared/domain', 'shared root'),
    pure: true,
  },
  {
    name: 'shared/contract',
    files: ['src/shared/contract/'],
    mayImport: [...sharedPure, ...open('shared/contract')],
    packages: ['zod'],
    pure: true,
  },
  {
    name: 'core/db',
    files: ['src/main/core/db/'],
    mayImport: [...sharedPure, ...open('core/db', 'core/db/migrations')],
    packages: ['better-sqlite3', 'zod'],
    node: true,
  },
  {
    name: 'core/db/migrations',
    files: ['src/main/core/db/migrations/'],
    mayImport: [
      typesOf('core/db', 'a migration is a frozen document: the WriteDb type only'),
      { room: 'core/db/migrations', why: 'a long migration in parts' },
    ],
  },
  {
    name: 'core/audit',
    files: ['src/main/core/audit/'],
    mayImport: [...sharedPure, ...open('core/db', 'core/audit'), ports, act, contract],
    node: true,
  },
  {
    name: 'core/app ports',
    files: ['src/main/core/app/ports.ts'],
    mayImport: [...sharedPure, contract, typesOf('core/book', 'what an order is written from')],
  },
  { name: 'core/app act', files: ['src/main/core/app/act.ts'], mayImport: [] },
  {
    name: 'core/book',
    files: ['src/main/core/book/'],
    mayImport: [
      ...ground,
      ...open('core/book'),
      { room: 'core/outbox', why: 'a sale and its submission are one transaction' },
      { room: 'core/outage', why: 'a sale notes the outage it was recorded in' },
    ],
    packages: ['pinyin-pro'],
    node: true,
  },
  {
    name: 'core/outbox',
    files: ['src/main/core/outbox/'],
    mayImport: [
      ...ground,
      ...open('core/outbox'),
      { room: 'core/book', why: 'what is sent is a sale of the book; keys come from the book' },
      { room: 'core/outage', why: 'an open outage holds what is enqueued' },
    ],
    node: true,
  },
  {
    name: 'core/outage',
    files: ['src/main/core/outage/'],
    mayImport: [
      ...ground,
      ...open('core/outage'),
      { room: 'core/outbox', why: 'leaving an outage lifts its holds' },
      typesOf('core/book', 'the company for whom holds are lifted'),
    ],
    node: true,
  },
  {
    name: 'core/documents',
    files: ['src/main/core/documents/'],
    mayImport: [
      ...ground,
      ...open('core/documents'),
      { room: 'core/book', why: 'an import writes invoices of the book' },
    ],
    packages: ['yauzl', 'fast-xml-parser', 'saxes', 'zod'],
    node: true,
  },
  {
    name: 'core/access',
    files: ['src/main/core/access/'],
    mayImport: [...ground, ...open('core/access')],
    node: true,
  },
  {
    name: 'core/practice',
    files: ['src/main/core/practice/'],
    mayImport: [
      ...ground,
      ...open('core/practice'),
      { room: 'core/book', why: 'a practice book is filled the way an import fills a book' },
    ],
    node: true,
  },
  {
    name: 'core/reports',
    files: ['src/main/core/reports/'],
    mayImport: [...ground, ...open('core/reports', 'core/book', 'core/outbox')],
    node: true,
  },
  {
    name: 'core/app',
    files: ['src/main/core/app/'],
    mayImport: [
      ...sharedPure,
      ...open(
        'shared/contract',
        'core/app',
        'core/app ports',
        'core/app act',
        'core/db',
        'core/audit',
        'core/book',
        'core/outbox',
        'core/outage',
        'core/documents',
        'core/access',
        'core/reports',
        'locales',
      ),
    ],
    packages: ['zod', 'pino', 'rotating-file-stream'],
    node: true,
  },
  {
    name: 'sync',
    files: ['src/main/sync/'],
    mayImport: [
      ...sharedPure,
      ...open(
        'sync',
        'sync/channels',
        'core/db',
        'core/audit',
        'core/outbox',
        'core/outage',
        'core/book',
        'core/documents',
      ),
      ports,
      act,
      contract,
    ],
    node: true,
  },
  {
    name: 'sync/channels',
    files: ['src/main/sync/channels/'],
    mayImport: [
      ...sharedPure,
      ...open('sync/channels'),
      ports,
      typesOf('core/book', 'what an order is written from'),
    ],
    packages: ['undici'],
    node: true,
  },
  {
    name: 'simulator',
    files: ['src/main/simulator/'],
    mayImport: [...open('simulator', 'shared/domain', 'shared root')],
    packages: ['better-sqlite3'],
    node: true,
  },
  {
    name: 'hosts shared',
    files: ['src/main/hosts/'],
    mayImport: [
      ...sharedPure,
      ...open(
        'hosts shared',
        'core/app',
        'core/app ports',
        'core/app act',
        'shared/contract',
        'sync',
        'sync/channels',
        'locales',
      ),
      ...bookDoors(),
    ],
    packages: ['env-paths', 'write-file-atomic', 'uuid'],
    node: true,
  },
  {
    name: 'hosts/loopback',
    files: ['src/main/hosts/loopback/'],
    mayImport: [
      ...sharedPure,
      ...open(
        'hosts/loopback',
        'hosts shared',
        'hosts/sync supervisor',
        'core/app',
        'core/app ports',
        'core/app act',
        'shared/contract',
        'simulator',
        'locales',
      ),
      ...bookDoors(),
    ],
    packages: ['sirv', 'open', 'uuid'],
    node: true,
  },
  {
    name: 'hosts/cli',
    files: ['src/main/hosts/cli/'],
    mayImport: [
      ...sharedPure,
      ...open(
        'hosts/cli',
        'hosts shared',
        'core/app',
        'core/app ports',
        'core/app act',
        'shared/contract',
        'sync',
        'sync/channels',
        'simulator',
        'locales',
      ),
      { room: 'core/practice', why: 'a new practice book is filled with invented invoices' },
      { room: 'hosts/loopback', why: '`serve` is the loopback host itself, in this process' },
      ...bookDoors(),
    ],
    packages: ['zod', 'uuid'],
    node: true,
  },
  {
    name: 'hosts/sync supervisor',
    files: ['src/main/hosts/sync/supervise.ts'],
    mayImport: [...sharedPure, ...open('hosts shared'), ports, contract],
    node: true,
  },
  {
    name: 'hosts/sync',
    files: ['src/main/hosts/sync/'],
    mayImport: [
      ...sharedPure,
      ...open(
        'hosts/sync',
        'hosts/sync supervisor',
        'hosts shared',
        'core/app',
        'core/app ports',
        'core/app act',
        'sync',
        'sync/channels',
        'shared/contract',
      ),
      ...bookDoors(),
    ],
    node: true,
  },
  {
    name: 'hosts/electron',
    files: ['src/main/hosts/electron/'],
    mayImport: [
      ...sharedPure,
      ...open(
        'hosts/electron',
        'hosts shared',
        'hosts/sync supervisor',
        'core/app',
        'core/app ports',
        'core/app act',
        'sync',
        'sync/channels',
        'shared/contract',
        'locales',
      ),
      ...bookDoors(),
    ],
    packages: ['electron', 'zod', 'uuid'],
    node: true,
  },
  {
    name: 'renderer',
    files: ['src/renderer/'],
    mayImport: [...sharedPure, ...open('renderer', 'shared/contract', 'locales')],
    packages: [
      '@fontsource/inter',
      '@tanstack/react-query',
      '@tanstack/react-virtual',
      'antd',
      '@ant-design/cssinjs',
      'cmdk',
      'dayjs',
      'lucide-react',
      'react',
      'react-dom',
      'react-hotkeys-hook',
      'uplot',
      'uqr',
      'uuid',
      'wouter',
      'zod',
      'zustand',
      'decimal.js',
    ],
  },
  { name: 'locales', files: ['resources/'], mayImport: [] },
]

/** Opening, creating and locking a book folder is the host's business; the rest of the core it reaches through dispatch. */
function bookDoors(): readonly Door[] {
  return [
    { room: 'core/book', why: 'a host creates and opens book folders' },
    { room: 'core/db', why: 'a host holds the locks of a book' },
    { room: 'core/documents', why: 'a host gives the file reader and the staging of uploads' },
    typesOf('core/outbox', 'rows as the command line prints them'),
  ]
}

/** What may lie at the top of the repository. */
export const topLevel: readonly string[] = [
  '.ci',
  '.git',
  '.gitignore',
  '.npmrc',
  '.prettierignore',
  '.prettierrc.json',
  '.editorconfig',
  '.gitattributes',
  '.nvmrc',
  'src',
  'resources',
  'tests',
  'docs',
  'scripts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'electron-builder.yml',
  'README.md',
  'LICENSE',
  'eslint.config.js',
  'vite.config.ts',
  'vitest.config.ts',
  'playwright.config.ts',
  // made by the tools, never committed
  'node_modules',
  'dist',
  'test-results',
  'playwright-report',
]
