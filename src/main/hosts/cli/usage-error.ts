// Wrong use of the command line: told in one sentence with the right usage, exit code 2.

/** `key` is an i18n key `cli.usage.<key>`. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly key: string
  readonly params: Readonly<Record<string, string>>

  constructor(key: string, params: Readonly<Record<string, string>> = {}) {
    super(key)
    this.key = key
    this.params = params
  }
}
