import type { Member } from '../../domain/media.ts'
import { directionOf } from '../../domain/taxonomy.ts'
import type { SentVersion } from '../../domain/version.ts'
import type { Carried } from '../../store/draft.ts'
import { Button } from '../../web/components/button.tsx'
import { Icon } from '../../web/components/icon.tsx'
import { typeIcon } from '../../web/components/thumb.tsx'
import { typeName } from '../../web/i18n/sizes.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { itemHref, VersionThumb } from '../rows.tsx'

/** What a button of the list asks for: `up:2`, `down:0`, `out:1`. */
const askedOf = (act: string): { what: 'up' | 'down' | 'out'; at: number } | null => {
  const found = /^member-(up|down|out):(\d{1,4})$/u.exec(act)
  return found === null ? null : { what: found[1] as 'up' | 'down' | 'out', at: Number(found[2]) }
}

/** The members in a new order, or without one of them; as they are where the act is none of these. */
export const changedMembers = (members: readonly Member[], act: string): readonly Member[] => {
  const asked = askedOf(act)
  const moved = asked === null ? undefined : members[asked.at]
  if (asked === null || moved === undefined) return members
  const rest = members.filter((_, i) => i !== asked.at)
  if (asked.what === 'out') return rest
  return rest.toSpliced(Math.max(0, asked.at + (asked.what === 'up' ? -1 : 1)), 0, moved)
}

/** A member for an item as it is now. */
export const memberOf = ({ guid, type, content, number }: SentVersion): Member => ({
  guid,
  type,
  headline: content.headline,
  version: number,
})

/** With more members, each once. */
export const withMembers = (carried: Carried, more: readonly Member[]): Carried => {
  const members = carried.members ?? []
  const fresh = more.filter((each, i) => ![...members, ...more.slice(0, i)].some(({ guid }) => guid === each.guid))
  return { ...carried, members: [...members, ...fresh] }
}

interface MembersProps {
  screen: Screen
  members: readonly Member[]
  /** Their newest versions, as far as they are on the wire. */
  items: readonly SentVersion[]
  /** Whether the list stands in a form that moves them. */
  canMove: boolean
}

/** What a collection holds, in order. */
export const Members = ({ screen, members, items, canMove }: MembersProps) => (
  <ol class="members">
    {members.map((member, i) => (
      <li class="member">
        <MemberRow {...{ screen, member, item: items.find(each => each.guid === member.guid) }} />
        {canMove && <Moves screen={screen} at={i} count={members.length} name={member.headline ?? member.guid} />}
      </li>
    ))}
  </ol>
)

const MemberRow = ({ screen, member, item }: { screen: Screen; member: Member; item: SentVersion | undefined }) => {
  const { language } = screen
  const headline = item?.content.headline ?? member.headline ?? member.guid
  const written = item?.content.language
  return (
    <>
      {item === undefined || item.type === 'text' ? (
        <span class="thumb">
          <Icon name={typeIcon[member.type]} label={typeName(language, member.type)} />
        </span>
      ) : (
        <VersionThumb screen={screen} version={item} />
      )}
      <span class="member-text">
        {item === undefined ? (
          <span dir="auto">{headline}</span>
        ) : (
          <a href={itemHref(item.item)} data-row="" lang={written} dir={directionOf(written ?? language)}>
            {headline}
          </a>
        )}
        <span class="meta">
          {typeName(language, member.type)}
          {member.version !== null && ` · ${t(language, 'row.version', { number: member.version })}`}
          {item === undefined && ` · ${t(language, 'desk.members.elsewhere')}`}
        </span>
      </span>
    </>
  )
}

const Moves = ({ screen, at, count, name }: { screen: Screen; at: number; count: number; name: string }) => {
  const { language } = screen
  const act = (what: 'up' | 'down' | 'out', label: string, disabled: boolean) => (
    <button class="button button-quiet" name="do" value={`member-${what}:${at}`} disabled={disabled} type="submit">
      <Icon name={what === 'out' ? 'close' : 'up'} label={label} />
    </button>
  )
  return (
    <span class="member-acts">
      {act('up', t(language, 'desk.members.up', { name }), at === 0)}
      <span class="member-down">{act('down', t(language, 'desk.members.down', { name }), at === count - 1)}</span>
      {act('out', t(language, 'desk.members.out', { name }), false)}
    </span>
  )
}

/** The members in the editor, with where more are chosen. */
export const MembersField = ({
  screen,
  members,
  items,
  error,
}: Omit<MembersProps, 'canMove'> & { error?: string | undefined }) => (
  <section class="members-field" id="field-members" tabindex={-1} aria-labelledby="members-title">
    <h2 class="editor-heading" id="members-title">
      {t(screen.language, 'desk.field.members')}
    </h2>
    {error !== undefined && (
      <p class="field-error">
        <Icon name="alert" />
        <span>{error}</span>
      </p>
    )}
    {members.length === 0 && <p class="muted">{t(screen.language, 'desk.members.none')}</p>}
    <Members {...{ screen, members, items, canMove: true }} />
    <Button name="do" value="members" icon="plus">
      {t(screen.language, 'desk.members.add')}
    </Button>
  </section>
)
