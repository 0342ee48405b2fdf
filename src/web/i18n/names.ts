import type { Signal, State } from '../../domain/signal.ts'
import {
  type Category,
  categoryTerm,
  type Language,
  languageTerm,
  type Priority,
  priorityTerm,
} from '../../domain/taxonomy.ts'
import { t } from './translate.ts'

/** Names of the newsroom's terms in the reader's language. */
export const categoryName = (language: Language, category: Category): string => categoryTerm(category)[language]
export const priorityName = (language: Language, priority: Priority): string => priorityTerm(priority)[language]
export const languageName = (language: Language, of: Language): string => languageTerm(of)[language]
/** A language by its own name: `Türkçe`. */
export const ownName = (of: Language): string => languageTerm(of).own
export const signalName = (language: Language, signal: Signal): string => t(language, `signal.${signal}`)
export const stateName = (language: Language, state: State): string => t(language, `state.${state}`)
