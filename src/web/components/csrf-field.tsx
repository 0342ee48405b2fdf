import { csrfField } from '../csrf.ts'
import type { Screen } from '../screen.ts'

/** The hidden field that every form of a signed-in reader carries; nothing where nobody is signed in. */
export const CsrfField = ({ screen }: { screen: Screen }) =>
  screen.csrf === null ? null : <input type="hidden" name={csrfField} value={screen.csrf} />
