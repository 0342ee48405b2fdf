import { readFileSync } from 'node:fs'
import type { Signal } from '../domain/signal.ts'
import type { Content } from '../domain/version.ts'

/** One thing the demo desk sends. */
export interface DemoFiling {
  readonly signal: Exclude<Signal, 'release'>
  /** Orders the filings of all stories, the highest first; the wire's own time is when they are sent. */
  readonly minutesAgo: number
  /** The username of a member of the demo staff. */
  readonly by: string
  /** null where the signal files no text: advisory, withhold, kill. */
  readonly content: Content | null
  readonly note: string | null
  readonly line: string | null
  /** The key of the story that replaces this one, filed before. */
  readonly replacedBy: string | null
  /** Hours from the start of the demo until the embargo ends; only with `new`. */
  readonly embargoHours: number | null
}

/** An invented story: its first filing, then what became of it, in order. */
export interface DemoStory {
  readonly key: string
  readonly filings: readonly [DemoFiling, ...DemoFiling[]]
}

const files = ['en-1', 'en-2', 'tr-1', 'tr-2', 'ar-1', 'ar-2']

/** The news of the demo agency in English, Turkish and Arabic: places, institutions and events that do not exist. */
export const demoStories = (): DemoStory[] =>
  files.flatMap(file => {
    const stories: DemoStory[] = JSON.parse(readFileSync(new URL(`./demo/news-${file}.json`, import.meta.url), 'utf8'))
    return stories
  })
