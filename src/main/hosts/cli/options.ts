// Options of a command as typed values; what is missing or malformed is wrong use.
import { UsageError } from './usage-error.ts'

export interface Options {
  text(name: string): string | undefined
  /** Throws UsageError when it is missing. */
  needed(name: string): string
  /** A number, at least `least`. */
  number(name: string, least: number): number | undefined
  whole(name: string, least: number): number | undefined
  oneOf<T extends string>(name: string, choices: readonly T[]): T | undefined
  on(name: string): boolean
}

type Values = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>

export const optionsFrom = (values: Values): Options => {
  const text = (name: string): string | undefined => {
    const value = values[name]
    return typeof value === 'string' ? value : undefined
  }
  const number = (name: string, least: number): number | undefined => {
    const given = text(name)
    if (given === undefined) return undefined
    const value = given.trim() === '' ? Number.NaN : Number(given)
    if (!Number.isFinite(value) || value < least)
      throw new UsageError('number', { option: name, least: String(least), given })
    return value
  }
  return {
    text,
    number,
    needed: (name) => {
      const value = text(name)
      if (value === undefined || value === '') throw new UsageError('needed', { option: name })
      return value
    },
    whole: (name, least) => {
      const value = number(name, least)
      if (value !== undefined && !Number.isInteger(value))
        throw new UsageError('number', { option: name, least: String(least), given: String(value) })
      return value
    },
    oneOf: (name, choices) => {
      const given = text(name)
      if (given === undefined) return undefined
      const chosen = choices.find((choice) => choice === given)
      if (chosen === undefined)
        throw new UsageError('choice', { option: name, choices: choices.join(' | '), given })
      return chosen
    },
    on: (name) => values[name] === true,
  }
}
