/** What an agency's website says under its stories, in one language. All of `about` occur in the one sentence; `contact` starts its own. */
interface Wording {
  /** Site, what it does, how little, that it is news, for whom. */
  readonly about: readonly RegExp[]
  /** Enough of `about` where an invitation to subscribe follows. */
  readonly short: readonly RegExp[]
  readonly contact: RegExp
}

const english = {
  site: /\b(?:web\s?-?sites?|site|web page|portal)\b/iu,
  shows: /\b(?:contains?|carr(?:y|ies)|publish(?:es)?|includes?|features?|shows?|offers?|presents?)\b/iu,
  little: /\b(?:portion|part|selection|fraction|some|only|few)\b/iu,
  news: /\b(?:news|stor(?:y|ies)|items|reports|dispatches)\b/iu,
  brief: /\b(?:summar(?:y|ies|i[sz]ed|i[sz]es)|abridged|shortened|in brief|condensed)\b/iu,
  readers: /\bsubscri(?:bers?|ption)/iu,
}
const turkish = {
  site: /sitesinde|sitemizde|sitesi\b|sitemiz\b|web sayfa|portal/iu,
  shows: /yayı[mn]la|sunul|yer al|yer ver|geçil/iu,
  news: /haber/iu,
  brief: /özet|kısalt/iu,
  readers: /abone/iu,
}
const arabic = {
  site: /موقع/u,
  shows: /تنشر|ينشر|نشر|يحتوي|تحتوي|يتضمن|تتضمن|يعرض|تعرض|يقدم|تقدم/u,
  news: /[أا]خبار|مواد|قصص|تقارير/u,
  brief: /ملخص|مختصر|موجز|باختصار|تلخيص/u,
  readers: /مشترك/u,
}
const indonesian = {
  site: /\b(?:website|situs|laman|portal)\b/iu,
  shows: /\b(?:memuat|berisi|menampilkan|menyajikan|menerbitkan)\b/iu,
  news: /\b(?:berita|artikel)/iu,
  brief: /ringkas/iu,
  readers: /langganan|pelanggan/iu,
}

const wordings: readonly Wording[] = [
  {
    about: [english.site, english.shows, english.little, english.news, english.brief, english.readers],
    short: [english.site, english.shows, english.news, english.brief],
    contact:
      /^(?:please |kindly |to |for )?(?:contact|get in touch|write|call|subscri)\b.*(?:subscri|contact|\bus\b)/iu,
  },
  {
    about: [turkish.site, turkish.shows, turkish.news, turkish.brief, turkish.readers],
    short: [turkish.site, turkish.shows, turkish.news, turkish.brief],
    contact: /^(?:lütfen )?(?:abone|iletişim|bizimle).*(?:iletişim|ulaş|başvur|abone)/iu,
  },
  {
    about: [arabic.site, arabic.shows, arabic.news, arabic.brief, arabic.readers],
    short: [arabic.site, arabic.shows, arabic.news, arabic.brief],
    contact: /^(?:ي?رجى|الرجاء|للاشتراك|لل?مزيد|للحصول|اتصلوا?|تواصلوا?).*(?:اشتراك|تصال|تواصل)/u,
  },
  {
    about: [indonesian.site, indonesian.shows, indonesian.news, indonesian.brief, indonesian.readers],
    short: [indonesian.site, indonesian.shows, indonesian.news, indonesian.brief],
    contact: /^(?:mohon |silakan |harap |untuk )?(?:hubungi|berlangganan|menghubungi)\b.*(?:langgan|hubungi)/iu,
  },
]

const sentenceEnds = /(?<=[.!?؟…])\s+/u
const longestContact = 20
const longestAbout = 60
const words = (sentence: string): number => sentence.split(' ').length

const saysAll = (sentence: string, features: readonly RegExp[]): boolean =>
  words(sentence) <= longestAbout && features.every(feature => feature.test(sentence))

const isContact = (sentence: string): boolean =>
  words(sentence) <= longestContact && wordings.some(({ contact }) => contact.test(sentence))

const isAbout = (sentence: string, invited: boolean): boolean =>
  wordings.some(({ about, short }) => saysAll(sentence, about) || (invited && saysAll(sentence, short)))

/** Cuts from the end of a text what a website adds under every story: that it carries part of the news, in summary, for whom the rest is.
 *  Looks at whole sentences from the last one up, so that text before them in the same paragraph stays.
 *  An invitation to subscribe goes only together with the sentence that it belongs to. */
export const withoutBoilerplate = (paragraphs: readonly string[]): { kept: string[]; dropped: string[] } => {
  const tail = boilerplateTail(paragraphs)
  if (tail === null) return { kept: [...paragraphs], dropped: [] }
  const before = tail.before === '' ? [] : [tail.before]
  const { kept, dropped } = withoutBoilerplate([...paragraphs.slice(0, tail.paragraph), ...before])
  return { kept, dropped: [...dropped, tail.text] }
}

interface Tail {
  /** The paragraph that it starts in. */
  readonly paragraph: number
  /** What comes before it in that paragraph. */
  readonly before: string
  readonly text: string
}

const boilerplateTail = (paragraphs: readonly string[]): Tail | null => {
  const cut: string[] = []
  for (let paragraph = paragraphs.length - 1; paragraph >= 0; paragraph--) {
    const sentences = (paragraphs[paragraph] ?? '').split(sentenceEnds)
    for (let last = sentences.pop(); last !== undefined; last = sentences.pop()) {
      const invited = cut.length > 0
      cut.unshift(last)
      if (isAbout(last, invited)) return { paragraph, before: sentences.join(' '), text: cut.join(' ') }
      if (!isContact(last)) return null
    }
  }
  return null
}
