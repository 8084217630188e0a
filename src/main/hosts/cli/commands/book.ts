// `book create` and the practice book of `npm start`.
import path from 'node:path'
import { makeUscc } from '../../../../shared/domain/taxpayer-id.ts'
import { createBook, openBook, type NewCompany } from '../../../core/book/book-folder.ts'
import { fillPracticeBook } from '../../../core/practice/fill-practice-book.ts'
import { shanghaiDate } from '../../../../shared/domain/dates.ts'
import { isBookFolder, practiceBookFolder, rememberBook } from '../../places.ts'
import { createSystemRandom, systemClock } from '../../ports.ts'
import type { Command, CommandContext } from '../command.ts'
import { noMoreThan } from '../json-input.ts'
import type { Options } from '../options.ts'
import { bookIdIn } from '../../book-id.ts'

/** An invented company for practice; its tax id has valid check characters (GB 32100-2015). */
const exampleCompany = {
  name: '北京票簿练习商贸有限公司',
  taxId: makeUscc('91110108MAEX00TH'),
  address: '北京市海淀区练习路 1 号',
  phone: '010-00000000',
  bank: '练习银行北京分行',
  account: '0000000000000000',
  clerk: '练习',
  taxpayer: 'general',
} as const

const optional = ['address', 'phone', 'bank', 'account', 'clerk'] as const

const companyFrom = (options: Options, practice: boolean): NewCompany => {
  const given = Object.fromEntries(
    optional.flatMap((field) => {
      const value = options.text(field) ?? (practice ? exampleCompany[field] : undefined)
      return value === undefined ? [] : [[field, value]]
    }),
  )
  return {
    ...given,
    name: practice ? (options.text('name') ?? exampleCompany.name) : options.needed('name'),
    taxId: practice ? (options.text('tax-id') ?? exampleCompany.taxId) : options.needed('tax-id'),
    taxpayer: options.oneOf('taxpayer', ['general', 'small']) ?? 'general',
  }
}

const make = (
  context: CommandContext,
  dir: string,
  company: NewCompany,
  practice: boolean,
): { book: string; id: string } => {
  const made = createBook({
    dir,
    company,
    practice,
    ports: { clock: systemClock, random: createSystemRandom() },
  })
  rememberBook(context.places, made.book)
  return made
}

export const bookCreate: Command = {
  options: {
    'tax-id': { type: 'string' },
    name: { type: 'string' },
    address: { type: 'string' },
    phone: { type: 'string' },
    bank: { type: 'string' },
    account: { type: 'string' },
    clerk: { type: 'string' },
    taxpayer: { type: 'string' },
    practice: { type: 'boolean' },
  },
  run: (context) => {
    noMoreThan(context, 0)
    const practice = context.options.on('practice')
    const company = companyFrom(context.options, practice)
    const dir = context.bookFolder ?? path.join(context.places.dataDir, 'books', company.taxId)
    const made = make(context, dir, company, practice)
    context.output.result(
      made,
      context.output.text('cli.book.created', { folder: made.book, name: company.name }),
    )
    return Promise.resolve(0)
  },
}

const practiceInvoices = 420

const fill = (folder: string): void => {
  const { db } = openBook(folder)
  try {
    const now = systemClock.now()
    const act = { now, actor: 'system', correlationId: createSystemRandom().uuid(now) }
    fillPracticeBook(db, act, shanghaiDate(now), practiceInvoices)
  } finally {
    db.close()
  }
}

/** The book in `--book`, or the practice book of this user: a practice book is made where there is none yet. */
export const bookPractice: Command = {
  options: {},
  run: (context) => {
    noMoreThan(context, 0)
    const dir = context.bookFolder ?? practiceBookFolder(context.places)
    if (isBookFolder(dir)) {
      rememberBook(context.places, dir)
      context.output.result(
        { book: dir, id: bookIdIn(dir) },
        context.output.text('cli.book.practice', { folder: dir }),
      )
      return Promise.resolve(0)
    }
    const made = make(context, dir, exampleCompany, true)
    fill(made.book)
    context.output.result(made, context.output.text('cli.book.practice', { folder: made.book }))
    return Promise.resolve(0)
  },
}
