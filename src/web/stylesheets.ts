import type { FontSet } from './fonts.ts'

interface Stylesheet {
  readonly fonts: FontSet
  /** Files of `styles/`, in order. */
  readonly parts: readonly string[]
}

const shared = ['tokens.css', 'base.css', 'controls.css', 'components.css', 'sheet.css', 'notices.css', 'topbar.css']
const frame = ['fonts-sans.css', ...shared, 'frame.css', 'wire.css', 'thumbs.css', 'shots.css', 'live.css']

/** The one sheet of each face. */
export const stylesheets: Readonly<Record<string, Stylesheet>> = {
  'desk.css': {
    fonts: 'sans',
    parts: [
      ...frame,
      'desk.css',
      'desk-item.css',
      'desk-decide.css',
      'desk-palette.css',
      'desk-trace.css',
      'desk-work.css',
      'desk-trail.css',
      'desk-today.css',
      'desk-editor.css',
      'desk-editor-phone.css',
      'desk-story.css',
      'desk-margin.css',
      'desk-suggest.css',
      'desk-texts.css',
      'desk-incoming.css',
      'desk-post.css',
      'desk-sources.css',
      'desk-media.css',
      'desk-upload.css',
      'desk-files.css',
      'desk-focus.css',
      'print.css',
    ],
  },
  'portal.css': {
    fonts: 'sans',
    parts: [
      ...frame,
      'portal.css',
      'portal-story.css',
      'portal-media.css',
      'portal-pictures.css',
      'portal-keys.css',
      'print.css',
    ],
  },
  'docs.css': { fonts: 'sans', parts: ['fonts-sans.css', ...shared, 'docs.css', 'docs-text.css', 'print.css'] },
  'site.css': {
    fonts: 'serif',
    parts: ['fonts-serif.css', ...shared, 'site-frame.css', 'site.css', 'site-story.css', 'print.css'],
  },
}
