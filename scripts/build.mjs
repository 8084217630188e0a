// Builds dist/: the window, the Node programs and Electron's preload. What is up to date is left alone, so that a second
// start takes seconds. Runs under any Node from 20.19; needs node_modules.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const dist = path.join(root, 'dist')
const stampFile = path.join(dist, 'built-from.json')

/** The Node programs, by their name in dist/. */
const programs = {
  cli: 'src/main/hosts/cli/main.ts',
  sync: 'src/main/hosts/sync/main.ts',
  reader: 'src/main/core/documents/reader-worker.ts',
  electron: 'src/main/hosts/electron/main.ts',
  'electron-book': 'src/main/hosts/electron/book.ts',
}
const preload = 'src/main/hosts/electron/preload.ts'

// Loaded from node_modules at run time: native code, and the runtime itself.
const external = ['better-sqlite3', 'electron', /^electron\//]

const sourcesOf = {
  renderer: [
    'src/renderer',
    'src/shared',
    'resources',
    'vite.config.ts',
    'package-lock.json',
    'scripts/build.mjs',
  ],
  programs: ['src/main', 'src/shared', 'resources', 'package-lock.json', 'scripts/build.mjs'],
}

const digestOf = (paths) => {
  const hash = createHash('sha256')
  const add = (relative) => {
    const absolute = path.join(root, relative)
    if (!existsSync(absolute)) return
    if (path.extname(relative) !== '' || !isFolder(absolute))
      hash.update(relative).update(readFileSync(absolute))
    else for (const name of readdirSync(absolute).sort()) add(path.posix.join(relative, name))
  }
  for (const relative of paths) add(relative)
  return hash.digest('hex')
}
const isFolder = (absolute) => {
  try {
    readdirSync(absolute)
    return true
  } catch {
    return false
  }
}

const readStamp = () => {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'))
  } catch {
    return {}
  }
}

const nodeBundle = (vite, input, output, define = {}) =>
  vite.build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    define,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: dist,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      sourcemap: false,
      reportCompressedSize: false,
      rolldownOptions: { input, external, output },
    },
  })

const buildPrograms = async (vite) => {
  for (const name of existsSync(dist) ? readdirSync(dist) : [])
    if (name !== 'renderer' && name !== path.basename(stampFile))
      rmSync(path.join(dist, name), { recursive: true })
  const input = Object.fromEntries(
    Object.entries(programs).map(([name, file]) => [name, path.join(root, file)]),
  )
  const output = {
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: 'parts/[name]-[hash].js',
    banner: bannerForRequire,
  }
  await nodeBundle(vite, input, output, namesOfRequire)
  // A sandboxed preload is one CommonJS file.
  await nodeBundle(
    vite,
    { preload: path.join(root, preload) },
    { format: 'cjs', entryFileNames: '[name].cjs' },
  )
}

// Packages written for `require` find it, and their own place, in a module too.
const bannerForRequire = [
  "import { createRequire as __createRequire } from 'node:module'",
  'const require = __createRequire(import.meta.url)',
].join('\n')
const namesOfRequire = { __filename: 'import.meta.filename', __dirname: 'import.meta.dirname' }

/** Builds what is not up to date. Gives the names of what was built. */
export const build = async (say = () => {}) => {
  const stamp = readStamp()
  const built = []
  const wanted = { renderer: digestOf(sourcesOf.renderer), programs: digestOf(sourcesOf.programs) }
  const isGood = {
    renderer: stamp.renderer === wanted.renderer && existsSync(path.join(dist, 'renderer', 'index.html')),
    programs: stamp.programs === wanted.programs && existsSync(path.join(dist, 'cli.js')),
  }
  if (isGood.renderer && isGood.programs) return built
  const vite = await import('vite')
  mkdirSync(dist, { recursive: true })
  const done = { ...stamp }
  const keep = (part) => {
    done[part] = wanted[part]
    writeFileSync(stampFile, `${JSON.stringify(done)}\n`)
    built.push(part)
  }
  if (!isGood.programs) {
    say('building the programs')
    await buildPrograms(vite)
    keep('programs')
  }
  if (!isGood.renderer) {
    say('building the window')
    await vite.build({
      configFile: path.join(root, 'vite.config.ts'),
      root: path.join(root, 'src', 'renderer'),
      mode: 'production',
      logLevel: 'warn',
    })
    keep('renderer')
  }
  return built
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.env.NODE_ENV = 'production'
  const started = Date.now()
  const built = await build((line) => process.stderr.write(`${line}\n`))
  process.stderr.write(
    built.length === 0
      ? 'dist/ is up to date.\n'
      : `built ${built.join(' and ')} in ${((Date.now() - started) / 1000).toFixed(1)} s\n`,
  )
}
