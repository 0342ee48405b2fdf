import type { Person } from '../../accounts/people.ts'
import { countWords } from '../../domain/body.ts'
import { directionOf, languageCodes } from '../../domain/taxonomy.ts'
import type { QueueRow } from '../../store/draft-queue.ts'
import { Button } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import { Icon } from '../../web/components/icon.tsx'
import { PriorityMark, SignalMark } from '../../web/components/signal-mark.tsx'
import { typeIcon } from '../../web/components/thumb.tsx'
import { Time } from '../../web/components/time.tsx'
import { typeName } from '../../web/i18n/sizes.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { moveWord, nextStage, StageMark } from './stage-acts.tsx'

interface RowsProps {
  screen: Screen
  rows: readonly QueueRow[]
  person: Pick<Person, 'role'>
  /** With the button for what comes next; beside the wire there is no room for it. */
  acts?: boolean
  /** The page that the buttons come back to; left out: this one. */
  back?: string
  /** Of the rows' ids, where a page has two lists in which the same draft may stand. */
  prefix?: string
}

/** Drafts as a list: what each is, where it stands, who has it and who writes in it now. */
export const DraftRows = ({ screen, rows, ...rest }: RowsProps) => (
  <ol class="draft-rows">
    {rows.map(row => (
      <DraftRow {...{ screen, row, ...rest }} />
    ))}
  </ol>
)

const DraftRow = ({ screen, row, person, acts, back, prefix = 'row' }: Omit<RowsProps, 'rows'> & { row: QueueRow }) => {
  const { language } = screen
  const written = languageCodes.find(each => each === row.language) ?? 'en'
  const next = acts ? nextStage(person, row.stage) : null
  const priority = row.priority === '1' ? 1 : row.priority === '2' ? 2 : null
  return (
    <li class="draft-row" id={`${prefix}-${row.id}`}>
      <div class="draft-row-main">
        <StageMark screen={screen} draft={row} />
        {priority !== null && <PriorityMark screen={screen} priority={priority} />}
        {row.signal !== 'new' && <SignalMark screen={screen} signal={row.signal} />}
        {row.type !== null && row.type !== 'text' && (
          <Icon name={typeIcon[row.type]} label={typeName(language, row.type)} />
        )}
        <a class="row-link" href={`/desk/drafts/${row.id}`} data-row="" lang={written} dir={directionOf(written)}>
          {row.headline.trim() || t(language, 'desk.untitled')}
        </a>
      </div>
      <RowMeta {...{ screen, row, written }} />
      {acts && (
        <div class="draft-row-acts">
          {next !== null && (
            <form method="post" action={`/desk/drafts/${row.id}/stage`}>
              <CsrfField screen={screen} />
              <input type="hidden" name="from" value={row.stage} />
              <input type="hidden" name="back" value={back ?? screen.path} />
              <Button name="to" value={next}>
                {moveWord(screen, row.stage, next)}
              </Button>
            </form>
          )}
          <a class="button button-quiet" href={`/desk/drafts/${row.id}/trail`}>
            <Icon name="users" />
            <span>{t(language, 'desk.work.handOn')}</span>
          </a>
        </div>
      )}
    </li>
  )
}

const RowMeta = ({ screen, row, written }: { screen: Screen; row: QueueRow; written: string }) => {
  const { language } = screen
  const original = /^translation-of (\S+)/mu.exec(row.links ?? '')?.[1]
  const isLater = row.stage !== 'writing' && row.updatedAt.getTime() - row.stageAt.getTime() > 1_000
  return (
    <p class="draft-row-meta">
      {row.writer !== null && (
        <span class="draft-writer">
          <Icon name="pen" /> {t(language, 'desk.work.writesNow', { name: row.writer.name })}
        </span>
      )}
      {row.assignee !== null && (
        <span class="draft-has">
          <Icon name="user" /> {t(language, 'desk.work.with', { name: row.assignee.name })}
        </span>
      )}
      {row.desk !== null && (
        <span>
          <bdi>{row.desk.name}</bdi>
        </span>
      )}
      <span>
        <bdi>{row.updatedBy.name}</bdi>{' '}
        <span class="num">
          <Time screen={screen} at={row.updatedAt} form="dateTime" />
        </span>
      </span>
      {isLater && <span class="draft-later">{t(language, 'desk.work.changedSince')}</span>}
      <span class="num">{t(language, 'row.words', { count: countWords(row.body ?? '') })}</span>
      {row.item !== null && row.version !== null && (
        <span class="num">{t(language, 'desk.work.after', { number: row.version })}</span>
      )}
      {original !== undefined && (
        <span>
          {t(language, 'desk.work.translates')} <bdi class="mono">{original}</bdi>
        </span>
      )}
      {written !== language && <span lang="en">{written.toUpperCase()}</span>}
    </p>
  )
}
