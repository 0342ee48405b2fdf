import type { Category } from '../domain/taxonomy.ts'
import type { River } from '../store/public.ts'
import { EmptyState } from '../web/components/empty-state.tsx'
import { formatDateTime } from '../web/i18n/format.ts'
import { categoryName } from '../web/i18n/names.ts'
import { t } from '../web/i18n/translate.ts'
import { beforePath, categoryPath, frontPath } from './addresses.ts'
import { SitePage, type SiteScreen } from './frame.tsx'
import { RiverList } from './river.tsx'

interface RiverPageProps {
  screen: SiteScreen
  /** Null: the river of all sections, which has a page only for what is older. */
  category: Category | null
  before: Date | null
  river: River
}

/** A section, or a stretch of the past. */
export const RiverPage = ({ screen, category, before, river }: RiverPageProps) => {
  const { language, agency, timeZone } = screen
  const path = category === null ? frontPath(language) : categoryPath(language, category)
  const name = category === null ? t(language, 'site.latest') : categoryName(language, category)
  const until = before && t(language, 'site.before', { time: formatDateTime(language, before, timeZone) })
  const last = river.stories.at(-1)
  return (
    <SitePage
      screen={screen}
      title={until === null ? name : `${name} · ${until}`}
      description={t(language, 'site.tagline', { agency: agency.name })}
      path={before === null ? path : beforePath(path, before)}
      category={category}
      translated={code => (category === null ? frontPath(code) : categoryPath(code, category))}
      arrangement="section"
      isListed={before === null}
    >
      <h1 class="page-name">{name}</h1>
      {until !== null && <p class="page-detail">{until}</p>}
      {last === undefined ? (
        <EmptyState icon="wire" title={t(language, before === null ? 'site.empty' : 'site.empty.older')}>
          {before === null && t(language, 'site.empty.how')}
        </EmptyState>
      ) : (
        <RiverList screen={screen} stories={river.stories} level={2} />
      )}
      {(before !== null || river.hasOlder) && (
        <p class="older">
          {before !== null && (
            <a href={path} rel="prev">
              {t(language, 'site.newest')}
            </a>
          )}
          {last !== undefined && river.hasOlder && (
            <a href={beforePath(path, last.publishedAt)} rel="next">
              {t(language, 'site.older')}
            </a>
          )}
        </p>
      )}
    </SitePage>
  )
}
