import { InvalidArgumentError } from 'commander'
import { type Priority, priorities, priorityTerms } from '../../domain/taxonomy.ts'

/** Values separated by commas. */
export const list = (text: string): string[] =>
  text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')

/** A list of which every member is among `allowed`. */
export const listAmong =
  <T extends string>(allowed: readonly T[]) =>
  (text: string): T[] =>
    list(text).map(part => {
      const found = allowed.find(each => each === part)
      if (found === undefined) throw new InvalidArgumentError(`"${part}" is none of ${allowed.join(', ')}.`)
      return found
    })

/** 1 to 6, or the priority's name: flash, urgent, important, routine, special, archive. */
export const priorityValue = (text: string): Priority => {
  const term = priorityTerms.find(each => each.code === text.toLowerCase() || String(each.id) === text)
  const found = priorities.find(each => each === term?.id)
  if (found === undefined) {
    throw new InvalidArgumentError(`Expected ${priorityTerms.map(each => `${each.id} (${each.code})`).join(', ')}.`)
  }
  return found
}

export const priorityList = (text: string): Priority[] => list(text).map(priorityValue)

export const wholeNumber = (text: string): number => {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('Expected a whole number.')
  return Number(text)
}

const dayOrMoment = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/

/** A day (its first moment in UTC) or a moment with its zone. */
export const moment = (text: string): Date => {
  const at = new Date(text)
  if (!dayOrMoment.test(text) || Number.isNaN(at.getTime())) {
    throw new InvalidArgumentError('Expected a day, 2026-12-31, or a moment with its zone, 2026-12-31T18:00:00Z.')
  }
  return at
}

// The parser turns null into an empty text, so "no bound" has a name until it is handed on.
/** A moment, or `none` for no bound. */
export const momentOrNone = (text: string): Date | 'none' => (text === 'none' ? text : moment(text))

/** A whole number, or `none` for no bound. */
export const numberOrNone = (text: string): number | 'none' => (text === 'none' ? text : wholeNumber(text))

/** `none` as null; an option that was not given stays so. */
export const bound = <T>(value: T | 'none' | undefined): T | null | undefined => (value === 'none' ? null : value)
