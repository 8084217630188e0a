// Reads what is piped in, for `-` in the place of a value.

/** All of stdin as text, without a byte order mark. */
export const readStandardInput = async (): Promise<string> => {
  process.stdin.setEncoding('utf8')
  let text = ''
  for await (const piece of process.stdin) text += String(piece)
  return text.replace(/^\uFEFF/, '')
}
