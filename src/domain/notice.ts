import type { KillReason } from './kill-reason.ts'
import type { Language } from './taxonomy.ts'
import type { SentVersion } from './version.ts'

/** What stands for a withheld or killed item wherever its text used to be. */
export interface Notice {
  readonly kind: 'withheld' | 'killed'
  /** Stands where the headline was; never repeats it, since the headline may be what was wrong. */
  readonly headline: string
  /** The reason, for desks. */
  readonly reason: string
  /** The class of it, where one was given. */
  readonly reasonClass?: KillReason | undefined
  /** The sentence for readers, ready to print. */
  readonly line: string
}

const headlines: Readonly<Record<Notice['kind'], Readonly<Record<Language, string>>>> = {
  killed: {
    en: 'KILLED: do not use this item, remove it wherever it was published',
    tr: 'İPTAL: bu haberi kullanmayın, yayımlandığı her yerden kaldırın',
    ar: 'إلغاء: لا تستخدموا هذه المادة واحذفوها من كل مكان نُشرت فيه',
  },
  withheld: {
    en: 'WITHHELD: do not use this item until further notice',
    tr: 'BEKLETİLİYOR: ikinci bir duyuruya kadar bu haberi kullanmayın',
    ar: 'تعليق: لا تستخدموا هذه المادة حتى إشعار آخر',
  },
}

const lines: Readonly<Record<Notice['kind'], Readonly<Record<Language, string>>>> = {
  killed: {
    en: 'This story has been withdrawn.',
    tr: 'Bu haber geri çekilmiştir.',
    ar: 'سُحبت هذه المادة.',
  },
  withheld: {
    en: 'This story is being checked and is not available at present.',
    tr: 'Bu haber incelenmektedir ve şu anda yayında değildir.',
    ar: 'هذه المادة قيد المراجعة وليست متاحة حاليا.',
  },
}

/** The sentence for readers where the desk gave none. */
export const usualLine = (kind: Notice['kind'], language: Language): string => lines[kind][language]

/** The notice that a withheld or killed version is. @throws RangeError for a usable version: it has no notice */
export const noticeOf = (version: SentVersion): Notice => {
  if (version.state === 'usable') throw new RangeError(`${version.item} is usable and has no notice`)
  const language = version.content.language
  return {
    kind: version.state,
    headline: headlines[version.state][language],
    reason: version.note ?? '',
    reasonClass: version.reason,
    line: version.line ?? lines[version.state][language],
  }
}

const correctionHeadlines: Readonly<Record<Language, string>> = {
  en: 'CORRECTION to an item sent earlier',
  tr: 'DÜZELTME: daha önce gönderilen bir haber düzeltilmiştir',
  ar: 'تصحيح لمادة أُرسلت سابقا',
}

/** Stands for a correction's headline to a reader who had an earlier version and may no longer have the text. */
export const correctionHeadline = (language: Language): string => correctionHeadlines[language]
