import type { Child } from 'hono/jsx'
import type { ItemId } from '../domain/ids.ts'
import { directionOf } from '../domain/taxonomy.ts'
import { LinkButton } from '../web/components/button.tsx'
import { StateMark } from '../web/components/signal-mark.tsx'
import { Thumb } from '../web/components/thumb.tsx'
import { Time } from '../web/components/time.tsx'
import { bytesText, typeName } from '../web/i18n/sizes.ts'
import { t } from '../web/i18n/translate.ts'
import type { Screen } from '../web/screen.ts'
import type { Extras } from './extras.ts'
import { thumbOf } from './files.ts'
import type { MemberView } from './member-view.ts'
import type { Story } from './story.ts'

interface RelatedProps {
  screen: Screen
  story: Story
  extras: Extras
}

/** What else belongs to a story: its text, its pictures, its films. */
export const Together = ({ screen, story: { view }, extras: { group, members, bundle } }: RelatedProps) =>
  group.length === 0 ? null : (
    <Cards
      screen={screen}
      id="together"
      title={t(screen.language, 'portal.together')}
      isOrdered={false}
      all={members.length > 0 ? null : <TakeAll {...{ screen, bundle }} item={view.item} />}
    >
      {group.map(story => (
        <li class="card">
          <StoryCard {...{ screen, story }} />
        </li>
      ))}
    </Cards>
  )

/** Other stories that this one points to, of those that the reader may open. */
export const Linked = ({ screen, extras: { links } }: RelatedProps) =>
  (['background', 'see-also'] as const).map(rel => {
    const stories = links.filter(each => each.rel === rel)
    return (
      stories.length > 0 && (
        <Cards screen={screen} id={rel} title={t(screen.language, `portal.links.${rel}`)} isOrdered={false} all={null}>
          {stories.map(({ story }) => (
            <li class="card">
              <StoryCard {...{ screen, story }} />
            </li>
          ))}
        </Cards>
      )
    )
  })

/** What a collection holds, in its order. */
export const Members = ({ screen, story: { view }, extras: { members, moreMembers, bundle } }: RelatedProps) =>
  members.length === 0 ? null : (
    <Cards
      screen={screen}
      id="members"
      title={t(screen.language, 'portal.members')}
      isOrdered
      all={<TakeAll {...{ screen, bundle }} item={view.item} />}
    >
      {members.map(member => (
        <li class="card">
          {member.story === null ? (
            <ShutCard {...{ screen, member }} />
          ) : (
            <StoryCard {...{ screen }} story={member.story} />
          )}
        </li>
      ))}
      {moreMembers > 0 && (
        <li class="card meta">{t(screen.language, 'portal.members.more', { count: moreMembers })}</li>
      )}
    </Cards>
  )

interface CardsProps {
  screen: Screen
  id: string
  title: string
  isOrdered: boolean
  /** The way to all of it at once. */
  all: Child
  children: Child
}

const Cards = ({ screen, id, title, isOrdered, all, children }: CardsProps) => {
  const List = isOrdered ? 'ol' : 'ul'
  return (
    <section class="story-part" dir={directionOf(screen.language)} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {all}
      <List id={id} class={isOrdered ? 'cards cards-numbered' : 'cards'}>
        {children}
      </List>
    </section>
  )
}

interface TakeProps {
  screen: Screen
  item: ItemId
  bundle: Extras['bundle']
}

/** All files as one archive: how many, how large, and how many of them the day's downloads still reach for. */
const TakeAll = ({ screen: { language }, item, bundle }: TakeProps) => {
  if (bundle === null) return null
  const { files, sizeBytes, reach } = bundle
  return (
    <div class="take-all">
      {reach > 0 && (
        <LinkButton href={`/portal/items/${item}/zip`} icon="download" download counts>
          {t(language, 'portal.zip')}
        </LinkButton>
      )}
      <p class="meta">
        {t(language, 'portal.zip.about', { count: files.length, size: bytesText(language, sizeBytes) })}{' '}
        {reach < files.length && t(language, 'portal.zip.left', { count: reach })}
      </p>
    </div>
  )
}

const StoryCard = ({ screen, story }: { screen: Screen; story: Story }) => {
  const { view, delivery } = story
  const { language } = screen
  const thumb = thumbOf(story)
  return (
    <a class={view.status === 'usable' ? 'card-link' : 'card-link card-gone'} href={`/portal/items/${view.item}`}>
      {thumb !== null && (
        <span class="card-thumb" aria-hidden="true">
          <Thumb screen={screen} thumb={thumb} />
        </span>
      )}
      <span class="card-words">
        <span class="card-headline" lang={view.language} dir={directionOf(view.language)}>
          {view.headline}
        </span>
        <span class="meta num">
          {view.status === 'usable' ? (
            <span>{typeName(language, view.type)}</span>
          ) : (
            <StateMark screen={screen} state={delivery.entry.state} />
          )}
          {' · '}
          <Time screen={screen} at={delivery.entry.at} form="dateTime" />
        </span>
      </span>
    </a>
  )
}

const ShutCard = ({ screen, member }: { screen: Screen; member: Extract<MemberView, { story: null }> }) => (
  <span class="card-link">
    {member.type !== 'text' && (
      <span class="card-thumb" aria-hidden="true">
        <Thumb screen={screen} thumb={{ type: member.type, src: null, durationSeconds: null }} />
      </span>
    )}
    <span class="card-words">
      {member.headline !== null && (
        <span class="card-headline" dir="auto">
          {member.headline}
        </span>
      )}
      <span class="meta">
        {t(screen.language, member.headline === null ? 'portal.members.shut' : 'portal.members.elsewhere', {
          type: typeName(screen.language, member.type),
        })}
      </span>
    </span>
  </span>
)
