// Where the programs of the house are: the built ones in dist/, or their sources when running from source (tests).
// A host never imports another; it starts it by the path given here.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const fromSource = import.meta.url.endsWith('.ts')

const rootAbove = (file: string): string => {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'package.json'))) return folder
    if (folder === path.dirname(folder)) return path.dirname(file)
  }
}

/** The folder of package.json, dist/ and resources/. */
export const projectRoot = rootAbove(fileURLToPath(import.meta.url))

const programs = {
  cli: ['dist/cli.js', 'src/main/hosts/cli/main.ts'],
  sync: ['dist/sync.js', 'src/main/hosts/sync/main.ts'],
  reader: ['dist/reader.js', 'src/main/core/documents/reader-worker.ts'],
  electronBook: ['dist/electron-book.js', 'src/main/hosts/electron/book.ts'],
} as const

export type ProgramName = keyof typeof programs

/** Absolute path of a program's entry, to be run by `nodeCommand()` or as a worker thread. */
export const entryOf = (name: ProgramName): string =>
  path.join(projectRoot, ...programs[name][fromSource ? 1 : 0].split('/'))

/** The built window; always from dist/, also when running from source. */
export const rendererFolder = path.join(projectRoot, 'dist', 'renderer')

/** dist/preload.cjs, always the built one: a sandboxed preload cannot be TypeScript. */
export const preloadFile = path.join(projectRoot, 'dist', 'preload.cjs')

/** How to start another Node program: under Electron its own binary serves as Node when told so. */
export const nodeCommand = (): { readonly command: string; readonly env: NodeJS.ProcessEnv } => ({
  command: process.execPath,
  env:
    process.versions['electron'] === undefined ? process.env : { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
})
