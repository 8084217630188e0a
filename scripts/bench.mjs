// `npm run bench [-- --json] [-- --only commits|replay|list|start]`: builds what is out of date, then measures under the
// project's own Node. Plain Node 20.19 code; needs node_modules.
import { build } from './build.mjs'
import { installedChromium } from './chromium.mjs'
import { assertNode, ownEnvironment, start } from './local-programs.mjs'

assertNode()
process.env.NODE_ENV = 'production'
await build((line) => process.stderr.write(`${line}\n`))
const browser = installedChromium()
const child = start('node', ['tests/bench/main.ts', ...process.argv.slice(2)], {
  env: ownEnvironment(browser === undefined ? {} : { PIAOBU_CHROMIUM: browser }),
  stdio: 'inherit',
})
child.on('exit', (code) => {
  process.exitCode = code ?? 1
})
