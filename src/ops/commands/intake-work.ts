import { readApart } from '../../intake/read-apart.ts'
import { createWorks } from '../../intake/works.ts'
import { createLog } from '../../telemetry.ts'
import type { Office } from './office.ts'

/** Reads and routes all that a source has waiting, unless a server is at it. @returns how many documents were read here, and how many items decided on */
export const workThrough = async (
  { db, publisher, settings }: Office,
  source: string,
): Promise<{ documents: number; items: number }> => {
  const done = { documents: 0, items: 0 }
  const works = createWorks({
    ...{ db, publisher, timeZone: settings.timeZone, log: createLog(settings.logLevel), read: readApart },
    onParsed: () => {
      done.documents++
    },
    onRouted: () => {
      done.items++
    },
  })
  await works.work(source)
  return done
}
