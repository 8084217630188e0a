// Moving through the form by keyboard. Every field carries `data-path`; Enter goes to the next one in the order of the
// page, and from the empty last row on to what follows the table.

const fieldsOf = (form: ParentNode): readonly HTMLElement[] => [
  ...form.querySelectorAll<HTMLElement>('[data-path]:not(:disabled)'),
]

/** Puts the cursor in a field; a fault on the whole table goes to its first row. False if there is no such field. */
export const focusField = (path: string, form: ParentNode = document): boolean => {
  const wanted = path === 'lines' ? 'lines.0.name' : path
  const fields = fieldsOf(form)
  const field =
    fields.find((one) => one.dataset['path'] === wanted) ??
    fields.find(
      (one) => one.dataset['path']?.startsWith(`${wanted.split('.').slice(0, 2).join('.')}.`) === true,
    )
  if (field === undefined) return false
  enter(field)
  field.scrollIntoView({ block: 'nearest' })
  return true
}

/** After Enter: the next field. `skipTable` when the last, empty row was left. */
export const focusNext = (form: HTMLElement, from: Element): void => {
  const fields = fieldsOf(form)
  const at = fields.findIndex((field) => field === from)
  if (at < 0) return
  const path = fields[at]?.dataset['path'] ?? ''
  const leavesTable =
    /^lines\.\d+\.name$/.test(path) && from instanceof HTMLInputElement && from.value.trim() === ''
  const rest = fields.slice(at + 1)
  const next = leavesTable
    ? rest.find((field) => field.dataset['path']?.startsWith('lines.') !== true)
    : rest.find((field) => !(field instanceof HTMLInputElement && field.type === 'radio' && !field.checked))
  if (next !== undefined) enter(next)
}

/** Focus with everything selected, so that typing replaces. */
const enter = (field: HTMLElement): void => {
  field.focus()
  if (field instanceof HTMLInputElement && field.type !== 'radio') field.select()
}
