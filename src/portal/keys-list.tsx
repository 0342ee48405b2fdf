import { keyStateOf } from '../accounts/key-state.ts'
import type { Credential } from '../store/credential.ts'
import { LinkButton } from '../web/components/button.tsx'
import { CsrfField } from '../web/components/csrf-field.tsx'
import { EmptyState } from '../web/components/empty-state.tsx'
import { Icon } from '../web/components/icon.tsx'
import { NoticeBand } from '../web/components/notice-band.tsx'
import { Time } from '../web/components/time.tsx'
import { formatDateTime } from '../web/i18n/format.ts'
import { t } from '../web/i18n/translate.ts'
import type { Screen } from '../web/screen.ts'
import type { Portal, Visit } from './env.ts'
import { KeysFrame } from './keys-frame.tsx'

/** A key with what only a list tells of it. */
export type KeyRow = Credential & { readonly lastUsedAt: Date | null }

interface ListProps {
  portal: Portal
  visit: Visit
  keys: readonly KeyRow[]
  /** What was just done. */
  done: string | null
}

/** The API users of an organisation, newest first. */
export const KeysList = ({ portal, visit, keys, done }: ListProps) => {
  const { screen, now } = visit
  const { language } = screen
  return (
    <KeysFrame {...{ portal, visit }} title={t(language, 'portal.keys.nav')}>
      {done !== null && <NoticeBand tone="update" title={done} announce />}
      <div class="split">
        <h1>{t(language, 'portal.keys.nav')}</h1>
        <LinkButton href="/portal/api-users/new" kind="primary" icon="plus" hotkey="n">
          {t(language, 'portal.keys.new')}
        </LinkButton>
      </div>
      <p class="muted measure">{t(language, 'portal.keys.about')}</p>
      {keys.length === 0 ? (
        <EmptyState icon="key" title={t(language, 'portal.keys.empty')}>
          {t(language, 'portal.keys.empty.how')}
        </EmptyState>
      ) : (
        <section class="table-scroll" tabindex={0} aria-label={t(language, 'portal.keys.nav')}>
          <table class="table">
            <thead>
              <tr>
                {(['name', 'id', 'state', 'created', 'ends', 'used'] as const).map(column => (
                  <th scope="col">{t(language, `portal.keys.${column}`)}</th>
                ))}
                <td />
              </tr>
            </thead>
            <tbody>
              {keys.map(key => (
                <KeyLine {...{ screen, subject: key, now }} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </KeysFrame>
  )
}

const KeyLine = ({ screen, subject: key, now }: { screen: Screen; subject: KeyRow; now: Date }) => {
  const { language } = screen
  const state = keyStateOf(key, now)
  const { previousUntil } = key
  const label = (column: 'id' | 'state' | 'created' | 'ends' | 'used') => t(language, `portal.keys.${column}`)
  return (
    <tr class={state === 'active' ? '' : 'keys-shut'}>
      <td class="keys-name">
        <bdi>{key.name}</bdi>
        {key.manages && (
          <p class="meta">
            <Icon name="key" /> {t(language, 'portal.keys.manages')}
          </p>
        )}
        {previousUntil !== null && previousUntil > now && (
          <p class="meta">
            {t(language, 'portal.keys.both', { time: formatDateTime(language, previousUntil, screen.timeZone) })}
          </p>
        )}
        {state === 'revoked' && key.revokedWhy !== null && (
          <p class="meta">{t(language, 'portal.keys.revoked.why', { why: key.revokedWhy })}</p>
        )}
      </td>
      <td class="mono" data-label={label('id')}>
        {key.id}
      </td>
      <td data-label={label('state')}>{t(language, `portal.keys.state.${state}`)}</td>
      <td data-label={label('created')}>
        <Time screen={screen} at={key.createdAt} form="date" />
      </td>
      <td data-label={label('ends')}>
        {key.expiresAt === null ? (
          t(language, 'portal.keys.noEnd')
        ) : (
          <Time screen={screen} at={key.expiresAt} form="dateTime" />
        )}
      </td>
      <td data-label={label('used')}>
        {key.lastUsedAt === null ? (
          t(language, 'portal.keys.never')
        ) : (
          <Time screen={screen} at={key.lastUsedAt} form="dateTime" />
        )}
      </td>
      <td>{state !== 'revoked' && <KeyActs {...{ screen, subject: key }} />}</td>
    </tr>
  )
}

const KeyActs = ({ screen, subject: key }: { screen: Screen; subject: KeyRow }) => {
  const { language } = screen
  const at = `/portal/api-users/${key.id}`
  const named = <span class="visually-hidden"> {key.name}</span>
  return (
    <div class="bar">
      <LinkButton href={at} icon="pen">
        {t(language, 'portal.keys.change')}
        {named}
      </LinkButton>
      <LinkButton href={`${at}/rotate`} icon="refresh">
        {t(language, 'portal.keys.rotate')}
        {named}
      </LinkButton>
      {key.inactiveSince === null ? (
        <LinkButton href={`${at}/deactivate`} icon="pause" kind="quiet">
          {t(language, 'portal.keys.deactivate')}
          {named}
        </LinkButton>
      ) : (
        <form method="post" action={`${at}/activate`}>
          <CsrfField screen={screen} />
          <button class="button button-plain" type="submit">
            <Icon name="check" />
            <span>
              {t(language, 'portal.keys.activate')}
              {named}
            </span>
          </button>
        </form>
      )}
    </div>
  )
}
