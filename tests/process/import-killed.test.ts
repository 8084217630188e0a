// A real SIGKILL in the middle of an import: the next start takes it back whole.
import { expect, test } from 'vitest'
import { spawn } from 'node:child_process'
import path from 'node:path'
import { verifyAudit } from '../../src/main/core/audit/verify.ts'
import { importFiles } from '../../src/main/core/documents/import-files.ts'
import { takeBackUnfinishedImports } from '../../src/main/core/documents/import-take-back.ts'
import { contents, invoiceXml, source, testAct, testBook } from '../support/import-book.ts'

test('a killed import is taken back whole at the next start', async () => {
  const book = testBook()
  await importFiles(book.deps, [source('one.xml', invoiceXml('26112000000300000001'))], { act: testAct })
  const before = contents(book.db)
  for (const piece of ['50', '150', '250']) {
    const child = spawn(
      process.execPath,
      [path.join(import.meta.dirname, 'import-until-killed.ts'), book.folder],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (text: Buffer) => {
        if (text.toString().split('\n').includes(piece)) child.kill('SIGKILL')
      })
      child.once('exit', () => resolve())
    })
    expect(book.db.read.prepare('SELECT count(*) AS n FROM invoice').get()).not.toEqual({ n: 1 })
    expect(await takeBackUnfinishedImports({ ...book, act: testAct })).toBe(1)
    expect(contents(book.db)).toEqual(before)
    expect(verifyAudit(book.db.read).ok).toBe(true)
  }
  await book.close()
})
