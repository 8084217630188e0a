// A book opened by one command: calls go through dispatch as the user of this computer, in the role of the owner.
// No lock is needed; the command may run beside the app.
import { userInfo } from 'node:os'
import { v7 as uuid } from 'uuid'
import { api, type Input, type OperationName, type Output as OutputOf } from '../../../shared/contract/api.ts'
import type { CallReply } from '../../../shared/contract/wire.ts'
import { AppError } from '../../../shared/errors.ts'
import { openCore, type Core } from '../../core/app/create-core.ts'
import { dispatch } from '../../core/app/dispatch.ts'
import { createLog } from '../../core/app/log.ts'
import { logFolder } from '../../core/book/book-folder.ts'
import { isBookFolder, lastBook, rememberBook, type Places } from '../places.ts'
import { realPorts, type RealPorts } from '../ports.ts'
import type { CommandContext } from './command.ts'
import { Refused } from './refused.ts'

export interface BookSession {
  readonly core: Core
  readonly folder: string
  readonly actor: string
  readonly ports: RealPorts
  /** The reply as it is, refusals included. */
  reply(operation: string, input: unknown, commandId?: string): Promise<CallReply>
  /** The value of the reply; throws Refused. */
  call<N extends OperationName>(operation: N, input: Input<N>): Promise<OutputOf<N>>
}

/** The folder a command works on: `--book`, else the book opened last. Throws AppError book.missing. */
export const chosenBook = (context: { bookFolder: string | undefined; places: Places }): string => {
  const folder = context.bookFolder ?? lastBook(context.places)
  if (folder === undefined) throw new AppError('book.missing')
  return folder
}

export const userName = (): string => {
  try {
    return userInfo().username
  } catch {
    // A user without an entry in the system's list, as in some containers.
    return 'user'
  }
}

/** Opens the chosen book, does the work and closes it again, also after a failure. */
export const withBook = async <T>(
  context: CommandContext,
  work: (session: BookSession) => Promise<T>,
): Promise<T> => {
  const folder = chosenBook(context)
  if (!isBookFolder(folder)) throw new AppError('book.missing', { params: { folder } })
  const log = createLog(logFolder(folder), 'cli')
  const ports = realPorts({ folder, configDir: context.places.configDir, log })
  const core = openCore({ folder, ports, role: 'owner' })
  try {
    rememberBook(context.places, folder)
    return await work(sessionOver(core, folder, ports))
  } finally {
    core.close()
    await ports.close()
    await log.close()
  }
}

const sessionOver = (core: Core, folder: string, ports: RealPorts): BookSession => {
  const actor = userName()
  const reply = (operation: string, input: unknown, commandId?: string): Promise<CallReply> =>
    dispatch(core, {
      operation,
      input,
      commandId: commandId ?? uuid(),
      actor,
      role: 'owner',
      correlationId: uuid(),
    })
  return {
    core,
    folder,
    actor,
    ports,
    reply,
    call: async (operation, input) => {
      const answer = await reply(operation, input)
      if (!answer.ok) throw new Refused(answer.error)
      // Parsed by the operation's own schema, which is what gives it this type.
      return api[operation].output.parse(answer.value) as OutputOf<typeof operation>
    },
  }
}
