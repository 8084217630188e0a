// zod's generated parsers need eval, which the page's policy forbids. Schemas decide this when they are made, so this is
// the first import of the window.
import { config } from 'zod'

config({ jitless: true })
