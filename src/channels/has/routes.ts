import type { IncomingMessage } from 'node:http'
import type { ApiUser } from '../../accounts/api-user.ts'
import type { Catalogue } from '../../accounts/catalogue.ts'
import { isLapsed, type Scope } from '../../domain/licence.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Wire } from '../../wire/open.ts'
import { type Answer, failed, found } from './answer.ts'
import { askedOf } from './asked.ts'
import { readBody } from './body.ts'
import { discover, languageOf } from './discover.ts'
import { documentFor } from './document.ts'
import { parametersOf } from './parameters.ts'
import { search } from './search.ts'
import { subscription } from './subscription.ts'

/** What the functions work with. */
export interface Services {
  readonly wire: Wire
  readonly catalogue: Catalogue
  readonly agencyName: string
}

/** A request of somebody known, at a route that exists. */
interface Call {
  readonly user: ApiUser
  readonly request: IncomingMessage
  readonly query: URLSearchParams
  /** What follows the name of the function in the path, decoded. */
  readonly rest: readonly string[]
}

interface Route {
  readonly name: string
  readonly method: 'GET' | 'POST'
  /** As written in answers to whoever asks for something else. */
  readonly shape: string
  /** How many parts may follow the name. */
  readonly parts: readonly number[]
  readonly answer: (services: Services, call: Call) => Promise<Answer> | Answer
}

const routes: readonly Route[] = [
  {
    name: 'discover',
    method: 'GET',
    shape: '/abone/discover/{tr_TR|en_US|ar_AR}',
    parts: [0, 1],
    answer: ({ catalogue, agencyName }, { rest }) =>
      found(discover(languageOf(rest[0]), { products: catalogue.products(), agencyName })),
  },
  {
    name: 'search',
    method: 'POST',
    shape: '/abone/search',
    parts: [0],
    async answer({ wire, catalogue }, { user, request, query }) {
      const body = await readBody(request)
      const { headers } = request
      const parameters = parametersOf({ body, contentType: headers['content-type'], query, headers })
      const scope = scopeFor(catalogue, user, wire.clock())
      const asked = askedOf(parameters, catalogue.products(), wire.clock())
      return found(await search(wire, scope, asked), standing(scope, wire.clock()))
    },
  },
  {
    name: 'subscription',
    method: 'GET',
    shape: '/abone/subscription',
    parts: [0],
    answer({ wire, catalogue }, { user }) {
      const now = wire.clock()
      const message = standing(scopeFor(catalogue, user, now), now)
      const licence = message === '' ? catalogue.contractOf(user.subscriber, now) : null
      return found(subscription(licence, catalogue.products()), message)
    },
  },
  {
    name: 'document',
    method: 'GET',
    shape: '/abone/document/{id}/newsml29',
    parts: [2],
    answer({ wire, catalogue }, { user, request, rest: [id = '', format = ''] }) {
      const scope = scopeFor(catalogue, user, wire.clock())
      return documentFor(wire, { user, scope, id, format, isHead: request.method === 'HEAD' })
    },
  },
]

/** The function that a path under `/abone` names, with what answers it; slashes too many do not matter (clients join addresses carelessly). */
export const routeOf = (
  path: string,
  method: string | undefined,
): { name: string; answer: (services: Services, call: Omit<Call, 'rest'>) => Promise<Answer> | Answer } => {
  const [, name = '', ...rest] = path
    .split('/')
    .filter(part => part !== '')
    .map(decoded)
  const route = routes.find(each => each.name === name && each.parts.includes(rest.length))
  if (route === undefined) {
    const valid = routes.map(each => `${each.method} ${each.shape}`).join(', ')
    return { name: 'unknown', answer: () => failed(404, `there is no such address; valid: ${valid}`) }
  }
  const methods = route.method === 'GET' ? ['GET', 'HEAD'] : ['POST']
  if (!methods.includes(method ?? '')) {
    const Allow = methods.join(', ')
    return { name, answer: () => failed(405, `${name} is called with ${Allow}`, { Allow }) }
  }
  return { name, answer: (services, call) => route.answer(services, { ...call, rest }) }
}

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

const scopeFor = (catalogue: Catalogue, user: ApiUser, now: Date): Scope => {
  const scope = catalogue.scopeOf(user.subscriber, now)
  if (scope === null) throw new Refusal('not-entitled', `${user.name} has no licence`)
  return scope
}

/** Why a contract gives little or nothing now; empty while it runs. */
const standing = (scope: Scope, now: Date): string => {
  const { from, until } = scope
  if (now < from) return `your licence begins on ${day(from)}`
  if (until === null || !isLapsed(scope, now)) return ''
  return `your licence ended on ${day(until)}; only what was withdrawn or corrected is told`
}

const day = (moment: Date): string => moment.toISOString().slice(0, 10)
