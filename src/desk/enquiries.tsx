import { Hono } from 'hono'
import { requireCan } from '../accounts/guard.ts'
import { Refusal } from '../domain/refusal.ts'
import { directionOf } from '../domain/taxonomy.ts'
import { type EnquiryRow, enquiries, handleEnquiry } from '../store/enquiry.ts'
import { Button } from '../web/components/button.tsx'
import { CsrfField } from '../web/components/csrf-field.tsx'
import { EmptyState } from '../web/components/empty-state.tsx'
import { Time } from '../web/components/time.tsx'
import type { WebEnv } from '../web/env.ts'
import { formatDateTime } from '../web/i18n/format.ts'
import { languageName } from '../web/i18n/names.ts'
import { t } from '../web/i18n/translate.ts'
import { page } from '../web/page.ts'
import type { Screen } from '../web/screen.ts'
import type { Desk } from './env.ts'
import { DeskFrame } from './frame.tsx'
import { seatOf } from './seat.ts'

const shown = 200

/** `/desk/enquiries`: who asked for a subscription on the public website. */
export const enquiryRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/enquiries', async c => {
    const isHandled = c.req.query('handled') === '1'
    const [seat, rows] = await Promise.all([seatOf(desk, c), enquiries(desk.db, { isHandled, limit: shown })])
    const { screen } = seat
    const { language } = screen
    return page(
      c,
      <DeskFrame seat={seat} title={t(language, 'desk.nav.enquiries')} place="enquiries">
        <div class="enquiries">
          <nav class="tabs" aria-label={t(language, 'desk.nav.enquiries')}>
            <a href="/desk/enquiries" aria-current={isHandled ? undefined : 'page'}>
              {t(language, 'desk.enquiries.open')}
            </a>
            <a href="/desk/enquiries?handled=1" aria-current={isHandled ? 'page' : undefined}>
              {t(language, 'desk.enquiries.handled')}
            </a>
          </nav>
          {rows.length === 0 && (
            <EmptyState icon="inbox" title={t(language, isHandled ? 'desk.empty.handled' : 'desk.empty.enquiries')}>
              {t(language, 'desk.empty.enquiries.how')}
            </EmptyState>
          )}
          {rows.map(row => (
            <Enquiry screen={screen} row={row} />
          ))}
        </div>
      </DeskFrame>,
    )
  })
  for (const act of ['handled', 'reopened'] as const) {
    routes.post(`/enquiries/:id/${act}`, async c => {
      requireCan(c.get('person'), 'draft')
      const { id: by } = c.get('person')
      const id = Number(c.req.param('id'))
      const isKnown =
        Number.isSafeInteger(id) && (await handleEnquiry(desk.db, { id, by, isHandled: act === 'handled' }))
      if (!isKnown) throw new Refusal('not-found', 'there is no such enquiry')
      return c.redirect(act === 'handled' ? '/desk/enquiries' : '/desk/enquiries?handled=1', 303)
    })
  }
  return routes
}

const Enquiry = ({ screen, row }: { screen: Screen; row: EnquiryRow }) => {
  const { language, timeZone } = screen
  const isHandled = row.handledAt !== null
  return (
    <article class="enquiry" id={`enquiry-${row.id}`}>
      <header class="split">
        <h2>{row.organisation}</h2>
        <span class="meta num">
          <Time screen={screen} at={row.at} form="dateTime" />
        </span>
      </header>
      <p class="cluster meta">
        <span>{row.name}</span>
        <a href={`mailto:${encodeURIComponent(row.email).replaceAll('%40', '@')}`}>{row.email}</a>
        {row.country !== '' && <span>{row.country}</span>}
        <span>{languageName(language, row.language)}</span>
        {row.about !== null && <a href={`/${row.language}/story/${row.about}`}>{t(language, 'desk.enquiry.about')}</a>}
        {row.mailedAt !== null && <span>{t(language, 'desk.enquiry.mailed')}</span>}
      </p>
      {row.message !== '' && (
        <p class="enquiry-message" lang={row.language} dir={directionOf(row.language)}>
          {row.message}
        </p>
      )}
      <form class="bar" method="post" action={`/desk/enquiries/${row.id}/${isHandled ? 'reopened' : 'handled'}`}>
        <CsrfField screen={screen} />
        {row.handledAt !== null && (
          <span class="meta">
            {t(language, 'desk.enquiry.handledBy', {
              name: row.handledBy ?? '',
              time: formatDateTime(language, row.handledAt, timeZone),
            })}
          </span>
        )}
        <Button icon={isHandled ? 'refresh' : 'check'} kind={isHandled ? 'quiet' : 'plain'}>
          {t(language, isHandled ? 'desk.enquiry.reopen' : 'desk.enquiry.handle')}
        </Button>
      </form>
    </article>
  )
}
