import { textOfBody } from '../../domain/body.ts'
import { readBody } from '../../domain/body-text.ts'
import { placeName } from '../../domain/place-zones.ts'
import { topicsInText } from '../../domain/topic-search.ts'
import { pickItems } from '../../store/desk-pick.ts'
import type { DraftText } from '../../store/draft.ts'
import { findNames, namesInText, type UsedName } from '../../store/used-name.ts'
import type { Screen } from '../../web/screen.ts'
import type { Desk } from '../env.ts'
import { languageOfDraft } from '../rows.tsx'
import { linkOption, nameOption, type Option, topicOption } from './option.ts'
import { nameKinds, type SuggestField } from './suggest.ts'

export type Proposals = Readonly<Partial<Record<SuggestField, readonly Option[]>>>

const mostNames = 60
const mostOfEach = 6
const mostTopics = 5
const mostLinks = 3

/** What a story could be filed under by its own words: topics and known names that stand in it, the place of its place line, items about the same. */
export const proposalsFor = async (
  { db }: Pick<Desk, 'db'>,
  screen: Screen,
  draft: DraftText & { readonly item: string | null },
): Promise<Proposals> => {
  const { fields } = draft
  const { body } = readBody({ text: fields.body, kept: fields.kept })
  const text = [fields.headline, fields.deck, textOfBody(body)].join('\n')
  const found = await namesInText(db, { text, kinds: Object.values(nameKinds), limit: mostNames })
  const named = (kind: UsedName['kind']) => found.filter(each => each.kind === kind).slice(0, mostOfEach)
  const places = [...(await placesOfLine(db, draft)), ...named('place')]
  const about = [...named('person'), ...named('organisation'), ...named('keyword')][0]?.name
  const items = about === undefined ? [] : await pickItems(db, { types: null, q: about, limit: mostLinks + 1 })
  return {
    subjects: topicsInText(text, mostTopics).map(topic => topicOption(topic, screen)),
    people: named('person').map(nameOption),
    organisations: named('organisation').map(nameOption),
    places: [...new Map(places.map(each => [each.name, nameOption(each)])).values()],
    keywords: named('keyword').map(nameOption),
    links: items
      .filter(each => each.item !== draft.item)
      .slice(0, mostLinks)
      .map(each => linkOption(each, screen)),
  }
}

/** The place of the place line as it has been filed before, else as it is called. */
const placesOfLine = async (db: Desk['db'], draft: DraftText): Promise<Pick<UsedName, 'name' | 'uri'>[]> => {
  const name = placeName(draft.fields.dateline, languageOfDraft(draft))
  if (name === '') return []
  const known = await findNames(db, { kind: 'place', q: name, limit: 1 })
  return known.length > 0 ? known : [{ name, uri: null }]
}
