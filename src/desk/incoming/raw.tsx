import type { Raw, RawRow } from '../../store/intake-raw.ts'
import { LinkButton } from '../../web/components/button.tsx'
import { formatDateTime, formatNumber } from '../../web/i18n/format.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { mostShownBytes, rawText } from './raw-text.ts'

interface RawViewProps {
  screen: Screen
  raw: Raw
  /** Charset of the source where the bytes name none. */
  fallback: string | null
}

const rawHref = (id: number, isRepaired = false): string => `/desk/incoming/raw/${id}${isRepaired ? '?repaired=1' : ''}`

/** Bytes as they came, as text that does nothing; and what was put in their place, if anything was. */
export const RawView = ({ screen, raw, fallback }: RawViewProps) => {
  const { language, timeZone } = screen
  return (
    <div class="raw stack">
      <RawFacts screen={screen} raw={raw} />
      {raw.repaired !== null && (
        <section class="stack" aria-label={t(language, 'desk.raw.repaired')}>
          <h2 class="editor-heading">{t(language, 'desk.raw.repaired')}</h2>
          <p class="meta">
            {t(language, 'desk.raw.repairedBy', {
              name: raw.repairedBy ?? '',
              time: raw.repairedAt === null ? '' : formatDateTime(language, raw.repairedAt, timeZone),
            })}
          </p>
          <Bytes screen={screen} bytes={raw.repaired} contentType={null} fallback="utf-8" isRepaired />
          <h2 class="editor-heading">{t(language, 'desk.raw.original')}</h2>
        </section>
      )}
      <Bytes screen={screen} bytes={raw.bytes} contentType={raw.contentType} fallback={fallback} />
    </div>
  )
}

interface BytesProps {
  screen: Screen
  bytes: Uint8Array
  contentType: string | null
  fallback: string | null
  isRepaired?: boolean
}

const Bytes = ({ screen: { language }, bytes, contentType, fallback, isRepaired }: BytesProps) => {
  const { text, charset, isWhole } = rawText(bytes, { contentType, fallback })
  const label = t(language, 'desk.raw.text', { charset })
  return (
    <>
      {!isWhole && (
        <p class="meta">
          {t(language, 'desk.raw.part', { shown: mostShownBytes / 1000, size: Math.ceil(bytes.length / 1000) })}
        </p>
      )}
      {/* Text in the language of its markup; each line in the direction of its words. */}
      <section
        class="raw-frame"
        tabindex={0}
        aria-label={isRepaired ? `${t(language, 'desk.raw.repaired')}: ${label}` : label}
      >
        <pre class="raw-text mono" dir="ltr">
          {text}
        </pre>
      </section>
    </>
  )
}

const RawFacts = ({ screen, raw }: { screen: Screen; raw: RawRow }) => {
  const { language, timeZone } = screen
  const rows: [string, string | null][] = [
    [t(language, 'desk.raw.name'), raw.name],
    [t(language, 'desk.incoming.fact.arrived'), formatDateTime(language, raw.receivedAt, timeZone)],
    [t(language, 'desk.raw.size'), t(language, 'desk.raw.bytes', { count: raw.sizeBytes })],
    [t(language, 'desk.raw.type'), raw.contentType],
    [
      t(language, 'desk.incoming.fact.format'),
      raw.format === null ? null : [raw.format, raw.formatVersion].filter(each => each !== null).join(' '),
    ],
    [t(language, 'desk.raw.reads'), formatNumber(language, raw.reads)],
    ['SHA-256', raw.digest],
  ]
  return (
    <>
      <div class="bar">
        <LinkButton href={rawHref(raw.id)} icon="download" download>
          {t(language, 'desk.raw.download')}
        </LinkButton>
        {raw.repairedAt !== null && (
          <LinkButton href={rawHref(raw.id, true)} icon="download" kind="quiet" download>
            {t(language, 'desk.raw.downloadRepaired')}
          </LinkButton>
        )}
      </div>
      <dl class="facts in-facts">
        {rows
          .filter(([, value]) => value !== null && value !== '')
          .map(([label, value]) => (
            <div>
              <dt>{label}</dt>
              <dd>
                <bdi class={label === 'SHA-256' ? 'mono' : undefined}>{value}</bdi>
              </dd>
            </div>
          ))}
      </dl>
      <Headers screen={screen} headers={raw.headers} />
    </>
  )
}

const Headers = ({ screen, headers }: { screen: Screen; headers: Readonly<Record<string, string>> }) => {
  const rows = Object.entries(headers)
  if (rows.length === 0) return null
  return (
    <details class="in-more">
      <summary>{t(screen.language, 'desk.raw.headers', { count: rows.length })}</summary>
      <dl class="facts in-facts">
        {rows.map(([name, value]) => (
          <div>
            <dt class="mono">{name}</dt>
            <dd>
              <bdi class="mono">{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
