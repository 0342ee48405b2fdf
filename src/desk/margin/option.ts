import { writeLinks } from '../../domain/link-lines.ts'
import { type MediaTopic, topicName, topicsAbove } from '../../domain/media-topics.ts'
import { writeSources } from '../../domain/source-lines.ts'
import type { SentVersion } from '../../domain/version.ts'
import type { UsedName } from '../../store/used-name.ts'
import { formatDateTime } from '../../web/i18n/format.ts'
import { typeName } from '../../web/i18n/sizes.ts'
import type { Screen } from '../../web/screen.ts'

/** What is offered for a field: the line that is put into it, and how it is shown. */
export interface Option {
  readonly value: string
  readonly label: string
  /** What tells it from others: the path above a topic, an address, a date. */
  readonly detail: string | null
}

/** A subject's line has its English name; it is shown in the language of the screen, with what is above it. */
export const topicOption = (topic: MediaTopic, { language }: Pick<Screen, 'language'>): Option => ({
  value: `${topic.qcode} ${topic.names.en}`,
  label: topicName(topic, language),
  detail:
    topicsAbove(topic)
      .map(each => topicName(each, language))
      .join(' › ') || null,
})

export const nameOption = ({ name, uri }: Pick<UsedName, 'name' | 'uri'>): Option => ({
  value: writeSources([{ name, uri }]),
  label: name,
  detail: uri,
})

export const linkOption = (version: SentVersion, { language, timeZone }: Screen): Option => ({
  value: writeLinks([{ rel: 'see-also', item: version.item, version: null, headline: version.content.headline }]),
  label: version.content.headline,
  detail: `${typeName(language, version.type)} · ${formatDateTime(language, version.sentAt, timeZone)}`,
})

export const groupOption = (version: SentVersion): Option[] =>
  version.group === null ? [] : [{ value: version.group, label: version.group, detail: version.content.headline }]
