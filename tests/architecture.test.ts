// The house keeps its plan: every file in a room, every import through a door that is open, no cycles, no long files.
import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import path from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { rooms, topLevel, type Room } from './architecture-rooms.ts'

const root = path.resolve(import.meta.dirname, '..')

interface Import {
  readonly specifier: string
  readonly typesOnly: boolean
}
interface SourceFile {
  readonly path: string
  readonly text: string
  readonly lines: number
  readonly imports: readonly Import[]
  readonly impure: readonly string[]
  readonly onlyReexports: boolean
}

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort()

const isTypeOnly = (clause: ts.ImportClause | undefined): boolean => {
  if (clause === undefined) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const named = clause.namedBindings
  return (
    clause.name === undefined &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.length > 0 &&
    named.elements.every((element) => element.isTypeOnly)
  )
}

const impureUse = (node: ts.Node): string | undefined => {
  if (ts.isPropertyAccessExpression(node)) {
    const use = `${node.expression.getText()}.${node.name.text}`
    if (
      use === 'Date.now' ||
      use === 'Math.random' ||
      use === 'crypto.randomUUID' ||
      use === 'performance.now'
    )
      return use
  }
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0)
    return 'new Date()'
  return undefined
}

const parse = (file: string): SourceFile => {
  const text = readFileSync(path.join(root, file), 'utf8')
  const source = ts.createSourceFile(
    file,
    text,
    ts.ScriptTarget.Latest,
    true,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  )
  const imports: Import[] = []
  const impure: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier))
      imports.push({ specifier: node.moduleSpecifier.text, typesOnly: isTypeOnly(node.importClause) })
    else if (
      ts.isExportDeclaration(node) &&
      node.moduleSpecifier !== undefined &&
      ts.isStringLiteral(node.moduleSpecifier)
    )
      imports.push({ specifier: node.moduleSpecifier.text, typesOnly: node.isTypeOnly })
    else if (
      ts.isImportTypeNode(node) &&
      ts.isLiteralTypeNode(node.argument) &&
      ts.isStringLiteral(node.argument.literal)
    )
      imports.push({ specifier: node.argument.literal.text, typesOnly: true })
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const first = node.arguments[0]
      imports.push({
        specifier: first !== undefined && ts.isStringLiteral(first) ? first.text : '<computed>',
        typesOnly: false,
      })
    }
    const use = impureUse(node)
    if (use !== undefined) impure.push(use)
    ts.forEachChild(node, visit)
  }
  visit(source)
  const onlyReexports =
    source.statements.length > 0 &&
    source.statements.every(
      (statement) => ts.isExportDeclaration(statement) || ts.isImportDeclaration(statement),
    ) &&
    source.statements.some((statement) => ts.isExportDeclaration(statement))
  return { path: file, text, lines: text.split('\n').length - 1, imports, impure, onlyReexports }
}

const roomOf = (file: string): Room | undefined => {
  let best: Room | undefined
  let length = -1
  for (const room of rooms)
    for (const prefix of room.files)
      if ((prefix.endsWith('/') ? file.startsWith(prefix) : file === prefix) && prefix.length > length) {
        best = room
        length = prefix.length
      }
  return best
}

const sourceNames = filesUnder('src').filter((file) => !file.endsWith('/tsconfig.json'))
const codeNames = sourceNames.filter((file) => /\.tsx?$/.test(file))
const known = new Set([...sourceNames, ...filesUnder('resources')])
const sources = codeNames.map(parse)

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
const targetOf = (from: string, specifier: string): string =>
  path.posix.join(path.posix.dirname(from), specifier.split('?')[0] ?? '')

const complaintAbout = (file: SourceFile, room: Room, wanted: Import): string | undefined => {
  const { specifier, typesOnly } = wanted
  if (specifier === '<computed>') return undefined
  if (specifier.startsWith('node:') || builtinModules.includes(specifier))
    return room.node === true
      ? undefined
      : `${file.path} imports ${specifier}: ${room.name} may not use Node.`
  if (!specifier.startsWith('.')) {
    const name = packageOf(specifier)
    return room.packages?.includes(name) === true
      ? undefined
      : `${file.path} imports the package ${name}: not on the list of ${room.name}.`
  }
  const target = targetOf(file.path, specifier)
  if (!known.has(target)) return `${file.path} imports ${specifier}, and there is no such file.`
  const targetRoom = roomOf(target)
  if (targetRoom === undefined) return undefined
  if (targetRoom === room) return undefined
  const door =
    room.mayImport.find(
      (candidate) => candidate.room === targetRoom.name && (candidate.types !== true || typesOnly),
    ) ?? room.mayImport.find((candidate) => candidate.room === targetRoom.name)
  if (door === undefined)
    return `${file.path} imports ${target}: ${room.name} has no door to ${targetRoom.name}.`
  if (door.types === true && !typesOnly)
    return `${file.path} imports values from ${target}: ${room.name} may take only types from ${targetRoom.name}.`
  return undefined
}

