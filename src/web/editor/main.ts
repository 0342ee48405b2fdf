import { installMargin } from '../margin/main.ts'
import { StoryEditor } from './story-editor.ts'

customElements.define('story-editor', StoryEditor)
installMargin()
