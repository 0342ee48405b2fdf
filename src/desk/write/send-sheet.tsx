import { countWords, textOfBody } from '../../domain/body.ts'
import { useOf } from '../../domain/licence.ts'
import type { SentVersion } from '../../domain/version.ts'
import type { Draft } from '../../store/draft.ts'
import { Button, LinkButton } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import { NoticeBand } from '../../web/components/notice-band.tsx'
import { Sheet } from '../../web/components/sheet.tsx'
import { EmbargoMark, PriorityMark, SignalMark } from '../../web/components/signal-mark.tsx'
import { categoryName, languageName, priorityName } from '../../web/i18n/names.ts'
import { fileText, renditionName } from '../../web/i18n/sizes.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import type { Seat } from '../frame.tsx'
import { Checks } from '../margin/checks.tsx'
import { MediaWarnings } from '../media/fields.tsx'
import { ReachView } from '../reach-view.tsx'
import type { Plan } from './plan.ts'

interface SendSheetProps {
  seat: Seat
  draft: Draft
  plan: Plan
  /** The draft was saved by somebody between the opening of a sheet and its confirmation. */
  isMoved: boolean
}

/** The last look before a draft goes on the wire: who gets it, when the public sees it, and one button that says what happens. */
export const SendSheet = ({ seat, draft, plan, isMoved }: SendSheetProps) => {
  const { screen } = seat
  const { language } = screen
  const { version, reach } = plan
  const { content } = version
  const words = countWords(textOfBody(content.body))
  const close = `/desk/drafts/${draft.id}`
  return (
    <Sheet screen={screen} title={t(language, `desk.sheet.${draft.signal}`)} closeHref={close}>
      <div class="stack">
        {isMoved && (
          <NoticeBand tone="urgent" title={t(language, 'desk.sheet.moved')} announce>
            <p>{t(language, 'desk.sheet.moved.how', { name: draft.updatedBy.name })}</p>
          </NoticeBand>
        )}
        <div class="sheet-story" lang={content.language} dir="auto">
          <p class="sheet-headline">{content.headline}</p>
          {version.line !== null && <p>{version.line}</p>}
        </div>
        <p class="cluster meta">
          <SignalMark screen={screen} signal={version.signal} />
          <PriorityMark screen={screen} priority={content.priority} />
          {content.priority > 2 && <span>{priorityName(language, content.priority)}</span>}
          <span>{categoryName(language, content.category)}</span>
          <span>{languageName(language, content.language)}</span>
          <span class="num">{t(language, 'row.words', { count: words })}</span>
          {version.embargo !== null && <EmbargoMark screen={screen} until={version.embargo.until} />}
        </p>
        <GoingOut screen={screen} version={version} />
        <MediaWarnings screen={screen} draft={draft} />
        {content.body.length === 0 && version.type === 'text' && (
          <NoticeBand tone="urgent" title={t(language, 'desk.sheet.noText')} />
        )}
        {content.priority === 1 && <NoticeBand tone="flash" title={t(language, 'desk.sheet.flash')} />}
        {reach.count + reach.atRelease.length === 0 && (
          <NoticeBand tone="urgent" title={t(language, 'desk.sheet.nobody')} />
        )}
        <ReachView screen={screen} reach={reach} />
        <Checks {...{ screen, draft, plan }} />
        <form class="bar" method="post" action={`/desk/drafts/${draft.id}/send`} data-submit-key="">
          <CsrfField screen={screen} />
          <input type="hidden" name="revision" value={draft.revision} />
          <Button kind="primary" icon="send">
            {sendWords(language, draft, plan)}
          </Button>
          <LinkButton href={close} kind="quiet">
            {t(language, 'desk.back')}
          </LinkButton>
          <kbd class="bar-end">Ctrl Enter</kbd>
        </form>
      </div>
    </Sheet>
  )
}

/** Which files go out: sizes that are sold, and crops. */
const GoingOut = ({ screen, version }: { screen: Screen; version: SentVersion }) => {
  const files = version.content.renditions?.filter(({ role }) => useOf(role) === 'sold') ?? []
  if (files.length === 0) return null
  const { language } = screen
  return (
    <section aria-labelledby="going-out">
      <h3 class="editor-heading" id="going-out">
        {t(language, 'desk.files.out')}
      </h3>
      <dl class="facts media-facts">
        {files.map(file => (
          <div>
            <dt>{renditionName(language, file.role)}</dt>
            <dd>{fileText(language, file)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const sendWords = (language: Seat['screen']['language'], draft: Draft, { version, reach }: Plan): string => {
  const count = reach.count
  if (version.embargo !== null) return t(language, 'desk.confirm.embargo', { count })
  return t(language, `desk.confirm.${draft.signal}`, { count })
}
