import { directionOf } from '../domain/taxonomy.ts'
import { LinkButton } from '../web/components/button.tsx'
import { CopyLink } from '../web/components/copy-link.tsx'
import { fileText, renditionName } from '../web/i18n/sizes.ts'
import { t } from '../web/i18n/translate.ts'
import type { Screen } from '../web/screen.ts'
import type { Visit } from './env.ts'
import type { Extras } from './extras.ts'
import { type FileLine, fileHref } from './files.ts'
import { linkHours } from './link-hours.ts'
import { QuotaLine } from './quota-line.tsx'
import type { Story } from './story.ts'

interface DownloadsProps {
  visit: Visit
  story: Story
  extras: Extras
}

/** The sizes of a story: those that the licence covers to be taken, the others by their names, and what is left of the day's downloads. */
export const Downloads = ({ visit: { screen }, story, extras }: DownloadsProps) => {
  const { language, agency } = screen
  const { sizes, crops, quota } = extras
  if (sizes.length + crops.length === 0) return null
  const isLacking = [...sizes, ...crops].some(({ state }) => state === 'not-covered')
  const first = sizes.find(({ state }) => state === 'offered')
  return (
    <section class="story-part" dir={directionOf(language)} aria-labelledby="files-title">
      <h2 id="files-title">{t(language, 'portal.files')}</h2>
      <QuotaLine screen={screen} quota={quota} />
      <ul class="files">
        {sizes.map(line => (
          <FileRow {...{ screen, story, line }} isFirst={line === first} />
        ))}
      </ul>
      {crops.length > 0 && (
        <>
          <h3 class="files-crops">{t(language, 'portal.files.crops')}</h3>
          <ul class="files">
            {crops.map(line => (
              <FileRow {...{ screen, story, line }} isFirst={false} />
            ))}
          </ul>
        </>
      )}
      <p class="meta">{t(language, 'portal.files.link', { count: linkHours })}</p>
      {isLacking && (
        <p class="meta">
          {t(language, 'portal.files.lacking')} {t(language, 'portal.licence.ask', { contact: agency.contact })}
        </p>
      )}
    </section>
  )
}

interface RowProps {
  screen: Screen
  story: Story
  line: FileLine
  /** The best that may be had: a key takes it. */
  isFirst: boolean
}

const FileRow = ({ screen, story, line: { file, state, isTaken }, isFirst }: RowProps) => {
  const { language } = screen
  const name = renditionName(language, file.role)
  const href = fileHref(story, file.role)
  return (
    <li class={state === 'offered' ? 'file' : 'file file-shut'}>
      <span class="file-name">{name}</span>
      <span class="file-about num">
        {fileText(language, file)}
        {isTaken && <span class="tag">{t(language, 'portal.files.taken')}</span>}
      </span>
      <span class="file-acts">
        {state === 'offered' ? (
          <>
            <LinkButton href={href} icon="download" download counts {...(isFirst ? { hotkey: 'd' } : {})}>
              {t(language, 'portal.files.get')}
              <span class="visually-hidden"> {name}</span>
            </LinkButton>
            <CopyLink
              screen={screen}
              href={`${href}/link`}
              icon="link"
              label={t(language, 'portal.files.copyLink')}
              of={name}
            />
          </>
        ) : (
          <span class="meta">
            {t(language, state === 'used-up' ? 'portal.files.usedUp' : 'portal.files.notCovered')}
          </span>
        )}
      </span>
    </li>
  )
}