test('every source file is in a room', () => {
  expect(sourceNames.filter((file) => roomOf(file) === undefined)).toEqual([])
})

test('every import goes through a door that is open', () => {
  const complaints = sources.flatMap((file) => {
    const room = roomOf(file.path)
    return room === undefined ? [] : file.imports.map((wanted) => complaintAbout(file, room, wanted))
  })
  expect(complaints.filter((complaint) => complaint !== undefined)).toEqual([])
})

test('pure rooms know no clock and no chance', () => {
  const complaints = sources.flatMap((file) =>
    roomOf(file.path)?.pure === true
      ? file.impure.map((use) => `${file.path} uses ${use}; it has to be passed in.`)
      : [],
  )
  expect(complaints).toEqual([])
})

test('only the Electron host knows Electron', () => {
  const strangers = sources.filter(
    (file) =>
      !file.path.startsWith('src/main/hosts/electron/') &&
      file.imports.some(({ specifier }) => packageOf(specifier) === 'electron'),
  )
  expect(strangers.map((file) => file.path)).toEqual([])
})

test('no file imports itself by a detour', () => {
  const graph = new Map(
    sources.map((file) => [
      file.path,
      file.imports
        .filter(({ specifier, typesOnly }) => specifier.startsWith('.') && !typesOnly)
        .map(({ specifier }) => targetOf(file.path, specifier)),
    ]),
  )
  const done = new Set<string>()
  const cycles: string[] = []
  const walk = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file)) {
      cycles.push([...trail.slice(trail.indexOf(file)), file].join(' -> '))
      return
    }
    if (done.has(file)) return
    for (const next of graph.get(file) ?? []) walk(next, [...trail, file])
    done.add(file)
  }
  for (const file of graph.keys()) walk(file, [])
  expect(cycles).toEqual([])
})

test('no source file is longer than 300 lines', () => {
  expect(
    sources
      .filter((file) => file.lines > 300)
      .map((file) => `${file.path} has ${file.lines} lines; split it by idea.`),
  ).toEqual([])
})

test('there are no barrels and no drawers for everything', () => {
  const wrong = sources.filter(
    (file) =>
      file.onlyReexports ||
      /\/(index|utils|util|helpers|helper|types|common-types|misc)\.tsx?$/.test(file.path),
  )
  expect(wrong.map((file) => file.path)).toEqual([])
})

test('a file is named in kebab-case and opens with what it is for', () => {
  const complaints = sources.flatMap((file) => [
    ...(/^[a-z0-9]+(-[a-z0-9]+)*(\.d)?\.tsx?$/.test(path.posix.basename(file.path))
      ? []
      : [`${file.path} is not in kebab-case.`]),
    ...(file.text.startsWith('// ') || file.text.startsWith('/* ') || file.text.startsWith('/** ')
      ? []
      : [`${file.path} does not open with a comment that says what it is for.`]),
  ])
  expect(complaints).toEqual([])
})

test('nothing is switched off in silence', () => {
  const silenced = sources.filter((file) =>
    /@ts-(ignore|nocheck|expect-error)|eslint-disable/.test(file.text),
  )
  expect(silenced.map((file) => file.path)).toEqual([])
})

test('scripts use Node and nothing of the house', () => {
  const scripts = filesUnder('scripts')
    .filter((file) => /\.m?[jt]s$/.test(file))
    .map(parse)
  // build.mjs drives vite; the rest must start before anything is installed.
  const allowed = (file: string, specifier: string): boolean =>
    specifier.startsWith('node:') ||
    specifier.startsWith('./') ||
    (file === 'scripts/build.mjs' && specifier === 'vite')
  const wrong = scripts.flatMap((file) =>
    file.imports
      .filter(({ specifier }) => !allowed(file.path, specifier))
      .map(({ specifier }) => `${file.path} imports ${specifier}`),
  )
  expect(wrong).toEqual([])
})

test('the top of the repository holds only what belongs there', () => {
  expect(readdirSync(root).filter((name) => !topLevel.includes(name) && !name.endsWith('.log'))).toEqual([])
})

test('every door leads to a room', () => {
  const names = new Set(rooms.map((room) => room.name))
  expect(
    rooms.flatMap((room) =>
      room.mayImport.filter((door) => !names.has(door.room)).map((door) => `${room.name} -> ${door.room}`),
    ),
  ).toEqual([])
})
