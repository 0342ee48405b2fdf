import type { Inputs } from './device.ts'
import { StoryEditor } from './story-editor.ts'

/** What says how the form is sent, and nothing of the draft; cuts of a picture are saved with the form. */
const skipped = /^(csrf|revision|do|caret|edited|editWas|focus[XY]|crop-.*)$/u

/** What stands in the inputs of a form, with line ends as the server has them. */
export const readInputs = (form: HTMLFormElement): Inputs => {
  const inputs: Record<string, string> = {}
  for (const element of form.elements) {
    if (!isInput(element) || element.name === '' || skipped.test(element.name) || isLeftOut(element)) continue
    inputs[element.name] = element.value.replace(/\r\n?/gu, '\n')
  }
  return inputs
}

/** What a form does not send; a choice that cannot be made at the moment is said all the same. */
const isLeftOut = (element: Input): boolean =>
  (element.disabled && element.dataset.wasOn === undefined) ||
  (element instanceof HTMLInputElement &&
    (element.type === 'file' || ((element.type === 'checkbox' || element.type === 'radio') && !element.checked)))

/** Puts texts into the inputs of a form, where they differ, and tells whoever draws something by them. */
export const writeInputs = (form: HTMLFormElement, inputs: Inputs): void => {
  const story = form.querySelector('story-editor')
  const told = story instanceof StoryEditor ? story : null
  for (const [name, value] of Object.entries(inputs)) {
    if (told !== null && (name === 'body' || name === 'kept')) continue
    const input = form.elements.namedItem(name)
    if (!isInput(input) || input.value === value) continue
    input.value = value
    input.dispatchEvent(new Event('input', { bubbles: true }))
    input.dispatchEvent(new Event('change', { bubbles: true }))
  }
  if (inputs.body !== undefined) told?.setStory({ body: inputs.body, kept: inputs.kept ?? '[]' })
}

type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement
const isInput = (element: unknown): element is Input =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement

/** Lets nobody type, or again everybody; what is only looked at can still be read, selected and copied. */
export const setReading = (form: HTMLFormElement, isReading: boolean): void => {
  form.toggleAttribute('data-reading', isReading)
  for (const element of form.elements) {
    // What can be done with a draft that somebody else writes, or that is scheduled.
    if (element.closest('[data-always], .stage-acts') !== null) continue
    if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) element.readOnly = isReading
    if (element instanceof HTMLSelectElement || element instanceof HTMLButtonElement) {
      if (isReading && !element.disabled) element.dataset.wasOn = ''
      if (isReading || element.dataset.wasOn !== undefined) element.disabled = isReading
      if (!isReading) delete element.dataset.wasOn
    }
  }
  const story = form.querySelector('story-editor')
  if (story instanceof StoryEditor) story.isReading = isReading
}
