import { seal } from '../accounts/sealed.ts'
import { digestOf, makeSecret } from '../accounts/secret.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Db } from '../store/db.ts'
import {
  type IntakeSource,
  insertSource,
  intakeSource,
  intakeSources,
  makeSourceId,
  type Routing,
  removeSource,
  type SourceKind,
  type SourceSetup,
  setSourceKey,
  setSourceSecret,
  updateSource,
} from '../store/intake-source.ts'
import { staffPerson } from '../store/person.ts'
import { parseOrRefuse } from '../wire/filing.ts'
import { type SourceInput, settingsOfKind, sourceInput, usualSeconds } from './settings.ts'
import { localPartOf, smtpSettings } from './smtp.ts'

/** @throws Refusal `not-found` */
export const requireSource = async (db: Db, idOrName: string): Promise<IntakeSource> => {
  const source = await intakeSource(db, idOrName)
  if (source === null) throw new Refusal('not-found', `there is no source "${idOrName}"`, { field: 'source' })
  return source
}

/** Adds a source. @throws Refusal `bad-input` naming the field, `name-taken` */
export const addSource = async (db: Db, input: SourceInput): Promise<IntakeSource> => {
  const parsed = parseOrRefuse(sourceInput, input)
  const setup = await setupOf(db, parsed)
  await checkAddress(db, null, parsed.kind, setup.settings)
  const added = await insertSource(db, { ...setup, id: makeSourceId(), kind: parsed.kind })
  if (added === null) throw nameTaken(setup.name)
  return added
}

/** Sets parts of a source; what is left out stays, and of `settings`, `defaults` and `routing` each part that is left out.
 *  @throws Refusal `not-found`, `bad-input` naming the field, `name-taken` */
export const changeSource = async (
  db: Db,
  idOrName: string,
  changes: Partial<Omit<SourceInput, 'kind'>>,
): Promise<IntakeSource> => {
  const { id, kind, ...before } = await requireSource(db, idOrName)
  const { name, enabled, everySeconds, person, stalledAfterMinutes } = { ...before, ...changes }
  const parsed = parseOrRefuse(sourceInput, {
    ...{ name, kind, enabled, everySeconds, person, stalledAfterMinutes },
    settings: { ...Object(before.settings), ...changes.settings },
    defaults: { ...before.defaults, ...changes.defaults },
    routing: routingOf(before.routing, changes.routing),
  })
  const setup = await setupOf(db, parsed)
  const other = setup.name === before.name ? null : await intakeSource(db, setup.name)
  if (other !== null) throw nameTaken(setup.name)
  await checkAddress(db, id, kind, setup.settings)
  const changed = await updateSource(db, id, setup)
  if (changed === null) throw new Refusal('not-found', `there is no source "${idOrName}"`, { field: 'source' })
  return changed
}

/** Rules belong to the mode with which they are given; whether files are fetched stays by itself. */
const routingOf = (before: Routing, changes: SourceInput['routing']): SourceInput['routing'] => {
  const { files } = before
  const kept = changes?.mode === undefined ? (before as SourceInput['routing']) : files === undefined ? {} : { files }
  return { ...kept, ...changes }
}

/** Takes a source out; what came in by it stays. @throws Refusal `not-found` */
export const dropSource = async (db: Db, idOrName: string): Promise<IntakeSource> => {
  const source = await requireSource(db, idOrName)
  await removeSource(db, source.id)
  return source
}

/**
 * Keeps the credential of a source, sealed; null takes it away.
 * @param key that of `secretKeyOf`, made where there was none @throws Refusal `not-found`; `bad-input` where there is no key to seal it with
 */
export const keepSecret = async (
  db: Db,
  idOrName: string,
  { secret, key }: { secret: string | null; key: Buffer | null },
): Promise<void> => {
  const { id } = await requireSource(db, idOrName)
  if (secret === null) return setSourceSecret(db, id, null)
  if (secret === '' || secret.length > 10_000) {
    throw new Refusal('bad-input', 'secret: must have 1 to 10000 characters', { field: 'secret' })
  }
  if (key === null) throw new Refusal('bad-input', `secret: ${noKey}`, { field: 'secret' })
  await setSourceSecret(db, id, seal(key, id, secret))
}

/** What is missing where a credential can be neither kept nor used. */
export const noKey = 'with DATABASE_URL, credentials of sources need the setting SECRET_KEY, the same in every process'

/** Makes a new key with which documents may be handed in to a source; the one before is no longer good. @returns it, to be shown once: only its digest is kept */
export const issueSourceKey = async (db: Db, idOrName: string): Promise<{ source: IntakeSource; key: string }> => {
  const source = await requireSource(db, idOrName)
  if (source.kind !== 'http') {
    throw new Refusal(
      'bad-input',
      `kind: "${source.name}" is a ${source.kind}; only an http source is handed documents`,
      { field: 'kind' },
    )
  }
  const key = `dli_${makeSecret()}`
  await setSourceKey(db, source.id, digestOf(key))
  return { source, key }
}

/** @throws Refusal `name-taken` where another source takes mail at that address */
const checkAddress = async (db: Db, own: string | null, kind: SourceKind, settings: unknown): Promise<void> => {
  const asked = kind === 'smtp' ? smtpSettings.safeParse(settings).data : undefined
  if (asked === undefined) return
  const other = (await intakeSources(db)).find(each => {
    const theirs = each.kind === 'smtp' && each.id !== own ? smtpSettings.safeParse(each.settings).data : undefined
    return theirs !== undefined && localPartOf(theirs.address) === localPartOf(asked.address)
  })
  if (other === undefined) return
  throw new Refusal('name-taken', `settings.address: "${other.name}" takes mail there already`, {
    field: 'settings.address',
  })
}

const setupOf = async (db: Db, parsed: ReturnType<typeof sourceInput.parse>): Promise<SourceSetup> => {
  const { kind, everySeconds = usualSeconds[kind], settings, person: named, ...rest } = parsed
  const person = named === null ? null : await staffPerson(db, named)
  if (named !== null && person === null) {
    throw new Refusal('bad-input', `person: "${named}" is nobody of the agency`, { field: 'person' })
  }
  if (rest.routing.mode === 'draft' && person === null) {
    throw new Refusal('bad-input', 'person: drafts need somebody whose they are', { field: 'person' })
  }
  return { ...rest, everySeconds, settings: settingsOfKind(kind, settings), person: person?.id ?? null }
}

const nameTaken = (name: string) => new Refusal('name-taken', `there is a source "${name}" already`, { field: 'name' })
