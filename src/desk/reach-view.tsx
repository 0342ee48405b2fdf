import type { Subscriber } from '../store/subscriber.ts'
import { formatDateTime, formatNumber } from '../web/i18n/format.ts'
import { type Key, t } from '../web/i18n/translate.ts'
import type { Screen } from '../web/screen.ts'
import type { Reach } from './audience.ts'

const namesShown = 12

/** Who will get something, and when the public sees it. */
export const ReachView = ({ screen, reach }: { screen: Screen; reach: Reach }) => {
  const { language } = screen
  return (
    <dl class="facts reach">
      <div>
        <dt>{t(language, 'desk.reach.products')}</dt>
        <dd>
          {reach.products.length === 0
            ? t(language, 'desk.reach.noProducts')
            : reach.products.map(product => <span class="tag">{product.names[language]}</span>)}
        </dd>
      </div>
      <Group screen={screen} label="desk.reach.full" who={reach.full} always />
      <Group screen={screen} label="desk.reach.delayed" who={reach.delayed} />
      <Group screen={screen} label="desk.reach.atRelease" who={reach.atRelease} />
      <Group screen={screen} label="desk.reach.headline" who={reach.headline} />
      <Group screen={screen} label="desk.reach.notice" who={reach.notice} />
      <Group screen={screen} label="desk.reach.holders" who={reach.holders} />
      {reach.channels.length > 0 && (
        <div>
          <dt>{t(language, 'desk.channel')}</dt>
          <dd>
            {reach.channels.map(({ channel, count }) => (
              <span class="reach-channel">
                {t(language, `desk.channel.${channel}`)} <span class="num">{formatNumber(language, count)}</span>
              </span>
            ))}
          </dd>
        </div>
      )}
      <div>
        <dt>{t(language, 'desk.reach.public')}</dt>
        <dd>{publicWords(screen, reach)}</dd>
      </div>
    </dl>
  )
}

/** Of a taking back: how many are told, and who has the text. */
export const TakebackReach = ({ screen, reach }: { screen: Screen; reach: Reach }) => (
  <>
    <p class="takeback-count">
      <strong>{t(screen.language, 'desk.reach.holderCount', { count: reach.holders.length })}</strong>
    </p>
    <dl class="facts reach">
      <Group screen={screen} label="desk.reach.holders" who={reach.holders} />
      <Group screen={screen} label="desk.reach.told" who={[...reach.full, ...reach.headline, ...reach.notice]} always />
      <div>
        <dt>{t(screen.language, 'desk.reach.public')}</dt>
        <dd>{publicWords(screen, reach)}</dd>
      </div>
    </dl>
  </>
)

interface GroupProps {
  screen: Screen
  label: Key
  who: readonly Subscriber[]
  /** Shown even if it is nobody. */
  always?: boolean
}

const Group = ({ screen: { language }, label, who, always }: GroupProps) =>
  who.length === 0 && !always ? null : (
    <div>
      <dt>{t(language, label)}</dt>
      <dd>
        <span class="num">{t(language, 'desk.reach.count', { count: who.length })}</span>
        {who.length > 0 && (
          <span class="reach-names">
            {who
              .slice(0, namesShown)
              .map(each => each.name)
              .join(', ')}
            {who.length > namesShown && ` ${t(language, 'desk.reach.more', { count: who.length - namesShown })}`}
          </span>
        )}
      </dd>
    </div>
  )

const publicWords = ({ language, timeZone }: Screen, { publicly }: Reach): string => {
  switch (publicly.kind) {
    case 'from':
      return t(language, 'desk.public.from', { time: formatDateTime(language, publicly.at, timeZone) })
    case 'after-embargo':
      return t(language, 'desk.public.afterEmbargo')
    case 'never':
      return t(language, 'desk.public.never')
    case 'notice':
      return t(language, 'desk.public.notice')
    default:
      return publicly satisfies never
  }
}
