import type { Entry } from '../../domain/entry.ts'
import { Icon } from '../../web/components/icon.tsx'
import { SignalMark } from '../../web/components/signal-mark.tsx'
import { Time } from '../../web/components/time.tsx'
import { formatNumber } from '../../web/i18n/format.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import type { Holding } from './holding.ts'

/** Who has a story, by name and by how they came by it. */
export const HoldingList = ({ screen, holding }: { screen: Screen; holding: readonly Holding[] }) => {
  const { language } = screen
  if (holding.length === 0) return null
  return (
    <details class="holding" open={holding.length <= 8}>
      <summary>{t(language, 'desk.holding.ways')}</summary>
      <ul class="holding-list">
        {holding.map(each => (
          <li>
            <bdi class="holding-name">{each.name}</bdi> <Ways screen={screen} holding={each} />
          </li>
        ))}
      </ul>
    </details>
  )
}

const Ways = ({ screen, holding: { ways, acts } }: { screen: Screen; holding: Holding }) => (
  <span class="meta">
    {ways.map(way => (
      <span class="holding-way">
        {t(screen.language, `desk.way.${way.kind}`)} <bdi>{way.name}</bdi>,{' '}
        <Time screen={screen} at={way.seenAt} form="dateTime" />
      </span>
    ))}
    {acts.map(act => (
      <span class="holding-way">
        {t(screen.language, `desk.did.${act.kind}`)}, <Time screen={screen} at={act.at} form="dateTime" />
      </span>
    ))}
  </span>
)

interface RecallBoardProps {
  readonly screen: Screen
  /** null: nothing of it was recalled. */
  readonly recall: Entry | null
  readonly holding: readonly Holding[]
}

/** Who has a story; after a recall how far it has come with each, the silent first, with the numbers large. */
export const RecallBoard = ({ screen, recall, holding }: RecallBoardProps) => {
  const { language } = screen
  const counts = (['silent', 'told', 'confirmed'] as const).map(reached => ({
    reached,
    count: holding.filter(each => each.reached === reached).length,
  }))
  return (
    <section class="recall" aria-labelledby="recall">
      <h2 class="editor-heading" id="recall">
        {t(language, recall === null ? 'desk.holding' : 'desk.recall')}
        {recall !== null && <SignalMark screen={screen} signal={recall.signal} />}
      </h2>
      {holding.length === 0 && <p class="muted">{t(language, 'desk.holding.nobody')}</p>}
      {recall !== null && holding.length > 0 && (
        <dl class="recall-numbers">
          {counts.map(({ reached, count }) => (
            <div class={`recall-${reached}`}>
              <dt>{t(language, `desk.recall.${reached}`)}</dt>
              <dd class="num">{formatNumber(language, count)}</dd>
            </div>
          ))}
        </dl>
      )}
      {holding.length > 0 && (
        <ul class="recall-rows">
          {holding.map(each => (
            <li class={recall === null ? undefined : `recall-${each.reached}`}>
              <bdi class="holding-name">{each.name}</bdi>
              {recall !== null && (
                <span class="recall-state">
                  <Icon name={each.reached === 'confirmed' ? 'check' : each.reached === 'told' ? 'send' : 'alert'} />
                  {t(language, `desk.recall.${each.reached}`)}
                </span>
              )}
              <Ways screen={screen} holding={each} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
