import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runHere, urlOf } from './kit/command-line.ts'
import { type Started, startedDateline } from './kit/dateline.ts'
import { type Places, placesOf } from './kit/places.ts'

/** A real agency story as its website shows it: headline, deck, dateline, paragraphs, and the site's own closing sentence. */
const real = fileURLToPath(new URL('../../shared/seed/anadolu-kazakhstan.txt', import.meta.url))
const invented = `Harbour of Orsel will stay open at night
'Ships need not wait for the morning any more,' says harbour office
ORSEL
The harbour of Orsel will stay open at night from the first of December, the harbour office said on Monday.
"Ships need not wait for the morning any more," the office said in a statement. "We have asked for this for nine years."
The council agreed to the plan with 14 votes to 6 after a debate that lasted into the evening.
Three pilots more will be needed, and two of the old lamps on the northern pier are to be replaced before the winter, the council said.
It is unclear who will pay for the lamps. The office said it expected an answer from the ministry of transport within a month.
Fishermen had asked for a later date, saying that their nets are set close to the channel in December.
Meridian News Agency website contains only a portion of the news stories offered to subscribers, and in summarized form. Please contact us for subscription options.
`
const stories: [string, string][] = [['an invented story', invented]]
if (existsSync(real)) stories.push(['a real agency story', readFileSync(real, 'utf8')])
else console.warn('SKIPPED: the real agency story is not here (../shared/seed), only an invented one goes everywhere')

let started: Started
let places: Places
let folder: string
beforeAll(async () => {
  started = await startedDateline()
  places = await placesOf(started)
  folder = mkdtempSync(join(tmpdir(), 'dateline-everywhere-'))
})
afterAll(async () => {
  places.close()
  await started.stop()
  rmSync(folder, { recursive: true })
})

const command = async (...argv: string[]) => {
  const { code, out, err } = await runHere([...argv, '--json'], {
    DATABASE_URL: urlOf(started.database.address),
    PUBLIC_DELAY_MINUTES: '0',
  })
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out) as { item: string; seq: number }
}
const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const plain = (text: string) => text.replaceAll(/\s+/g, ' ')

describe.each(stories)('%s', (_, text) => {
  const lines = text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
  const [headline = '', deck = '', dateline = ''] = lines
  const body = lines.slice(3, -1)
  const boilerplate = lines.at(-1) ?? ''
  const wrong = body[1] ?? ''
  let item = ''

  test('it is published from the command line and stands word for word at every subscriber', async () => {
    const sent = await command('publish', file('story.txt', text), '--category', 'politics')
    item = sent.item
    for (const { name, read } of await places.subscribers(item, sent.seq)) {
      for (const line of [headline, deck, dateline, ...body]) expect(plain(read), name).toContain(plain(line))
      expect(read, name).not.toContain(boilerplate.slice(0, 60))
    }
  })

  test('the public has its stored summary, and not one sentence of the body beyond it', async () => {
    const [teaser] = await started.db`select summary from teaser where item_id = ${item}`
    const { story, lists } = await places.site(item)
    expect(plain(story)).toContain(plain(headline))
    expect(plain(story)).toContain(plain(teaser?.summary))
    expect(teaser?.summary.length).toBeLessThan(body.join(' ').length / 3)
    const beyond = body
      .flatMap(paragraph => paragraph.split(/(?<=[.!?]["”’]?) /))
      .filter(sentence => !plain(teaser?.summary).includes(plain(sentence)))
    expect(beyond.length).toBeGreaterThan(3)
    for (const page of [story, ...lists])
      for (const sentence of beyond) expect(plain(page)).not.toContain(plain(sentence))
  })

  test('a correction replaces it in all five places', async () => {
    const right = 'This is the paragraph as it should have been.'
    const sent = await command(
      'correct',
      item,
      file('right.txt', text.replace(wrong, right)),
      '--note',
      'second paragraph was wrong',
      '--line',
      'An earlier version was wrong.',
    )
    for (const { name, read } of await places.subscribers(item, sent.seq)) {
      expect(plain(read), name).toContain(right)
      expect(plain(read), name).not.toContain(plain(wrong))
    }
    const { story } = await places.site(item)
    expect(story).toContain('An earlier version was wrong.')
    expect(plain(story)).not.toContain(plain(wrong))
  })

  test('a kill leaves its notice in all five places and the old text in none', async () => {
    const sent = await command(
      'kill',
      item,
      '--note',
      'the source withdrew it',
      '--line',
      'We have withdrawn this story.',
    )
    for (const { name, read } of await places.subscribers(item, sent.seq)) {
      expect(plain(read), name).toContain('We have withdrawn this story.')
      for (const line of [deck, ...body]) expect(plain(read), name).not.toContain(plain(line))
    }
    const { story, lists, status } = await places.site(item)
    expect(status).toBe(410)
    expect(story).toContain('We have withdrawn this story.')
    for (const page of [story, ...lists])
      for (const line of [headline, deck, ...body]) expect(plain(page)).not.toContain(plain(line))
  })
})
