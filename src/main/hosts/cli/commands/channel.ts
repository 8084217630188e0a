// `channel set nuonuo`: where the vendor's platform is and who asks. The secret may come on stdin, to stay out of the history.
import { withBook } from '../book-session.ts'
import type { Command } from '../command.ts'
import { noMoreThan } from '../json-input.ts'
import { UsageError } from '../usage-error.ts'

export const channelSet: Command = {
  options: {
    'base-url': { type: 'string' },
    'token-url': { type: 'string' },
    'app-key': { type: 'string' },
    'app-secret': { type: 'string' },
    settle: { type: 'string' },
    'max-in-flight': { type: 'string' },
  },
  run: async (context) => {
    const { options, output, positionals } = context
    const [name] = positionals
    if (name === undefined) throw new UsageError('argument', { name: 'nuonuo' })
    if (name !== 'nuonuo')
      throw new UsageError('choice', { option: 'channel set', choices: 'nuonuo', given: name })
    noMoreThan(context, 1)
    const baseUrl = options.needed('base-url')
    const tokenUrl = options.needed('token-url')
    const appKey = options.needed('app-key')
    const secret = options.needed('app-secret')
    const settleSeconds = options.number('settle', 0.05)
    const maxInFlight = options.whole('max-in-flight', 1)
    const appSecret = secret === '-' ? (await context.readInput()).trim() : secret
    return withBook(context, async (session) => {
      const channel = await session.call('channel.set', {
        name: 'nuonuo',
        baseUrl,
        tokenUrl,
        appKey,
        appSecret,
        ...(settleSeconds === undefined ? {} : { settleSeconds }),
        ...(maxInFlight === undefined ? {} : { maxInFlight }),
      })
      output.result(channel, output.text('cli.channel.set', { url: baseUrl }))
      return 0
    })
  },
}
