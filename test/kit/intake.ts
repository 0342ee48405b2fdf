import type { SourceInput } from '../../src/intake/settings.ts'
import { addSource, issueSourceKey } from '../../src/intake/sources.ts'
import type { IntakeSource } from '../../src/store/intake-source.ts'
import type { Started } from './dateline.ts'

/** A source of the kind http whose items go out by themselves, with a key for it, and what hands in to it. */
export const httpSource = async (started: Started, input: Partial<SourceInput> = {}) => {
  const source = await addSource(started.db, {
    name: 'Lakeside Press',
    kind: 'http',
    routing: { mode: 'broadcast' },
    defaults: { category: 'general', language: 'en', provider: 'Lakeside Press' },
    ...input,
  })
  const { key } = await issueSourceKey(started.db, source.id)
  const hand = async (body: string | Uint8Array, headers: Record<string, string> = {}): Promise<Handed> => {
    const response = await fetch(`${started.url}/v1/intake/${encodeURIComponent(source.name)}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, ...headers },
      body: body as BodyInit,
    })
    return { status: response.status, body: await response.json() }
  }
  return { source: source satisfies IntakeSource, key, hand }
}

/** What the door answered. */
export interface Handed {
  readonly status: number
  readonly body: {
    readonly raw: number
    readonly known: boolean
    readonly status: string
    readonly detail?: string
    readonly items: readonly {
      readonly id: number
      readonly status: string
      readonly item: string | null
      readonly seq: number | null
      readonly holds: readonly { readonly code: string; readonly detail: string }[]
    }[]
  }
}

/** A ninjs document of somebody else's, with anything replaced. */
export const ninjsOf = (parts: Record<string, unknown> = {}): string =>
  JSON.stringify({
    uri: 'urn:lakeside:1',
    version: '1',
    type: 'text',
    language: 'en',
    versioncreated: '2026-11-24T08:00:00Z',
    headline: 'Bridge over the Orsel opens a week early',
    body_html: '<p>ORSEL — The new bridge over the Orsel will open on Friday, a week early.</p>',
    ...parts,
  })
