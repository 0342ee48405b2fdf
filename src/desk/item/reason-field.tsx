import { killReasons } from '../../domain/kill-reason.ts'
import type { Language } from '../../domain/taxonomy.ts'
import { SelectField } from '../../web/components/field.tsx'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'

interface ReasonFieldProps {
  readonly screen: Screen
  /** A kill has a sentence for each class, a withhold one for all. */
  readonly isKill: boolean
  readonly value: string
  /** Of the story: its readers are told in it. */
  readonly language: Language
  readonly error: string | undefined
}

/** The class of a taking back. With each goes a sentence for readers, which `client/takeback.js` proposes where none has been written. */
export const ReasonField = ({ screen, isKill, value, language, error }: ReasonFieldProps) => {
  const sentences = Object.fromEntries(
    killReasons.map(reason => [reason, t(language, isKill ? `desk.line.kill.${reason}` : 'desk.line.withhold')]),
  )
  return (
    <div data-lines={JSON.stringify(sentences)}>
      <SelectField
        {...{ screen, name: 'reason', value, label: t(screen.language, 'desk.kill.reason'), error }}
        options={[
          { value: '', label: t(screen.language, 'desk.choose') },
          ...killReasons.map(each => ({ value: each, label: t(screen.language, `desk.kill.reason.${each}`) })),
        ]}
      />
    </div>
  )
}
