import type { NodeViewConstructor } from 'prosemirror-view'
import type { Labels } from './labels.ts'

const againMs = 3_000
const mostTries = 40

/** A picture in the text: its thumb, its caption to be written below, and a way to take it out. */
export const figureView =
  (labels: Labels): NodeViewConstructor =>
  (node, view, getPos) => {
    const { item } = node.attrs
    const dom = document.createElement('figure')
    dom.dataset.item = item
    const picture = document.createElement('img')
    picture.src = `/desk/pictures/${encodeURIComponent(item)}/thumb`
    picture.alt = ''
    picture.contentEditable = 'false'
    const missing = document.createElement('p')
    missing.className = 'story-missing'
    missing.contentEditable = 'false'
    missing.textContent = labels.figureMissing
    const { src } = picture
    let tries = 0
    picture.addEventListener('load', () => missing.replaceWith(picture))
    picture.addEventListener('error', () => {
      picture.replaceWith(missing)
      // The sizes of a picture that was just brought in are still being made.
      if (tries++ < mostTries) setTimeout(() => (picture.src = `${src}?again=${tries}`), againMs)
    })
    const contentDOM = document.createElement('figcaption')
    contentDOM.dir = 'auto'
    contentDOM.dataset.hint = labels.caption
    const remove = document.createElement('button')
    remove.type = 'button'
    remove.className = 'button button-quiet story-remove'
    remove.contentEditable = 'false'
    remove.textContent = labels.figureRemove
    remove.addEventListener('click', () => {
      const at = getPos()
      const standing = at === undefined ? null : view.state.doc.nodeAt(at)
      if (at === undefined || standing === null || !view.editable) return
      view.dispatch(view.state.tr.delete(at, at + standing.nodeSize))
      view.focus()
    })
    dom.append(picture, contentDOM, remove)
    const draw = (isEmpty: boolean) => contentDOM.classList.toggle('is-empty', isEmpty)
    draw(node.content.size === 0)
    return {
      dom,
      contentDOM,
      update: next => {
        if (next.type !== node.type || next.attrs.item !== item) return false
        draw(next.content.size === 0)
        return true
      },
      stopEvent: event => event.target === remove,
      ignoreMutation: mutation => mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
    }
  }
