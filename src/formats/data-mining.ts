import type { Agency } from './rendering.ts'

/** The agency's reservation, in the codes of PLUS (LDF, Data Mining, 2023). Where it says nothing, all mining is reserved but the indexing of search engines: a
 *  reservation that names training alone would leave other mining open (Directive (EU) 2019/790, art. 4), and one of everything would take subscribers' pages out
 *  of search results. */
export const dataMiningOf = ({ dataMining }: Pick<Agency, 'dataMining'>): string =>
  dataMining ?? 'DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING'

/** The same as the address that documents name it by. */
export const dataMiningUri = (code: string): string => `http://ns.useplus.org/ldf/vocab/${code}`
