import { mediaTopic, topicName } from '../../domain/media-topics.ts'
import { type Key, t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { fieldText } from '../write/draft-form.ts'
import type { FieldsProps } from '../write/editor-text.tsx'
import { Text } from '../write/editor-text.tsx'
import type { SuggestField } from './suggest.ts'

interface SuggestProps extends FieldsProps {
  name: SuggestField
  hint: Key
  /** How several stand in it. */
  parting: 'lines' | 'commas' | 'one'
}

/** A field of several, completed while it is typed; without scripts its lines. */
export const SuggestText = ({ name, parting, hint, ...props }: SuggestProps) => {
  const { screen, draft } = props
  const isFixed = name === 'subjects' || name === 'links'
  return (
    <suggest-field
      class="suggest"
      field={name}
      parting={parting}
      fixed={isFixed ? '' : undefined}
      texts={JSON.stringify(textsOf(screen, isFixed))}
      labels={name === 'subjects' ? JSON.stringify(topicLabels(screen, fieldText(draft.fields, name))) : undefined}
    >
      <Text
        {...{ ...props, name, hint }}
        {...(parting === 'lines' ? { rows: 2 } : {})}
        mono={isFixed || name === 'group'}
      />
    </suggest-field>
  )
}

const textsOf = ({ language }: Screen, isFixed: boolean) => {
  const name = '{name}'
  return {
    suggested: t(language, 'desk.suggest.suggested'),
    add: t(language, 'desk.suggest.add', { name }),
    remove: t(language, 'desk.suggest.remove', { name }),
    added: t(language, 'desk.suggest.added', { name }),
    removed: t(language, 'desk.suggest.removed', { name }),
    none: t(language, isFixed ? 'desk.suggest.noneFixed' : 'desk.suggest.none'),
  }
}

/** The subjects of a field in the language of the screen, by their lines. */
const topicLabels = ({ language }: Screen, text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text.split('\n').flatMap(line => {
      const topic = mediaTopic(line.trim().split(/\s/u, 1)[0] ?? '')
      return topic === null ? [] : [[line.trim(), topicName(topic, language)]]
    }),
  )
