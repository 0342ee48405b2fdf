import { actionOf, can } from '../../accounts/guard.ts'
import { signalTable } from '../../domain/signal.ts'
import type { ItemHead } from '../../domain/version.ts'
import { Button, LinkButton } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import { ErrorSummary } from '../../web/components/error-summary.tsx'
import { NoticeBand } from '../../web/components/notice-band.tsx'
import { EmbargoMark } from '../../web/components/signal-mark.tsx'
import { LiveFrame } from '../../web/components/wire-list.tsx'
import { t } from '../../web/i18n/translate.ts'
import { DeskFrame } from '../frame.tsx'
import { MarginFields } from '../margin/fields.tsx'
import { ReachGroup } from '../margin/live.tsx'
import { StyleMargin } from '../margin/style.tsx'
import { MediaFields, MediaWarnings } from '../media/fields.tsx'
import { MembersField } from '../media/members.tsx'
import { FilesPanel, RenditionTable } from '../media/panel.tsx'
import { hasFiles } from '../media/text.ts'
import { titleOfDraft } from '../rows.tsx'
import { laterSignals } from './draft-form.ts'
import { draftTexts, EditorBar } from './editor-bar.tsx'
import { StoryFields } from './editor-fields.tsx'
import type { EditorProps } from './editor-props.ts'

/** The page on which an item is written. */
export const EditorPage = (props: EditorProps) => {
  const { seat, id, draft, stored, head, errors, plan, bands, sheet, pictures, original, trail } = props
  const { screen, person } = seat
  const { language } = screen
  const maySend = can(person, actionOf(draft.signal))
  const title = titleOfDraft(screen, draft)
  return (
    <DeskFrame
      {...{ seat, title, place: stored === null ? 'new' : 'drafts', headless: true }}
      scripts={['media-upload.js', 'editor.js', ...(hasFiles(draft.fields) ? ['focus-picture.js'] : [])]}
    >
      <form
        class="editor"
        method="post"
        action={`/desk/drafts/${id}`}
        novalidate
        data-guard=""
        data-submit-key={sheet ? undefined : ''}
        data-draft={id}
        data-person={person.id}
        data-texts={JSON.stringify(draftTexts(screen))}
      >
        <CsrfField screen={screen} />
        <input type="hidden" name="revision" value={stored?.revision ?? 0} />
        {stored === null && draft.fields.carried !== undefined && (
          <input type="hidden" name="type" value={draft.fields.carried.type} />
        )}
        {/* What Ctrl+Enter does: the button pressed, if one was, comes later in the form and counts. */}
        <input type="hidden" name="do" value={maySend ? 'send' : 'save'} />
        <EditorBar {...props} maySend={maySend} title={title} />
        <div class="draft-note" role="status" data-draft-note="" data-always="" hidden />
        <div class="editor-columns">
          <div class="editor-story">
            {bands}
            <ErrorSummary screen={screen} errors={errors} />
            <DraftFieldsOf {...props} />
          </div>
          {original}
          <div class="editor-margin">
            {head?.embargoed && <EmbargoMark screen={screen} until={head.newest.embargo?.until ?? null} />}
            <ReachGroup {...{ screen, id, plan }} />
            <MarginFields {...{ screen, draft, errors, signals: signalsFor(head) }} />
            <div id="margin-pictures">{pictures}</div>
            <FilesMargin {...props} />
            <StyleMargin screen={screen} draft={draft} />
            {!maySend && <NoticeBand tone="plain" title={t(language, 'desk.writer')} />}
            {trail}
            {stored !== null && (
              <LinkButton href={`/desk/drafts/${id}/texts`} icon="history" kind="quiet">
                {t(language, 'desk.draft.texts')}
              </LinkButton>
            )}
            {stored !== null && (
              <Button kind="quiet" icon="close" form="discard">
                {t(language, 'desk.discard')}
              </Button>
            )}
          </div>
        </div>
      </form>
      {/* Forms cannot stand in one another: these are the ones behind single buttons above. */}
      {head !== null && (
        <form id="rebase" method="post" action={`/desk/drafts/${id}/rebase`}>
          <CsrfField screen={screen} />
          <input type="hidden" name="seq" value={head.lastSeq} />
        </form>
      )}
      {stored !== null && (
        <form id="discard" method="post" action={`/desk/drafts/${id}/discard`}>
          <CsrfField screen={screen} />
        </form>
      )}
      {sheet}
    </DeskFrame>
  )
}

/** The inputs for what the draft is of. */
const DraftFieldsOf = ({ seat: { screen }, draft, errors, uploads, items, sheet }: EditorProps) => {
  const { carried } = draft.fields
  if (hasFiles(draft.fields)) {
    const assets = uploads.map(each => each.asset)
    return <MediaFields {...{ screen, draft, errors, assets }} />
  }
  if (carried?.type !== 'collection')
    return <StoryFields {...{ screen, draft, errors }} canInsert hasSheet={Boolean(sheet)} />
  const error = errors.find(each => each.field === 'members')?.message
  return (
    <>
      <MembersField {...{ screen, items, error, members: carried.members ?? [] }} />
      <StoryFields {...{ screen, draft, errors, rows: 6 }} />
    </>
  )
}

/** The files of a draft: how far they are, to be saved or replaced. */
const FilesMargin = ({ seat: { screen }, draft, uploads, stored, errors }: EditorProps) => {
  const { language } = screen
  if (!hasFiles(draft.fields)) return null
  const ids = uploads.map(each => each.asset.id)
  const error = errors.find(each => each.field === 'files')?.message
  return (
    <section class="files-margin" id="field-files" tabindex={-1} aria-labelledby="files-title">
      <h2 class="editor-heading" id="files-title">
        {t(language, 'desk.files')}
      </h2>
      {error !== undefined && <p class="field-error">{error}</p>}
      {stored !== null && <MediaWarnings screen={screen} draft={draft} />}
      {ids.length > 0 ? (
        <LiveFrame screen={screen} live={{ src: `/desk/media/live?assets=${ids.join(',')}`, after: '' }}>
          <FilesPanel screen={screen} uploads={uploads} />
        </LiveFrame>
      ) : (
        <RenditionTable screen={screen} files={draft.fields.carried?.renditions ?? []} hrefOf={file => file.href} />
      )}
      <Button name="do" value="files" icon="refresh">
        {t(language, 'desk.files.change')}
      </Button>
    </section>
  )
}

const signalsFor = (head: ItemHead | null) =>
  head === null ? [] : laterSignals.filter(each => signalTable[each].after.includes(head.state))
