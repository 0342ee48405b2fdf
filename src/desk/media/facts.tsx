import type { Child } from 'hono/jsx'
import type { Asset } from '../../store/asset.ts'
import { formatDateTime } from '../../web/i18n/format.ts'
import { fileText } from '../../web/i18n/sizes.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'

/** Everything that a file says of itself, and what was seen of it. */
export const FactsTable = ({ screen, asset, by }: { screen: Screen; asset: Asset; by: string }) => {
  const { language, timeZone } = screen
  const { facts } = asset
  const { place, rights } = facts
  const rows: [string, Child][] = [
    [t(language, 'desk.media.file'), `${asset.contentType} · ${fileText(language, asset)}`],
    [t(language, 'desk.media.addedBy'), `${by} · ${formatDateTime(language, asset.createdAt, timeZone)}`],
    [t(language, 'desk.field.headline'), facts.headline],
    [t(language, 'desk.field.caption'), facts.caption],
    [t(language, 'desk.field.altText'), facts.altText],
    [t(language, 'desk.field.photographer'), facts.bylines.join(', ')],
    [t(language, 'desk.field.credit'), facts.credit],
    [t(language, 'desk.field.sources'), facts.source],
    [t(language, 'desk.field.takenAt'), facts.takenAt],
    [
      t(language, 'desk.field.place'),
      place === null ? null : [place.city, place.region, place.country, place.countryCode].filter(Boolean).join(', '),
    ],
    [t(language, 'desk.field.persons'), facts.persons.join(', ')],
    [t(language, 'desk.field.keywords'), facts.keywords.join(', ')],
    [t(language, 'desk.field.holder'), rights.holder],
    [t(language, 'desk.field.notice'), rights.notice],
    [t(language, 'desk.field.terms'), rights.terms],
    [t(language, 'desk.media.instructions'), facts.instructions],
    [t(language, 'desk.media.dataMining'), facts.dataMining],
    [t(language, 'desk.field.language'), facts.language],
    [t(language, 'desk.media.digest'), <span class="mono">{asset.digest}</span>],
  ]
  return (
    <dl class="facts media-facts">
      {rows
        .filter(([, value]) => value !== null && value !== '')
        .map(([label, value]) => (
          <div>
            <dt>{label}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
    </dl>
  )
}
