import { installGroups } from './groups.ts'
import { MarginLive } from './live.ts'
import { SnippetBox } from './snippet-box.ts'
import { installStoryPictures } from './story-pictures.ts'
import { StyleHints } from './style-hints.ts'
import { SuggestField } from './suggest-field.ts'

/** What stands around the text of a story. */
export const installMargin = (): void => {
  customElements.define('suggest-field', SuggestField)
  customElements.define('style-hints', StyleHints)
  customElements.define('margin-live', MarginLive)
  customElements.define('snippet-box', SnippetBox)
  installGroups()
  const form = document.querySelector<HTMLFormElement>('form.editor')
  if (form !== null) installStoryPictures(form)
}
