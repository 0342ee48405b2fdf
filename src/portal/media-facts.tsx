import type { Child } from 'hono/jsx'
import type { Place } from '../domain/media.ts'
import { directionOf } from '../domain/taxonomy.ts'
import { formatDate } from '../web/i18n/format.ts'
import { durationText } from '../web/i18n/sizes.ts'
import { type Key, t } from '../web/i18n/translate.ts'
import type { Screen } from '../web/screen.ts'
import type { Extras } from './extras.ts'
import { durationOf } from './files.ts'
import type { Story } from './story.ts'

interface FactsProps {
  screen: Screen
  story: Story
  extras: Extras
}

/** What is known of a picture, film, graphic or file besides its words, and what may be done with it. */
export const MediaFacts = ({ screen, story, extras }: FactsProps) => {
  const { language } = screen
  const { view, delivery } = story
  const { type } = delivery.version
  if (type === 'text' || type === 'collection' || delivery.face !== 'full' || delivery.notice !== null) return null
  const { media, rights } = view
  const seconds = durationOf(story)
  const own = (text: string) => (
    <bdi lang={view.language} dir="auto">
      {text}
    </bdi>
  )
  const facts: [Key, Child | null][] = [
    ['portal.media.credit', media?.credit ? own(media.credit) : null],
    ['portal.media.by', view.bylines.length > 0 ? own(view.bylines.join(', ')) : null],
    ['portal.media.taken', media?.takenAt ? <bdi>{takenText(screen, media.takenAt)}</bdi> : null],
    ['portal.media.place', media?.place ? own(placeText(media.place)) : null],
    ['portal.media.persons', media && media.persons.length > 0 ? own(media.persons.join(', ')) : null],
    ['portal.media.duration', seconds === null ? null : <bdi class="num">{durationText(seconds)}</bdi>],
    ['portal.media.alt', media?.altText ? own(media.altText) : null],
    ['portal.media.keywords', view.keywords.length > 0 ? own(view.keywords.join(', ')) : null],
    ['portal.media.holder', rights?.holder ? own(rights.holder) : null],
    ['portal.media.notice', rights?.notice ? own(rights.notice) : null],
    ['portal.media.terms', rights?.terms ? own(rights.terms) : null],
    ['portal.media.mining', miningText(screen, extras.dataMining)],
  ]
  const known = facts.filter(([, value]) => value !== null)
  return known.length === 0 ? null : (
    <section class="story-part" dir={directionOf(language)} aria-labelledby="facts-title">
      <h2 id="facts-title">{t(language, 'portal.media.facts')}</h2>
      <dl class="facts">
        {known.map(([key, value]) => (
          <div>
            <dt>{t(language, key)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const placeText = ({ city, region, country, countryCode }: Place): string =>
  [city, region, country ?? countryCode].filter(part => part !== null).join(', ')

/** As exactly as it is known: a year or a month stays one, a day is a day of where it was taken, whatever the agency's zone. */
const takenText = ({ language }: Screen, takenAt: string): string => {
  if (!/^\d{4}-\d\d-\d\d/u.test(takenAt)) return takenAt
  const day = formatDate(language, new Date(`${takenAt.slice(0, 10)}T12:00:00Z`), 'UTC')
  const time = /T(\d\d:\d\d)/u.exec(takenAt)?.[1]
  const zone = /(Z|[+-]\d\d:\d\d)$/u.exec(takenAt.slice(10))?.[1]
  return [day, time, zone === 'Z' ? 'UTC' : zone && `UTC${zone}`].filter(Boolean).join(' ')
}

const mining: Readonly<Record<string, Key>> = {
  'DMI-ALLOWED': 'portal.mining.allowed',
  'DMI-PROHIBITED': 'portal.mining.none',
  'DMI-PROHIBITED-AIMLTRAINING': 'portal.mining.noTraining',
  'DMI-PROHIBITED-GENAIMLTRAINING': 'portal.mining.noGenerative',
  'DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING': 'portal.mining.searchOnly',
}

/** PLUS Data Mining in words; a reservation that it has no word for forbids all. */
const miningText = ({ language }: Screen, code: string): string | null => {
  const key = mining[code] ?? (code.startsWith('DMI-PROHIBITED') ? 'portal.mining.none' : null)
  return key === null ? null : t(language, key)
}
