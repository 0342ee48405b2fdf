import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { insertTeaser, type StartedSite, startedSite } from '../../test/kit/teasers.ts'
import { languageCodes } from '../domain/taxonomy.ts'
import { t } from '../web/i18n/translate.ts'
import { trapField } from './enquiry.ts'

let site: StartedSite
let now = new Date('2026-11-23T10:00:00Z')
beforeEach(async () => {
  now = new Date('2026-11-23T10:00:00Z')
  site = await startedSite(() => now)
})
afterEach(() => site.stop())

const filled = {
  organisation: 'Lake Radio',
  name: 'Ines Tallow',
  email: 'ines@lake.example',
  country: 'Orsel',
  message: 'All of the sports wire, please.',
}

const post = (fields: Record<string, string>, headers: Record<string, string> = {}, language = 'en') =>
  site.web.request(`https://news.example/${language}/contact`, {
    method: 'POST',
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields).toString(),
  })

const kept = () => site.db`select organisation, name, email, country, message, language, about from enquiry order by id`

describe('an enquiry', () => {
  test.each(languageCodes)('in %s is stored, and leads to the thanks', async language => {
    const answer = await post(filled, {}, language)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe(`/${language}/contact/thanks`)
    expect(await kept()).toEqual([{ ...filled, language, about: null }])
    expect(await (await site.get(`/${language}/contact/thanks`)).text()).toContain(t(language, 'site.contact.thanks'))
  })

  test('remembers the story that led to it, if there is one', async () => {
    await insertTeaser(site.db, { n: 1, headline: 'Quay open again' })
    const form = await (await site.get('/en/contact?about=story-1')).text()
    expect(form).toContain('Quay open again')
    expect(form).toContain('<input type="hidden" name="about" value="story-1"/>')
    await post({ ...filled, about: 'story-1' })
    await post({ ...filled, about: 'never-was' })
    await post({ ...filled, about: `'; drop table enquiry; --` })
    expect((await kept()).map(row => row.about)).toEqual(['story-1', null, null])
  })

  test('needs no country', async () => {
    expect((await post({ ...filled, country: '' })).status).toBe(303)
  })

  test.each(languageCodes)('that is empty comes back in %s with what is missing beside each field', async language => {
    const answer = await post({}, {}, language)
    expect(answer.status).toBe(422)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const html = await answer.text()
    for (const field of ['organisation', 'name', 'email', 'message'] as const) {
      const message = t(language, `site.contact.missing.${field}`)
      expect(html).toContain(`<a href="#field-${field}">${message}</a>`)
      expect(html).toMatch(
        new RegExp(`id="field-${field}"[^>]*aria-invalid="true"[^>]*aria-describedby="field-${field}-error`),
      )
    }
    expect(html).not.toContain('id="field-country-error"')
    expect(await kept()).toEqual([])
  })

  test('that is wrong in one thing keeps what was typed', async () => {
    const answer = await post({ ...filled, email: 'ines at lake', organisation: '<b>"Lake" Radio' })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain(t('en', 'site.contact.wrong.email'))
    expect(html).toContain('value="ines at lake"')
    expect(html).toContain('value="&lt;b&gt;&quot;Lake&quot; Radio"')
    expect(html).toContain('All of the sports wire, please.</textarea>')
  })

  test.each([
    'ines',
    'ines@lake',
    'a b@lake.example',
    'ines@lake.example,x@y.example',
    'ines@lake.example\r\nBcc: x@y.example',
    '<ines@lake.example>',
    '@lake.example',
  ])('with %j as its address is refused', async email => {
    expect((await post({ ...filled, email })).status).toBe(422)
    expect(await kept()).toEqual([])
  })

  test.each(['ines.tallow+news@lake.example', 'o’neil@lake.example', 'ınes@göl.example', '  ines@lake.example '])(
    'with %j as its address is taken',
    async email => {
      expect((await post({ ...filled, email })).status).toBe(303)
    },
  )

  test('cannot write header lines: what goes into a mail’s head is one line each', async () => {
    const evil = 'Ines\r\nBcc: everybody@lake.example\u2028X: y\u0000\u0085z'
    await post({ ...filled, name: evil, organisation: evil, country: evil })
    const [row] = await kept()
    for (const field of ['name', 'organisation', 'country']) {
      expect(row?.[field]).toBe('Ines Bcc: everybody@lake.example X: y z')
    }
  })

  test('keeps the lines of its message, without characters that do not print', async () => {
    await post({ ...filled, message: ' One\r\ntwo\rthree\u0000\u001b[31m\n\tfour ' })
    expect((await kept())[0]?.message).toBe('One\ntwo\nthree[31m\n\tfour')
  })

  test.each([
    ['organisation', 200],
    ['name', 200],
    ['country', 100],
    ['message', 5000],
  ] as const)('with a %s of more than %i characters is refused, of as many taken', async (field, most) => {
    const long = await post({ ...filled, [field]: 'x'.repeat(most + 1) })
    expect(long.status).toBe(422)
    expect(await long.text()).toContain(t('en', 'site.contact.long', { count: most }))
    expect((await post({ ...filled, [field]: 'x'.repeat(most) })).status).toBe(303)
  })

  test('that is no form, or has files for texts, is refused and never a failure', async () => {
    const json = await site.web.request('https://news.example/en/contact', {
      method: 'POST',
      headers: { accept: 'text/html', 'content-type': 'application/json' },
      body: '{"name":"x"}',
    })
    expect(json.status).toBe(422)
    const form = new FormData()
    for (const [name, value] of Object.entries(filled)) form.append(name, value)
    form.set('name', new File(['x'], 'x.txt'))
    const files = await site.web.request('https://news.example/en/contact', {
      method: 'POST',
      headers: { accept: 'text/html' },
      body: form,
    })
    expect(files.status).toBe(422)
  })
})

describe('against abuse', () => {
  test('whoever fills the field that people do not see is thanked and forgotten', async () => {
    const answer = await post({ ...filled, [trapField]: 'https://spam.example' })
    expect(answer.headers.get('location')).toBe('/en/contact/thanks')
    expect(await kept()).toEqual([])
    expect(await (await site.get('/en/contact')).text()).toMatch(new RegExp(`name="${trapField}"[^>]*tabindex="-1"`))
  })

  test('a page of another site cannot hand one in', async () => {
    const foreign: Record<string, string>[] = [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }]
    for (const headers of foreign) {
      expect((await post(filled, headers)).status).toBe(403)
    }
    expect((await post(filled, { 'sec-fetch-site': 'same-origin', origin: 'https://news.example' })).status).toBe(303)
    expect(await kept()).toHaveLength(1)
  })

  test('a connection hands in five an hour, then waits; mistakes do not count', async () => {
    for (let n = 0; n < 5; n++) {
      expect((await post({})).status).toBe(422)
      expect((await post(filled)).status).toBe(303)
      now = new Date(now.getTime() + 60_000)
    }
    const refused = await post(filled)
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('3300')
    const html = await refused.text()
    expect(html).toContain(t('en', 'site.contact.often', { count: 55, contact: 'subscriptions@meridian.example' }))
    expect(html).toContain('value="Lake Radio"')
    expect(await kept()).toHaveLength(5)
    now = new Date(now.getTime() + 3_300_000)
    expect((await post(filled)).status).toBe(303)
    expect((await post(filled)).status).toBe(429)
  })
})
