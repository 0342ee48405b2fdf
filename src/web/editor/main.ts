import { installMargin } from '../margin/main.ts'
import { openDraftPage } from './draft-page.ts'
import { followStory } from './story-count.ts'
import { StoryEditor } from './story-editor.ts'

customElements.define('story-editor', StoryEditor)
installMargin()
const form = document.querySelector<HTMLFormElement>('form[data-draft]')
if (form !== null) {
  followStory(form)
  void openDraftPage(form)
}
