import type { Inputs } from './device.ts'

/** What becomes of two texts that were both typed over a third. */
export interface Merged {
  readonly fields: Inputs
  /** Changed by both, and not to the same: mine stand in `fields`. */
  readonly conflicts: readonly string[]
  /** Changed by them alone. */
  readonly theirs: readonly string[]
}

/** The body and the blocks that it names are one. */
const unitOf = (name: string): readonly string[] => (name === 'body' ? ['body', 'kept'] : [name])

/** Two texts in one, field by field. */
export const merge = (base: Inputs, mine: Inputs, theirs: Inputs): Merged => {
  const fields: Record<string, string> = { ...mine }
  const conflicts: string[] = []
  const taken: string[] = []
  for (const name of Object.keys(theirs).filter(each => each !== 'kept')) {
    const unit = unitOf(name)
    const differ = (a: Inputs, b: Inputs) => unit.some(each => (a[each] ?? '') !== (b[each] ?? ''))
    if (!differ(base, theirs) || !differ(mine, theirs)) continue
    if (differ(base, mine)) {
      conflicts.push(name)
      continue
    }
    taken.push(name)
    for (const each of unit) fields[each] = theirs[each] ?? ''
  }
  return { fields, conflicts, theirs: taken }
}

/** Whether two forms say the same; names that one of them does not have count as empty. */
export const isSame = (a: Inputs, b: Inputs): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every(name => (a[name] ?? '') === (b[name] ?? ''))

/** Whether a form says what the server has; what the server knows nothing of does not count. */
export const says = (form: Inputs, server: Inputs): boolean =>
  Object.entries(server).every(([name, value]) => (form[name] ?? '') === value)
