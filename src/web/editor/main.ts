import { StoryEditor } from './story-editor.ts'

customElements.define('story-editor', StoryEditor)
