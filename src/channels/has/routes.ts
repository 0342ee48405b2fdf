import { isLapsed, type Scope } from '../../domain/licence.ts'
import { downloadsUsed } from '../../store/download.ts'
import { type Answer, type FileAnswer, failed, found, foundJson } from './answer.ts'
import { askedOf } from './asked.ts'
import { readBody } from './body.ts'
import { discover, languageOf } from './discover.ts'
import { documentFor } from './document.ts'
import { expandedFormat } from './expanded.ts'
import { parametersOf } from './parameters.ts'
import { cursorOf, searchAfter } from './pulled.ts'
import { search } from './search.ts'
import { type Call, type Services, scopeFor, takerFor } from './services.ts'
import { subscription } from './subscription.ts'
import { multitokenFor, tokenFor } from './token.ts'

type Answering<Asked> = (services: Services, call: Asked) => Promise<Answer | FileAnswer> | Answer

interface Route {
  readonly name: string
  readonly method: 'GET' | 'POST'
  /** As written in answers to whoever asks for something else. */
  readonly shape: string
  /** How many parts may follow the name. */
  readonly parts: readonly number[]
  readonly answer: Answering<Call>
}

const routes: readonly Route[] = [
  {
    name: 'discover',
    method: 'GET',
    shape: '/abone/discover/{tr_TR|en_US|ar_AR}',
    parts: [0, 1],
    answer: ({ catalogue, tables, agencyName }, { rest }) =>
      found(discover(languageOf(rest[0]), { tables, products: catalogue.products(), agencyName })),
  },
  {
    name: 'search',
    method: 'POST',
    shape: '/abone/search',
    parts: [0],
    async answer(services, { user, request, query }) {
      const { wire, catalogue, tables } = services
      const body = await readBody(request)
      const { headers } = request
      const parameters = parametersOf({ body, contentType: headers['content-type'], query, headers })
      const now = wire.clock()
      const scope = scopeFor(services, user, now)
      const asked = askedOf(parameters, { tables, products: catalogue.products(), now })
      const reader = { user, scope, format: expandedFormat(parameters.get('expand')?.[0]) }
      const [after] = parameters.get('after') ?? []
      const rows =
        after === undefined
          ? await search(services, reader, asked)
          : await searchAfter(wire, reader, { ...asked, after: cursorOf(after, wire) })
      return foundJson(rows, standing(scope, wire.clock()))
    },
  },
  {
    name: 'subscription',
    method: 'GET',
    shape: '/abone/subscription',
    parts: [0],
    async answer(services, { user }) {
      const { wire, catalogue, tables } = services
      const now = wire.clock()
      const message = standing(scopeFor(services, user, now), now)
      const licence = message === '' ? catalogue.contractOf(user.subscriber, now) : null
      const used = await downloadsUsed(wire.db, user.subscriber, now)
      return found(subscription(licence, { tables, products: catalogue.products(), downloadsUsed: used }), message)
    },
  },
  {
    name: 'document',
    method: 'GET',
    shape: '/abone/document/{id}/{newsml29|newsml12|print|web|hd|sd|ai|eps|pdf|raster|file}',
    parts: [2],
    answer: (services, { user, request, rest: [id = '', format = ''] }) =>
      documentFor(services, takerFor(services, user, services.wire.clock()), {
        ...{ id, format, isHead: request.method === 'HEAD' },
      }),
  },
  {
    name: 'token',
    method: 'GET',
    shape: '/abone/token/{id}/{print|web|sd|…}',
    parts: [2],
    answer: (services, { user, address, rest: [id = '', size = ''] }) =>
      tokenFor(services, takerFor(services, user, services.wire.clock()), { id, size, address }),
  },
  {
    name: 'multitoken',
    method: 'GET',
    shape: '/abone/multitoken/{group_id}/{print|web|sd|…}',
    parts: [1, 2],
    answer: (services, { user, address, rest: [id = '', size = 'web'] }) =>
      multitokenFor(services, takerFor(services, user, services.wire.clock()), { id, size, address }),
  },
]

/** The function that a path under `/abone` names, with what answers it; slashes too many do not matter (clients join addresses carelessly). */
export const routeOf = (
  path: string,
  method: string | undefined,
): { name: string; answer: Answering<Omit<Call, 'rest'>> } => {
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

/** Why a contract gives little or nothing now; empty while it runs. */
const standing = (scope: Scope, now: Date): string => {
  const { from, until } = scope
  if (now < from) return `your licence begins on ${day(from)}`
  if (until === null || !isLapsed(scope, now)) return ''
  return `your licence ended on ${day(until)}; only what was withdrawn or corrected is told`
}

const day = (moment: Date): string => moment.toISOString().slice(0, 10)
