import type { Child } from 'hono/jsx'
import { type Key, t } from '../../web/i18n/translate.ts'
import { errorIn, type FieldsProps } from '../write/editor-text.tsx'

interface GroupProps extends Pick<FieldsProps, 'screen' | 'errors'> {
  name: 'about' | 'time' | 'ties' | 'rights'
  /** The fields in it: with an error in one of them it is open. */
  fields: readonly string[]
  /** What is in it, said while it is closed. */
  said: readonly string[]
  children: Child
}

const mostCharacters = 80

/** Fields that can be folded away; scripts keep whether they were, and what is said of them, up to date. */
export const MarginGroup = ({ screen: { language }, errors, name, fields, said, children }: GroupProps) => {
  const words = said.filter(each => each.trim() !== '').join(', ')
  return (
    <details class="margin-group" data-group={name} open={fields.some(each => errorIn(errors, each) !== undefined)}>
      <summary>
        <span class="margin-title">{t(language, `desk.margin.${name}` satisfies Key)}</span>{' '}
        <bdi class="margin-said" data-nothing={t(language, 'desk.margin.nothing')}>
          {words === '' ? t(language, 'desk.margin.nothing') : clipped(words)}
        </bdi>
      </summary>
      <div class="margin-fields">{children}</div>
    </details>
  )
}

const clipped = (words: string): string =>
  words.length > mostCharacters ? `${words.slice(0, mostCharacters - 1)}…` : words
