import { readShots } from '../../domain/shot-list.ts'
import type { Shown } from '../shown.ts'
import { escapeLine } from '../xml.ts'

/** The shots of a video, each a part with its time and what is seen in it (G2 specification §partMeta). Of the last one the end is that of the video; where the length
 *  of that is not known, it is its own beginning. */
export const shots = (view: Shown): string => {
  if (view.type !== 'video') return ''
  const list = readShots(view.body)
  const length = Math.max(0, ...view.renditions.map(each => each.durationSeconds ?? 0))
  return list
    .map(({ atSeconds, text }, n) => {
      const end = Math.max(atSeconds, list[n + 1]?.atSeconds ?? Math.floor(length))
      const time = `<timeDelim start="${atSeconds}" end="${end}" timeunit="timeunit:seconds"/>`
      return `\n<partMeta seq="${n + 1}">${time}<description role="drol:caption">${escapeLine(text)}</description></partMeta>`
    })
    .join('')
}
