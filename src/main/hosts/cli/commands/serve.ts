// `serve`: the app for a browser on this computer. The first line is its address; it stays until it is told to stop.
import { serveBook } from '../../loopback/serve.ts'
import { openInBrowser } from '../../loopback/open-in-browser.ts'
import { untilAborted } from '../../until-aborted.ts'
import { chosenBook, userName } from '../book-session.ts'
import type { Command, CommandContext } from '../command.ts'
import { noMoreThan } from '../json-input.ts'

const show = async ({ options, output }: CommandContext, url: string): Promise<void> => {
  output.machineLine({ url })
  if (!options.on('no-open') && !(await openInBrowser(url)))
    output.note(output.text('cli.serve.open-yourself', { url }))
}

const isPortTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')

export const serve: Command = {
  options: { port: { type: 'string' }, 'no-open': { type: 'boolean' }, 'no-sync': { type: 'boolean' } },
  run: async (context) => {
    noMoreThan(context, 0)
    const { options, output } = context
    const port = options.whole('port', 0) ?? 0
    const withSync = !options.on('no-sync')
    try {
      const served = await serveBook({
        folder: chosenBook(context),
        places: context.places,
        port,
        withSync,
        actor: userName(),
      })
      if (served.state === 'elsewhere') {
        output.note(output.text('cli.serve.elsewhere'))
        if (served.url === undefined) return 1
        await show(context, served.url)
        return 0
      }
      await show(context, served.url)
      await untilAborted(context.stop)
      await served.stop()
      return 0
    } catch (error) {
      if (!isPortTaken(error)) throw error
      output.note(output.text('cli.serve.port-taken', { port }))
      return 1
    }
  },
}
