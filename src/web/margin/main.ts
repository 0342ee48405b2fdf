import { installGroups } from './groups.ts'
import { SuggestField } from './suggest-field.ts'

/** What stands around the text of a story. */
export const installMargin = (): void => {
  customElements.define('suggest-field', SuggestField)
  installGroups()
}
