import type { ApiUser } from '../../accounts/api-user.ts'
import type { Asked } from '../../wire/asked.ts'
import { envelope } from '../../wire/envelope.ts'
import type { Wire } from '../../wire/open.ts'
import { type Pulling, pull } from '../../wire/pull.ts'

/** One page of the wire as JSON text; empty where nobody is there any more to have it. @throws Refusal as `pull` does */
export const entriesPage = async (
  wire: Wire,
  {
    user,
    asked,
    ...pulling
  }: { user: ApiUser; asked: Asked } & Omit<Pulling, 'subscriber' | 'credential' | 'consumer' | 'after'>,
): Promise<string> => {
  const { subscriber, credential } = user
  const consumer = { kind: 'pull' as const, name: asked.consumer }
  const pulled = await pull(wire, { ...pulling, subscriber, credential, consumer, after: asked.after })
  if (pulled === null) return ''
  const { early, deliveries, upto, gap } = pulled
  const entries = [
    ...early.map(each => envelope(wire.documents, each, asked.format, { overtaking: true })),
    ...deliveries.map(each => envelope(wire.documents, each, asked.format)),
  ]
  const left = gap === null ? '' : `,"gap":${JSON.stringify({ ...gap, reason: 'archive' })}`
  return `{"entries":[${entries.join(',')}],"next":${upto},"upto":${upto}${left}}`
}
