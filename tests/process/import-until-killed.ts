// A process that imports many files and says after each piece how many are written, so that a test can kill it in between.
// Arguments: book folder.
import { importFiles } from '../../src/main/core/documents/import-files.ts'
import { invoiceXml, source, testAct, testBook } from '../support/import-book.ts'

const book = testBook({ folder: process.argv[2] ?? '' })
const sources = Array.from({ length: 300 }, (_, index) => {
  const number = `2611200000020${String(index).padStart(7, '0')}`
  return source(`${number}.xml`, invoiceXml(number))
})
await importFiles(book.deps, sources, {
  act: testAct,
  onWritten: (written) => process.stdout.write(`${written}\n`),
})
