import { type Context, Hono } from 'hono'
import { requireCan } from '../../accounts/guard.ts'
import { alreadySent } from '../../web/already-sent.ts'
import type { WebEnv } from '../../web/env.ts'
import { errorMessage, problemOf } from '../../web/problem.ts'
import { screenOf } from '../../web/screen.ts'
import type { Desk } from '../env.ts'

const path = '/desk/media/uploads'

/** `/desk/media/uploads`: uploads that go on where they were broken off (tus 1.0), for people who may draft; the token of forms comes as `x-csrf-token`. */
export const uploadRoutes = ({ media }: Pick<Desk, 'media'>): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  const answer = async (c: Context<WebEnv>) => {
    const person = c.get('person')
    requireCan(person, 'draft')
    const { incoming, outgoing } = c.env
    if (incoming === undefined || outgoing === undefined) throw new Error('uploads need the request of Node')
    const { language } = screenOf(c)
    outgoing.setHeader('X-Request-Id', c.get('requestId'))
    await media.uploads.handle(incoming, outgoing as Parameters<typeof media.uploads.handle>[1], {
      ...{ path, by: person.id },
      problem(error) {
        const problem = problemOf(error, c.get('requestId'))
        return {
          status: problem.status,
          body: JSON.stringify({ ...problem, title: errorMessage(language, error).title }),
        }
      },
    })
    return alreadySent(c)
  }
  routes.all('/media/uploads', answer)
  routes.all('/media/uploads/:id', answer)
  return routes
}
