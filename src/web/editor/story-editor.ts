import { Fragment, Slice } from 'prosemirror-model'
import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { type Body, countWords } from '../../domain/body.ts'
import { documentOfText, textOfDocument } from './document.ts'
import { showHints, type TextHint } from './hints.ts'
import { placeOf, plainTextOf } from './plain-text.ts'
import { nodeType } from './schema.ts'
import { openView } from './view.ts'

/** What `story-change` tells: the plain text (blocks parted by an empty line) and its words. */
export interface StoryChange {
  readonly text: string
  readonly words: number
}

/** A picture for the text: an item on the wire, or a draft (`dra_…`) that is sent before the story. */
export interface StoryFigure {
  readonly item?: string
  readonly draft?: string
  readonly caption: string
}

/** What stands in the two fields of the form that the editor keeps. */
export interface StoryText {
  readonly body: string
  /** JSON of the kept blocks. */
  readonly kept: string
}

/**
 * `<story-editor texts="…">` around the textarea `body` and the hidden input `kept` of a form: the text as it will be printed, in their place. They
 * stay in the form and in step with it, so that without this script, and for the server, they are the text.
 *
 * For others on the page:
 * - event `story-change` (bubbles; detail `StoryChange`) after every change, and once at the start;
 * - `insertFigure({ item | draft, caption })` puts a picture below the paragraph with the cursor;
 * - `insertText(text)` puts in text in the convention of domain/body-text.ts: standing background, a snippet;
 * - `markHints([{ from, to, kind, message }])` underlines these places of the plain text of the last `story-change`, and no others;
 * - `select(from, to)` goes to a place of the plain text; `replaceText(from, to, text)` writes something else there;
 * - `text` is the plain text now; `isReading` keeps anybody from typing; `setStory({ body, kept })` shows another text (no `story-change`).
 */
export class StoryEditor extends HTMLElement {
  #view: EditorView | null = null
  #area: HTMLTextAreaElement | null = null
  #kept: HTMLInputElement | null = null
  #isReading = false

  connectedCallback(): void {
    const area = this.querySelector('textarea')
    const kept = this.querySelector<HTMLInputElement>('input[name=kept]')
    if (area === null || kept === null || this.#view !== null) return
    this.#area = area
    this.#kept = kept
    this.#view = openView({
      host: this,
      area,
      labels: JSON.parse(this.getAttribute('texts') ?? '{}'),
      doc: documentOfText(this.#typed()),
      isReading: () => this.#isReading,
      onChange: () => this.#changed(),
    })
    area.form?.addEventListener('submit', () => this.#tellPlace(), { capture: true })
    this.#tell()
  }

  get text(): string {
    return this.#view === null ? '' : plainTextOf(this.#view.state.doc).text
  }

  get words(): number {
    return countWords(this.text)
  }

  get isReading(): boolean {
    return this.#isReading
  }

  set isReading(isReading: boolean) {
    this.#isReading = isReading
    this.#view?.setProps({})
  }

  /** The language that is written from now on: its direction, its spelling and its quotes. */
  setLanguage(language: string): void {
    this.#area?.setAttribute('lang', language)
    this.#view?.setProps({})
  }

  insertFigure({ item, draft, caption }: StoryFigure): void {
    const view = this.#view
    const id = item ?? draft
    if (view === null || id === undefined) return
    const figure = nodeType('figure').create(
      { item: id },
      caption === '' ? null : nodeType('figure').schema.text(caption),
    )
    const { $head } = view.state.selection
    const at = $head.depth === 0 ? $head.pos : $head.after(1)
    view.dispatch(view.state.tr.insert(at, figure).scrollIntoView())
  }

  insertText(text: string): void {
    const view = this.#view
    if (view === null) return
    const { content } = documentOfText({ text, kept: [] })
    const isOnePiece = content.childCount === 1 && content.firstChild?.type.name === 'paragraph'
    const slice = isOnePiece ? new Slice(content, 1, 1) : new Slice(Fragment.from(content), 0, 0)
    view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView())
    view.focus()
  }

  markHints(hints: readonly TextHint[]): void {
    if (this.#view !== null) showHints(this.#view, hints)
  }

  select(from: number, to: number): void {
    const view = this.#view
    if (view === null) return
    const range = rangeOf(view, from, to)
    if (range === null) return
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, ...range)).scrollIntoView())
    view.focus()
  }

  replaceText(from: number, to: number, text: string): void {
    const view = this.#view
    const range = view === null ? null : rangeOf(view, from, to)
    if (view === null || range === null) return
    view.dispatch(text === '' ? view.state.tr.delete(...range) : view.state.tr.insertText(text, ...range))
  }

  setStory({ body, kept }: StoryText): void {
    if (this.#view === null || this.#area === null || this.#kept === null) return
    if (this.#area.value === body && this.#kept.value === kept) return
    this.#area.value = body
    this.#kept.value = kept
    const { state } = this.#view
    const doc = documentOfText(this.#typed())
    const start = state.doc.content.findDiffStart(doc.content)
    const end = state.doc.content.findDiffEnd(doc.content)
    if (start === null || end === null) return
    // Only what differs is replaced, so that cursor and scrolling stay where they were.
    const overlap = start - Math.min(end.a, end.b)
    const [a, b] = overlap > 0 ? [end.a + overlap, end.b + overlap] : [end.a, end.b]
    this.#view.dispatch(state.tr.replace(start, a, doc.slice(start, b)).setMeta('story', 'set'))
  }

  #typed() {
    return { text: this.#area?.value ?? '', kept: readKept(this.#kept?.value ?? '') }
  }

  /** The fields of the form say what the editor holds. */
  #changed(): void {
    if (this.#view === null || this.#area === null || this.#kept === null) return
    const { text, kept } = textOfDocument(this.#view.state.doc)
    this.#area.value = text
    this.#kept.value = JSON.stringify(kept)
    this.#area.dispatchEvent(new Event('input', { bubbles: true }))
    this.#tell()
  }

  #tell(): void {
    const { text } = this
    const detail: StoryChange = { text, words: countWords(text) }
    this.dispatchEvent(new CustomEvent('story-change', { bubbles: true, detail }))
  }

  /** Says with the form where something is to be put that is chosen on the next page. */
  #tellPlace(): void {
    const caret = this.#area?.form?.querySelector('input[name=caret]')
    if (!(caret instanceof HTMLInputElement) || this.#view === null) return
    const { doc, selection } = this.#view.state
    const upTo = doc.cut(0, selection.$head.depth === 0 ? selection.head : selection.$head.after(1))
    caret.value = String(textOfDocument(upTo).text.length)
  }
}

const rangeOf = (view: EditorView, from: number, to: number): [number, number] | null => {
  const plain = plainTextOf(view.state.doc)
  const found = [placeOf(plain, from), placeOf(plain, to)]
  return found[0] == null || found[1] == null ? null : [found[0], found[1]]
}

const readKept = (json: string): Body => {
  try {
    const kept: unknown = JSON.parse(json)
    return Array.isArray(kept) ? kept : []
  } catch {
    return []
  }
}
