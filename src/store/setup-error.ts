/** A start that cannot go on for a reason the operator can mend; `main` and the command line print its sentence without a stack. */
export class SetupError extends Error {
  override name = 'SetupError'
}
