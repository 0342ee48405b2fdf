import { parseQuery, type Term } from '../domain/filter.ts'
import type { ItemId } from '../domain/ids.ts'
import type { Language } from '../domain/taxonomy.ts'
import { wordsOf } from '../domain/words.ts'
import type { Db } from './db.ts'

/** An entry's words, as search keeps them. */
export interface SearchRow {
  readonly seq: number
  readonly item: ItemId
  readonly version: number
  readonly language: Language
  readonly headline: string
  /** Everything a reader of the full text may find it by, the headline first. */
  readonly all: string
}

/** PostgreSQL's stemmers. */
const stemmers: Readonly<Record<Language, string>> = { en: 'english', tr: 'turkish', ar: 'arabic' }
/** A tsvector knows 16,383 places and holds 1 MiB; what comes later in a text is not found. */
const wordsAtMost = 16_000
const lettersAtMost = 120_000
/** A lexeme has at most 2,046 bytes. */
const wordLetters = 100

/** Adds entries to the search; one that is there already is left as it is. */
export const addSearchRows = async (sql: Db, rows: readonly SearchRow[]): Promise<void> => {
  if (rows.length === 0) return
  await sql`
    insert into search_version (seq, item_id, version, language, headline_words, all_words)
    select seq, item_id, version, language,
           headline::tsvector || strip(to_tsvector(stemmer::regconfig, headline_plain)),
           words::tsvector || strip(to_tsvector(stemmer::regconfig, plain))
      from unnest(${rows.map(row => row.seq)}::bigint[], ${rows.map(row => row.item)}::text[], ${rows.map(row => row.version)}::int[],
                  ${rows.map(row => row.language)}::text[], ${rows.map(row => stemmers[row.language])}::text[],
                  ${rows.map(row => placed(row.headline))}::text[], ${rows.map(row => plainWords(row.headline, row.language))}::text[],
                  ${rows.map(row => placed(row.all))}::text[], ${rows.map(row => plainWords(row.all, row.language))}::text[])
           as r(seq, item_id, version, language, stemmer, headline, headline_plain, words, plain)
    on conflict (seq) do nothing`
}

/** Takes every word of an item out of the search: it has been killed. */
export const dropSearchRows = async (sql: Db, items: readonly ItemId[]): Promise<void> => {
  if (items.length === 0) return
  await sql`
    delete from search_version
     where seq in (select e.seq from entry e where e.item_id = any(${[...items]}::text[]))`
}

/** A query as PostgreSQL reads it. */
export interface TextQuery {
  /** In the stems of each language. */
  readonly whole: Readonly<Record<Language, string>>
  /** What must occur, in the stems of any language: one look into the index, a few rows too many. null where nothing must. */
  readonly wanted: string | null
}

/** Reads what somebody searches for: every word (also by its stem), "phrases" in order, -excluded; of several texts any one will do.
 *  @returns null where there is no word in it */
export const textQuery = async (sql: Db, text: string | readonly string[]): Promise<TextQuery | null> => {
  const texts = [text]
    .flat()
    .map(parseQuery)
    .filter(terms => terms.length > 0)
  if (texts.length === 0) return null
  const wanted = texts.map(terms => terms.filter(term => term.wanted))
  const rows = await sql<(Record<Language, string> & { wanted: string })[]>`
    select (${any(sql, texts, 'en')})::text as en, (${any(sql, texts, 'tr')})::text as tr, (${any(sql, texts, 'ar')})::text as ar,
           ((${any(sql, wanted, 'en')}) || (${any(sql, wanted, 'tr')}) || (${any(sql, wanted, 'ar')}))::text as wanted`
  const row = rows[0]
  if (row === undefined) throw new Error('the query was not read')
  const isOpen = wanted.some(terms => terms.length === 0)
  return { whole: { en: row.en, tr: row.tr, ar: row.ar }, wanted: isOpen ? null : row.wanted }
}

const any = (sql: Db, texts: readonly (readonly Term[])[], language: Language) =>
  texts.map(terms => sql`(${query(sql, terms, language)})`).reduce((before, each) => sql`${before} || ${each}`)

const query = (sql: Db, terms: readonly Term[], language: Language) =>
  terms.reduce((before, { words, text, wanted }) => {
    const exact = words.map(lexeme).join(' <-> ')
    // A stop word has no stem, and a phrase is meant as it stands.
    const either =
      words.length > 1
        ? sql`${exact}::tsquery`
        : sql`(plainto_tsquery(${stemmers[language]}::text::regconfig, ${plainWords(text, language)}) || ${exact}::tsquery)`
    return wanted ? sql`${before} && ${either}` : sql`${before} && !! ${either}`
  }, sql`''::tsquery`)

/** Whether the words of entry `c`, as far as its verdict shows them, satisfy the query. A notice has no words. */
export const textMatches = (sql: Db, { whole }: TextQuery) => {
  const q = sql`case c.language when 'en' then ${whole.en}::tsquery when 'tr' then ${whole.tr}::tsquery else ${whole.ar}::tsquery end`
  return sql`case c.verdict when 'notice' then ''::tsvector @@ ${q} else coalesce(
    (select case c.verdict when 'full' then s.all_words else s.headline_words end @@ ${q} from search_version s where s.seq = c.seq), false) end`
}

/** Whether one entry's words satisfy a query, before the search has them. @param part what of them its reader may see */
export const isFoundBy = async (
  sql: Db,
  text: string,
  { language, headline, all }: Pick<SearchRow, 'language' | 'headline' | 'all'>,
  part: 'all' | 'headline' | 'none',
): Promise<boolean> => {
  const asked = await textQuery(sql, text)
  if (asked === null) return true
  const words = part === 'all' ? all : part === 'headline' ? headline : ''
  const rows = await sql<{ found: boolean }[]>`
    select (${placed(words)}::tsvector || strip(to_tsvector(${stemmers[language]}::text::regconfig, ${plainWords(words, language)})))
           @@ ${asked.whole[language]}::tsquery as found`
  return rows[0]?.found ?? false
}

/** Whether search row `s` has all that must occur, by the index. */
export const hasWanted = (sql: Db, wanted: string) => sql`s.all_words @@ ${wanted}::tsquery`

const lexeme = (word: string): string => `'${word.slice(0, wordLetters)}'`

/** Folded words with their places, as the text of a tsvector. Words are letters and digits only, so that nothing needs a quote. */
const placed = (text: string): string =>
  bounded(wordsOf(text))
    .map((word, i) => `${lexeme(word)}:${i + 1}`)
    .join(' ')

/** The words in lower case by the rules of their language, for its stemmer. */
const plainWords = (text: string, language: Language): string =>
  bounded(
    text
      .normalize('NFC')
      .toLocaleLowerCase(language)
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [],
  )
    .map(word => word.slice(0, wordLetters))
    .join(' ')

const bounded = (words: readonly string[]): readonly string[] => {
  let letters = 0
  for (const [i, word] of words.entries()) {
    letters += Math.min(word.length, wordLetters)
    if (i === wordsAtMost || letters > lettersAtMost) return words.slice(0, i)
  }
  return words
}
