// What `--help` prints: each command with its usage and one sentence, in both languages, because who asks for help may
// not have set one.
import { translate } from '../../../shared/i18n.ts'
import { catalogueIn } from '../sentences.ts'
import { commands, type CommandEntry } from './command-table.ts'

const block = (command: CommandEntry): string => {
  const name = command.words.join('-')
  const [chinese, english] = [catalogueIn('zh-CN'), catalogueIn('en')]
  return [
    `  ${translate(chinese, `cli.use.${name}`)}`,
    `      ${translate(chinese, `cli.help.${name}`)}`,
    `      ${translate(english, `cli.help.${name}`)}`,
  ].join('\n')
}

/** Help for one command, or for all of them. */
export const helpText = (command?: CommandEntry): string => {
  const [chinese, english] = [catalogueIn('zh-CN'), catalogueIn('en')]
  const body = (command === undefined ? commands : [command]).map(block).join('\n')
  const both = (key: string): string => `${translate(chinese, key)}\n${translate(english, key)}`
  return `${both('cli.help.intro')}\n\n${body}\n\n${both('cli.help.common')}\n`
}
