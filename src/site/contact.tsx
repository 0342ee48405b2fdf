import type { PublicTeaser } from '../domain/teaser.ts'
import { Button } from '../web/components/button.tsx'
import { ErrorSummary, type FieldError } from '../web/components/error-summary.tsx'
import { Field } from '../web/components/field.tsx'
import { t } from '../web/i18n/translate.ts'
import { contactPath, frontPath, storyPath, thanksPath } from './addresses.ts'
import { type EnquiryField, type EnquiryValues, longest, trapField } from './enquiry.ts'
import { Mail, SitePage, type SiteScreen } from './frame.tsx'

interface ContactPageProps {
  screen: SiteScreen
  /** The story from whose page the reader came. */
  about: PublicTeaser | null
  values: EnquiryValues
  errors: readonly FieldError[]
}

/** The enquiry form. */
export const ContactPage = ({ screen, about, values, errors }: ContactPageProps) => {
  const { language, agency } = screen
  const title = t(language, 'site.contact.title')
  return (
    <SitePage
      screen={screen}
      title={errors.length === 0 ? title : `${t(language, 'site.contact.wrong')} · ${title}`}
      description={t(language, 'site.contact.text')}
      path={contactPath(language)}
      translated={code => contactPath(code)}
      arrangement="letter"
    >
      <h1 class="page-name">{title}</h1>
      <p class="letter-text">{t(language, 'site.portion', { agency: agency.name })}</p>
      <p class="letter-text">
        {t(language, 'site.contact.text')} {t(language, 'site.contact.direct')} <Mail address={agency.contact} />
      </p>
      {about !== null && (
        <p class="letter-about">
          {t(language, 'site.contact.story')}{' '}
          <a href={storyPath(about.language, about.slug)} lang={about.language} dir="auto">
            {about.headline}
          </a>
        </p>
      )}
      <ErrorSummary screen={screen} errors={errors} />
      <EnquiryForm screen={screen} about={about} values={values} errors={errors} />
    </SitePage>
  )
}

const EnquiryForm = ({ screen, about, values, errors }: ContactPageProps) => {
  const { language } = screen
  const field = (name: EnquiryField) => {
    const error = errors.find(each => each.field === name)?.message
    const label = t(language, `site.contact.${name}`)
    return {
      screen,
      name,
      label,
      value: values[name],
      maxLength: longest[name],
      ...(error === undefined ? {} : { error }),
    }
  }
  return (
    <form class="letter-form" method="post" action={contactPath(language)} novalidate={errors.length > 0}>
      <Field {...field('organisation')} autocomplete="organization" />
      <Field {...field('name')} autocomplete="name" />
      <Field {...field('email')} type="email" autocomplete="email" hint={t(language, 'site.contact.email.hint')} />
      <Field {...field('country')} autocomplete="country-name" optional />
      <Field {...field('message')} rows={6} hint={t(language, 'site.contact.message.hint')} />
      <p class="visually-hidden">
        <label for="field-trap">{t(language, 'site.contact.trap')}</label>
        <input id="field-trap" name={trapField} type="text" tabindex={-1} autocomplete="off" />
      </p>
      {about !== null && <input type="hidden" name="about" value={about.slug} />}
      <Button kind="primary" icon="send">
        {t(language, 'site.contact.send')}
      </Button>
    </form>
  )
}

/** Where the form leads once it is handed in. */
export const ThanksPage = ({ screen }: { screen: SiteScreen }) => {
  const { language } = screen
  return (
    <SitePage
      screen={screen}
      title={t(language, 'site.contact.thanks')}
      path={thanksPath(language)}
      translated={thanksPath}
      arrangement="letter"
      isListed={false}
    >
      <h1 class="page-name">{t(language, 'site.contact.thanks')}</h1>
      <p class="letter-text">{t(language, 'site.contact.thanks.text')}</p>
      <p class="older">
        <a href={frontPath(language)}>{t(language, 'site.contact.thanks.back')}</a>
      </p>
    </SitePage>
  )
}
