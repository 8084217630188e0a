// From SQL rows to values: NULL lives in rows only, outside an absent field is left out.

type AbsentKeys<T> = {
  [K in keyof T]-?: null extends T[K] ? K : undefined extends T[K] ? K : never
}[keyof T]

export type WithoutAbsent<T> = { [K in Exclude<keyof T, AbsentKeys<T>>]: T[K] } & {
  [K in AbsentKeys<T>]?: Exclude<T[K], null | undefined>
}

/** The same object without the fields that are null or undefined. */
export const withoutAbsent = <T extends object>(row: T): WithoutAbsent<T> =>
  Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== null && value !== undefined),
  ) as WithoutAbsent<T>
