import { type Stage, stages } from '../../domain/stage.ts'
import type { DraftEvent } from '../../store/draft-event.ts'
import { formatDateTime } from '../../web/i18n/format.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'

/** The names of people and desks by id, as events name them. */
export type Names = ReadonlyMap<string, string>

/** What was done with a draft, in a few words without who did it. */
export const eventWords = (screen: Screen, { kind, detail }: DraftEvent, names: Names): string => {
  const { language, timeZone } = screen
  const nameOf = (id: unknown) => (typeof id === 'string' ? (names.get(id) ?? id) : '')
  switch (kind) {
    case 'stage':
      return t(language, 'desk.work.event.stage', {
        from: stageWord(screen, detail.from),
        to: stageWord(screen, detail.to),
      })
    case 'assigned':
      return detail.to == null
        ? t(language, 'desk.work.event.unassigned', { name: nameOf(detail.from) })
        : t(language, 'desk.work.event.assigned', { name: nameOf(detail.to) })
    case 'desk':
      return detail.to == null
        ? t(language, 'desk.work.event.noDesk')
        : t(language, 'desk.work.event.desk', { name: nameOf(detail.to) })
    case 'scheduled':
      return t(language, 'desk.work.event.scheduled', { time: timeOf(detail.at, language, timeZone) })
    case 'sent':
      return t(language, 'desk.work.event.sent', { seq: Number(detail.seq ?? 0) })
    default:
      return t(language, `desk.work.event.${kind}`)
  }
}

const timeOf = (at: unknown, language: Screen['language'], timeZone: string): string => {
  const moment = new Date(String(at))
  return Number.isNaN(moment.getTime()) ? '' : formatDateTime(language, moment, timeZone)
}

const stageWord = ({ language }: Screen, text: unknown): string => {
  const stage: Stage | undefined = stages.find(each => each === text)
  return stage === undefined ? '' : t(language, `desk.work.stage.${stage}`)
}
