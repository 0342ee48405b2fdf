import { can } from '../../accounts/guard.ts'
import { Button, LinkButton } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import { EmptyState } from '../../web/components/empty-state.tsx'
import { ErrorSummary, type FieldError } from '../../web/components/error-summary.tsx'
import { NoticeBand } from '../../web/components/notice-band.tsx'
import { Pager } from '../../web/components/pager.tsx'
import { LiveFrame } from '../../web/components/wire-list.tsx'
import { typeName } from '../../web/i18n/sizes.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { DeskFrame, type Seat } from '../frame.tsx'
import { UploadCard } from './card.tsx'
import { assetTypes, type MediaChoice, mediaHref, mediaQuery } from './choice.ts'
import { MediaDrop } from './drop.tsx'
import type { Upload } from './uploads.ts'

interface MediaPageProps {
  seat: Seat
  choice: MediaChoice
  uploads: readonly Upload[]
  older: MediaChoice['before']
  errors: readonly FieldError[]
  /** How many files have just been taken in without scripts. */
  taken: number
}

/** `/desk/media`: everything that was brought in, newest first, above it the place to bring in more. */
export const MediaPage = ({ seat, choice, uploads, older, errors, taken }: MediaPageProps) => {
  const { screen, person } = seat
  const { language } = screen
  const isFirst = choice.before === null
  return (
    <DeskFrame
      {...{ seat, place: 'media', title: t(language, 'desk.nav.media'), scripts: ['media-upload.js'] }}
      only={
        can(person, 'draft') && (
          <LinkButton href="/desk/new?type=collection" icon="collection">
            {t(language, 'desk.new.collection')}
          </LinkButton>
        )
      }
    >
      <div class="media-page">
        <ErrorSummary screen={screen} errors={errors} />
        {taken > 0 && <NoticeBand tone="update" title={t(language, 'desk.upload.taken', { count: taken })} announce />}
        {can(person, 'draft') && <MediaDrop screen={screen} back={mediaHref(choice, { before: null })} />}
        <Tabs screen={screen} choice={choice} />
        {can(person, 'draft') && <Selection screen={screen} />}
        <LiveFrame screen={screen} live={{ src: `/desk/media/live${mediaQuery(choice)}`, after: Date.now() }}>
          <ol class="uploads" aria-label={t(language, 'desk.media.list')}>
            {uploads.map(upload => (
              <UploadCard screen={screen} upload={upload} />
            ))}
          </ol>
        </LiveFrame>
        {uploads.length === 0 && isFirst && (
          <EmptyState icon="picture" title={t(language, 'desk.media.empty')}>
            {t(language, 'desk.media.empty.how')}
          </EmptyState>
        )}
        <Pager
          screen={screen}
          newer={isFirst ? null : mediaHref(choice, { before: null })}
          older={older === null ? null : mediaHref(choice, { before: older })}
        />
      </div>
    </DeskFrame>
  )
}

/** Which uploads: by kind and by who brought them. */
const Tabs = ({ screen: { language }, choice }: { screen: Screen; choice: MediaChoice }) => (
  <div class="media-tabs">
    <nav class="tabs" aria-label={t(language, 'desk.media.types')}>
      {[null, ...assetTypes].map(type => (
        <a href={mediaHref(choice, { type, before: null })} aria-current={type === choice.type ? 'page' : undefined}>
          {type === null ? t(language, 'desk.media.all') : typeName(language, type)}
        </a>
      ))}
    </nav>
    <nav class="tabs" aria-label={t(language, 'desk.media.whose')}>
      {(['all', 'mine'] as const).map(whose => (
        <a href={mediaHref(choice, { whose, before: null })} aria-current={whose === choice.whose ? 'page' : undefined}>
          {t(language, `desk.media.whose.${whose}`)}
        </a>
      ))}
    </nav>
  </div>
)

/** What can be done with the uploads that are ticked. */
const Selection = ({ screen }: { screen: Screen }) => {
  const { language } = screen
  return (
    <form id="selection" class="bar media-selection" method="post" action="/desk/media/begin">
      <CsrfField screen={screen} />
      <span class="meta">{t(language, 'desk.media.selection')}</span>
      <Button name="do" value="each" icon="pen" kind="primary">
        {t(language, 'desk.media.begin.each')}
      </Button>
      <Button name="do" value="graphic" icon="graphic">
        {t(language, 'desk.media.begin.graphic')}
      </Button>
      <Button name="do" value="collection" icon="collection">
        {t(language, 'desk.media.begin.collection')}
      </Button>
    </form>
  )
}
