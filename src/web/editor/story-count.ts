import { pluralText } from '../client/plural.js'
import { type StoryChange, StoryEditor } from './story-editor.ts'

/** Words that somebody reads in a minute. */
const pace = 200

/** Shows in the bar how many words the story has and how long it takes to read, and lets all its inputs follow its language. */
export const followStory = (form: HTMLFormElement): void => {
  const shown = form.querySelector<HTMLElement>('[data-words]')
  const forms = JSON.parse(shown?.dataset.words ?? '{}')
  const draw = (words: number) => {
    if (shown === null) return
    const minutes = Math.max(1, Math.round(words / pace))
    shown.textContent = [
      pluralText(forms.words, words),
      ...(words < pace ? [] : [pluralText(forms.minutes, minutes)]),
    ].join(' · ')
  }
  const story = form.querySelector('story-editor')
  form.addEventListener('story-change', event => draw((event as CustomEvent<StoryChange>).detail.words))
  if (story instanceof StoryEditor) draw(story.words)
  form.addEventListener('change', event => {
    if (!(event.target instanceof HTMLSelectElement) || event.target.name !== 'language') return
    const { value } = event.target
    if (value === '') return
    for (const input of form.querySelectorAll<HTMLElement>('input[lang], textarea[lang]')) input.lang = value
    if (story instanceof StoryEditor) story.setLanguage(value)
  })
}
