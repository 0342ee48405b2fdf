import { type Context, Hono } from 'hono'
import { requireCan } from '../../accounts/guard.ts'
import { plain } from '../../domain/body.ts'
import { readBody } from '../../domain/body-text.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type Draft, type DraftText, draftOf, requireDraft } from '../../store/draft.ts'
import { picturesOfStory, tieToStory } from '../../store/draft-picture.ts'
import { Button, LinkButton } from '../../web/components/button.tsx'
import { NoticeBand } from '../../web/components/notice-band.tsx'
import type { WebEnv } from '../../web/env.ts'
import { t } from '../../web/i18n/translate.ts'
import { type Screen, screenOf } from '../../web/screen.ts'
import type { Desk } from '../env.ts'
import { beginEach, makeGroupId } from '../media/begin.ts'
import { titleOfDraft } from '../rows.tsx'
import { changeDraft } from '../write/draft-change.ts'
import { fieldText, readForm } from '../write/draft-form.ts'
import { figuresOfDraft } from '../write/story-pictures.ts'

/** Pictures that are brought into a story: `POST /desk/drafts/{id}/story-pictures` {asset…, group} begins a draft of each and answers with them in order;
 *  `POST /desk/drafts/{id}/alt-text` {altText} writes the alternative text of one. JSON, for the editor's script. */
export const storyPictureRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.post('/drafts/:id/story-pictures', c => beginStoryPictures(desk, c, c.req.param('id')))
  routes.post('/drafts/:id/alt-text', async c => {
    const person = c.get('person')
    requireCan(person, 'draft')
    const altText = (await readForm(c))('altText')
    await changeDraft(desk, { draft: c.req.param('id'), by: person.id }, fields => ({ ...fields, altText }))
    return c.json({ altText })
  })
  return routes
}

const beginStoryPictures = async (desk: Desk, c: Context<WebEnv>, id: string) => {
  const person = c.get('person')
  requireCan(person, 'draft')
  const story = await requireDraft(desk.db, id)
  if (story.closedAt !== null) throw new Refusal('not-found', 'this draft is not open any more')
  const form = await c.req.parseBody({ all: true })
  const assets = [form.asset ?? []].flat().filter(each => typeof each === 'string')
  const asked = typeof form.group === 'string' ? form.group.trim() : ''
  const group = asked || story.fields.group.trim() || makeGroupId(desk.publisher.clock())
  const { timeZone } = screenOf(c)
  const drafts = await beginEach(desk, { person, timeZone, assets, group })
  await tieToStory(desk.db, { drafts, story: id })
  const begun = await Promise.all(drafts.map(each => requireDraft(desk.db, each)))
  return c.json({ group, pictures: begun.map(each => ({ draft: each.id, caption: captionOf(each) })) })
}

/** The words of a picture as one line. */
const captionOf = ({ fields }: Pick<Draft, 'fields'>): string =>
  readBody({ text: fields.body, kept: fields.kept })
    .body.flatMap(block => ('spans' in block ? [plain(block.spans)] : []))
    .join(' ')

/** The pictures of a story that are drafts: those in its text go out before it, the others stay as they are. */
export const StoryPictures = async ({
  desk,
  screen,
  draft,
}: {
  desk: Desk
  screen: Screen
  draft: DraftText & { id: string }
}) => {
  const { language } = screen
  const inText = new Set(figuresOfDraft(draft.fields).map(each => each.draft))
  const tied = await picturesOfStory(desk.db, draft.id)
  const others = [...inText].filter(id => !tied.some(each => each.id === id))
  const found = [...tied, ...(await Promise.all(others.map(id => draftOf(desk.db, id))))].filter(each => each !== null)
  const order = [...inText]
  const standing = order.flatMap(id => found.find(each => each.id === id) ?? [])
  const taken = tied.filter(each => !inText.has(each.id))
  if (standing.length + taken.length === 0) return null
  return (
    <section aria-labelledby="pictures-title">
      <h2 class="editor-heading" id="pictures-title">
        {t(language, 'desk.pictures.title')}
      </h2>
      <ul class="story-pictures">
        {standing.map(picture => (
          <PictureInText screen={screen} picture={picture} />
        ))}
        {taken.map(picture => (
          <li class="story-picture">
            <PictureThumb picture={picture} />
            <div class="story-picture-words">
              <bdi>{titleOfDraft(screen, picture)}</bdi>
              <p class="meta">{t(language, 'desk.pictures.out')}</p>
              <span class="picture-back" data-draft={picture.id} data-caption={captionOf(picture)} hidden>
                <Button type="button" icon="history">
                  {t(language, 'desk.pictures.back')}
                </Button>
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

const PictureThumb = ({ picture }: { picture: Draft }) => (
  <img
    class="story-picture-thumb"
    src={`/desk/pictures/${picture.id}/thumb`}
    alt=""
    loading="lazy"
    width="72"
    height="54"
  />
)

const PictureInText = ({ screen, picture }: { screen: Screen; picture: Draft }) => {
  const { language } = screen
  const isSent = picture.sentSeq !== null
  const altText = fieldText(picture.fields, 'altText')
  const label = t(language, 'desk.field.altText')
  return (
    <li class="story-picture">
      <PictureThumb picture={picture} />
      <div class="story-picture-words">
        <p class="meta">{t(language, isSent ? 'desk.pictures.onWire' : 'desk.pictures.goes')}</p>
        {!isSent && (
          <textarea
            class="input picture-alt"
            data-draft={picture.id}
            rows={2}
            aria-label={`${label}: ${titleOfDraft(screen, picture)}`}
            placeholder={label}
            aria-invalid={altText.trim() === '' ? 'true' : undefined}
          >
            {altText}
          </textarea>
        )}
        <a href={`/desk/drafts/${picture.id}`}>{t(language, 'desk.pictures.edit')}</a>
      </div>
    </li>
  )
}

/** On the page of a picture that belongs to a story. */
export const PartOfStory = async ({ desk, screen, draft }: { desk: Desk; screen: Screen; draft: Draft }) => {
  const story = draft.parent === null ? null : await draftOf(desk.db, draft.parent)
  if (story === null || story.closedAt !== null) return null
  const { language } = screen
  const isInText = figuresOfDraft(story.fields).some(each => each.draft === draft.id)
  if (!isInText) return null
  return (
    <NoticeBand tone="plain" title={t(language, 'desk.pictures.partOf', { headline: titleOfDraft(screen, story) })}>
      <LinkButton href={`/desk/drafts/${story.id}`} icon="back">
        {t(language, 'desk.pictures.toStory')}
      </LinkButton>
    </NoticeBand>
  )
}
