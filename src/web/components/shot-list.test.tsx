import { expect, test } from 'vitest'
import type { Screen } from '../screen.ts'
import { ShotList } from './shot-list.tsx'

const screen = { language: 'en' } as Screen
const shots = [
  { atSeconds: 0, text: 'Harbour & cranes' },
  { atSeconds: 72, text: 'السفن' },
]

test('each shot links to its moment of the video, as a media fragment that works without scripts', () => {
  const html = String(ShotList({ screen, shots, player: 'video', src: '/v.mp4' }))
  expect(html).toContain('href="/v.mp4#t=72" data-seek="72" aria-label="Play from 1:12: السفن"')
  expect(html).toContain('data-player="video"')
  expect(html).toContain('Harbour &amp; cranes')
})

test('where nothing can be played, times are no links; where there is no shot, there is no list', () => {
  expect(String(ShotList({ screen, shots, player: 'video', src: null }))).not.toContain('<a')
  expect(ShotList({ screen, shots: [], player: 'video', src: '/v.mp4' })).toBeNull()
})
