// Keeps out of the log what is nobody else's business: tax ids, company names, amounts and tokens, wherever they slip in.
// Rather too much than too little: a log that says less is still a log.

const replacements: readonly (readonly [found: RegExp, instead: string])[] = [
  [/\b(?:bearer|basic)\s+\S+/gi, '[token]'],
  [/\b[A-Za-z0-9_-]{32,}\b/g, '[token]'],
  [/\b[0-9A-Z]{15,20}\b/g, '[id]'],
  [/[\u3400-\u9fff（）()]{4,}/g, '[text]'],
  [/[¥￥]?-?\d[\d,]*\.\d{2}(?!\d)/g, '[amount]'],
]

/** A uuid names nobody, so correlation ids survive. */
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Takes any text, gives it without what looks private. */
export const redact = (text: string): string =>
  uuid.test(text) ? text : replacements.reduce((rest, [found, instead]) => rest.replace(found, instead), text)

/** Fields that hold nothing else than what must not be logged, whatever their type. */
const privateField = /name|taxid|tax_id|amount|total|price|token|secret|password|account|phone|address|email/i

/** The same for the fields of a log line; fields that can only be private are left out. */
export const redactFields = (
  fields: Readonly<Record<string, string | number | boolean>>,
): Readonly<Record<string, string | number | boolean>> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => !privateField.test(name))
      .map(([name, value]) => [name, typeof value === 'string' ? redact(value) : value]),
  )
