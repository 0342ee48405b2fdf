import { paragraph } from '../../src/domain/body.ts'
import type { ItemId } from '../../src/domain/ids.ts'
import type { Content } from '../../src/domain/version.ts'
import type { Started } from '../kit/dateline.ts'
import { content } from '../kit/examples.ts'
import { incomingWords } from './incoming.ts'
import { currentPictures, filesOf, formerPictures, type Pictures, sendPictures } from './pictures.ts'

// Every part of every story has a word that occurs nowhere else, so that an answer tells by itself what has got into it.
const parts = ['head', 'deck', 'body', 'last', 'summ', 'keys'] as const

/** The word of one part: `qzplainbody`. (No letter i: it is folded differently in Turkish.) */
export const mark = (text: string, part: (typeof parts)[number] | 'note' | 'line'): string => `qz${text}${part}`

/** All words of texts that a reader may have in full. */
export const full = (...texts: string[]): string[] => texts.flatMap(text => parts.map(part => mark(text, part)))

/** The words of what is told about a version: to desks, and to readers. */
export const told = (...texts: string[]): string[] => texts.flatMap(text => [mark(text, 'note'), mark(text, 'line')])

const written = (text: string, more: Partial<Content> = {}): Content =>
  content({
    headline: `Ferry ${mark(text, 'head')} sails`,
    deck: `Harbour ${mark(text, 'deck')} opens`,
    body: [
      paragraph(`The ferry ${mark(text, 'body')} left the harbour on Monday, the harbour office said.`),
      ...Array.from({ length: 8 }, (_, n) => paragraph(`Pier ${n + 1} stays closed until the storm season is over.`)),
      paragraph(`Nobody was hurt, the fire service said; ${mark(text, 'last')} was not there.`),
    ],
    summary: `The ferry ${mark(text, 'summ')} sails again.`,
    keywords: [mark(text, 'keys')],
    ...more,
  })

/** Texts that are on the wire as what they are now, and in full to whoever is entitled to them. */
export const current = ['plain', 'turkish', 'arabic', 'special', 'cut', 'secret', 'wrongnew', 'movednew', 'leftnew']
/** Texts that were on the wire before. */
const former = ['killed', 'held', 'wrongold', 'movedold', 'leftold']
/** Whatever is in a draft, and in an enquiry. */
const unsent = ['qzdraftheadline', 'qzdraftbody', 'qzenquiry', ...incomingWords, ...filesOf(['photounsent'])]
const pictures = [...currentPictures, ...formerPictures]

export const everything = [
  ...full(...current, ...former, ...pictures),
  ...told('killed', 'held', 'wrong', 'moved', 'left', 'photokilled', 'photoheld', 'photoleft'),
  ...filesOf(pictures),
  ...unsent,
  'qzsender',
]

/** What the public website may show: headlines and summaries of released stories of its priorities, and sentences for readers. */
export const publicly = [
  ...['plain', 'turkish', 'arabic', 'wrongnew', 'movednew', 'leftnew'].flatMap(text => [
    mark(text, 'head'),
    mark(text, 'summ'),
  ]),
  // Has no summary of its own: one is cut from its beginning.
  ...[mark('cut', 'head'), mark('cut', 'body')],
  ...['killed', 'held', 'wrong', 'left'].map(text => mark(text, 'line')),
]

/** Sends the stories. @returns their ids */
export const sendStories = async (started: Started): Promise<{ items: ItemId[] } & Pictures> => {
  const { file } = started
  const by = 'qzsender'
  const send = async (text: string, more: Partial<Content> = {}, embargo: { until: null } | null = null) =>
    (await file({ content: written(text, more), by, embargo })).item
  const again = (name: string) => ({
    note: `${mark(name, 'note')} said so`,
    line: `${mark(name, 'line')} was wrong.`,
    by,
  })
  const plain = await send('plain')
  const turkish = await send('turkish', { language: 'tr' })
  const arabic = await send('arabic', { language: 'ar', priority: 3 })
  const special = await send('special', { priority: 5 })
  const cut = await send('cut', { summary: null })
  const secret = await send('secret', { priority: 3 }, { until: null })
  const killed = await send('killed')
  await file({ signal: 'kill', ...again('killed') }, { item: killed })
  const held = await send('held')
  await file({ signal: 'withhold', ...again('held') }, { item: held })
  const wrong = await send('wrongold')
  await file({ signal: 'correction', content: written('wrongnew'), ...again('wrong') }, { item: wrong })
  const moved = await send('movedold', { priority: 2 })
  await file({ signal: 'update', content: written('movednew'), note: mark('moved', 'note'), by }, { item: moved })
  const left = await send('leftold', { priority: 2 })
  await file({ signal: 'correction', content: written('leftnew'), ...again('left') }, { item: left })
  const sent = await sendPictures(started, { written, again })
  return {
    items: [plain, turkish, arabic, special, cut, secret, killed, held, wrong, moved, left, ...sent.pictures],
    ...sent,
  }
}
