import { countWords, textOfBody } from '../../domain/body.ts'
import { readBody } from '../../domain/body-text.ts'
import { Button, LinkButton } from '../../web/components/button.tsx'
import { SignalMark } from '../../web/components/signal-mark.tsx'
import { formatTime } from '../../web/i18n/format.ts'
import { type Key, pluralForms, t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { StageActs } from '../newsroom/stage-acts.tsx'
import { itemHref } from '../rows.tsx'
import type { EditorProps } from './editor-props.ts'

/** The bar above the editor: how far the text has got, who else is here, what can be done with it. */
export const EditorBar = ({
  seat,
  draft,
  stored,
  head,
  isSaved,
  maySend,
  title,
  sheet,
}: EditorProps & { maySend: boolean; title: string }) => {
  const { screen, person } = seat
  const { language, timeZone } = screen
  const words = countWords(textOfBody(readBody({ text: draft.fields.body, kept: draft.fields.kept }).body))
  const counts = { words: pluralForms(language, 'row.words'), minutes: pluralForms(language, 'desk.draft.reading') }
  const status =
    stored === null
      ? t(language, 'desk.notSaved')
      : t(language, 'desk.savedBy', {
          time: formatTime(language, stored.updatedAt, timeZone),
          name: stored.updatedBy.name,
        })
  return (
    <header class="editor-bar">
      <LinkButton href={head === null ? '/desk' : itemHref(head.id)} icon="back" kind="quiet" esc={!sheet}>
        {t(language, head === null ? 'desk.nav.wire' : 'desk.item')}
      </LinkButton>
      <h1 class="visually-hidden">{title}</h1>
      {draft.signal !== 'new' && <SignalMark screen={screen} signal={draft.signal} />}
      <p class="meta editor-status" data-saved={isSaved ? '' : undefined}>
        <span data-draft-state="">{status}</span>
        <span class="num" data-words={JSON.stringify(counts)}>
          {t(language, 'row.words', { count: words })}
        </span>
        <span data-draft-readers="" />
      </p>
      <div class="bar bar-end">
        <StageActs screen={screen} person={person} draft={stored} />
        <Button name="do" value="save" icon="check">
          {t(language, 'desk.save')}
        </Button>
        <Button name="do" value="preview" icon="eye">
          {t(language, 'desk.preview')}
        </Button>
        {maySend && (
          <Button name="do" value="send" icon="send" kind="primary">
            {t(language, `desk.send.${draft.signal}`)}
          </Button>
        )}
      </div>
    </header>
  )
}

const names = [
  ...([
    'saving',
    'unsaved',
    'savedAt',
    'offline',
    'kept',
    'failed',
    'undevice',
    'signedOut',
    'signIn',
    'other',
  ] as const),
  ...(['writes', 'writesMe', 'takeOver', 'takenOver', 'aside', 'asideSee', 'also', 'conflict', 'conflictSee'] as const),
  ...(['merged', 'device', 'sent', 'discarded', 'scheduled', 'refused'] as const),
] as const
const places = ['time', 'name', 'names', 'fields', 'why'] as const

/** What the script says of the draft. */
export const draftTexts = ({ language }: Screen): Readonly<Record<string, string>> => {
  const values = Object.fromEntries(places.map(each => [each, `{${each}}`]))
  return Object.fromEntries(names.map(name => [name, t(language, `desk.draft.${name}` satisfies Key, values)]))
}
