/** The form of a sentence for a count, in the language of the page. @param {Record<string, string>} forms @param {number} count */
export const pluralText = (forms, count) => {
  const language = document.documentElement.lang
  const form = new Intl.PluralRules(language).select(count)
  const number = new Intl.NumberFormat(language, { numberingSystem: 'latn' }).format(count)
  return (forms[form] ?? forms.other ?? '{count}').replace('{count}', number)
}
