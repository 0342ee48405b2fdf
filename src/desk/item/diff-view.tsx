import { type Change, diffWords } from '../../domain/diff.ts'
import { directionOf, type Language } from '../../domain/taxonomy.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'

interface DiffViewProps {
  screen: Screen
  before: string
  after: string
  /** Of the text. */
  language: Language
}

/** What changed between two texts, word by word: struck where words went, underlined where they came, and said so to those who listen. */
export const DiffView = ({ screen, before, after, language }: DiffViewProps) => (
  <div class="diff" lang={language} dir={directionOf(language)}>
    {diffWords(before, after).map(change => (
      <ChangeView screen={screen} change={change} />
    ))}
  </div>
)

const ChangeView = ({ screen: { language }, change: { kind, text } }: { screen: Screen; change: Change }) => {
  if (kind === 'same') return <>{text}</>
  const [start, end] = [t(language, `desk.diff.${kind}`), t(language, 'desk.diff.end')]
  const words = (
    <>
      <span class="visually-hidden">{start}</span>
      {text}
      <span class="visually-hidden">{end}</span>
    </>
  )
  return kind === 'gone' ? <del>{words}</del> : <ins>{words}</ins>
}

interface SideViewProps extends Omit<DiffViewProps, 'language'> {
  /** Of the text before and the text after. */
  languages: readonly [Language, Language]
}

/** The same in two columns: what went on the one side, what came on the other. On a phone they stand below each other. */
export const SideView = ({ screen, before, after, languages }: SideViewProps) => {
  const changes = diffWords(before, after)
  const side = (kept: 'gone' | 'came', language: Language) => (
    <div class="diff" lang={language} dir={directionOf(language)}>
      {changes
        .filter(({ kind }) => kind === 'same' || kind === kept)
        .map(change => (
          <ChangeView screen={screen} change={change} />
        ))}
    </div>
  )
  return (
    <div class="diff-sides">
      {side('gone', languages[0])}
      {side('came', languages[1])}
    </div>
  )
}
