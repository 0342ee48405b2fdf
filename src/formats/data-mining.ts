import type { Agency } from './rendering.ts'

/** What may be done with what is sent by machines that learn, in the codes of PLUS (LDF, Data Mining, 2023). */
export const dataMiningCodes = [
  'DMI-UNSPECIFIED',
  'DMI-ALLOWED',
  'DMI-PROHIBITED-AIMLTRAINING',
  'DMI-PROHIBITED-GENAIMLTRAINING',
  'DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING',
  'DMI-PROHIBITED',
] as const

/** The agency's reservation. Where it says nothing, all mining is reserved but the indexing of search engines: a reservation that names training alone would leave
 *  other mining open (Directive (EU) 2019/790, art. 4), and one of everything would take subscribers' pages out of search results. */
export const dataMiningOf = ({ dataMining }: Pick<Agency, 'dataMining'>): string =>
  dataMining ?? 'DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING'

export const dataMiningUri = (code: string): string => `http://ns.useplus.org/ldf/vocab/${code}`
