import { Button } from '../../web/components/button.tsx'
import { t } from '../../web/i18n/translate.ts'
import { SnippetField } from '../margin/snippets.tsx'
import { SummaryNote } from '../margin/summary.tsx'
import { StoryDrop } from '../media/drop.tsx'
import { BodyField } from './body-field.tsx'
import { type FieldsProps, Text } from './editor-text.tsx'

/** The story itself: the one calm column. @param rows of its text @param hasSheet files that are dropped are for the sheet over the page */
export const StoryFields = ({
  canInsert,
  hasSheet = false,
  rows = 22,
  ...props
}: FieldsProps & { canInsert?: boolean; hasSheet?: boolean; rows?: number }) => (
  <>
    {props.draft.signal === 'correction' && <CorrectionFields {...props} />}
    <Text
      {...props}
      name="headline"
      rows={2}
      needed
      count
      autofocus={props.errors.length === 0 && props.draft.fields.headline === ''}
    />
    <Text {...props} name="deck" rows={2} />
    <div class="editor-pair">
      <DatelineField {...props} />
      <Text {...props} name="bylines" rows={2} hint="desk.hint.bylines" />
    </div>
    <BodyField {...props} rows={rows} />
    {canInsert && (
      <>
        <input type="hidden" name="caret" value="" />
        <Button name="do" value="figure" icon="picture">
          {t(props.screen.language, 'desk.figure.add')}
        </Button>
        <SnippetField screen={props.screen} />
        {!hasSheet && <StoryDrop screen={props.screen} />}
      </>
    )}
    <SummaryField {...props} />
    {props.draft.signal !== 'correction' && <Text {...props} name="note" rows={2} hint="desk.hint.note" />}
  </>
)

/** The summary for the public, with how the site will show it. */
export const SummaryField = (props: FieldsProps) => (
  <div class="summary">
    <Text {...props} name="summary" rows={3} hint="desk.hint.summary" count />
    <div id="margin-summary">
      <SummaryNote {...props} />
    </div>
  </div>
)

/** The place line, with the time there. */
export const DatelineField = (props: FieldsProps) => (
  <div>
    <Text {...props} name="dateline" hint="desk.hint.dateline" />
    <p class="meta num" id="margin-clock" />
  </div>
)

export const CorrectionFields = (props: FieldsProps) => (
  <div class="editor-correction stack">
    <Text {...props} name="note" rows={2} needed hint="desk.hint.correctionNote" />
    <Text {...props} name="line" rows={2} needed hint="desk.hint.correctionLine" />
  </div>
)
