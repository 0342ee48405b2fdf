import type { Acting } from '../../src/accounts/acting.ts'
import { addSubscriber, addUser, issueKey, revokeKey } from '../../src/accounts/admin.ts'
import { endLicence, setLicence, setProduct } from '../../src/accounts/contracts.ts'
import type { Licence } from '../../src/store/licence.ts'
import { csrfToken } from '../../src/web/csrf.ts'
import { kitPassword } from '../kit/accounts.ts'
import type { Started } from '../kit/dateline.ts'
import { filesOf, type LeakRole } from './pictures.ts'
import { everything, full, mark, told } from './stories.ts'

/** Somebody who asks for everything, and what they may find in the answers. */
export interface Reader {
  readonly name: string
  /** Key of an API user, as Bearer token and as `id:secret`. */
  readonly key: { readonly token: string; readonly basic: string } | null
  /** Session and where it is one. */
  readonly session: { readonly realm: 'desk' | 'portal'; readonly token: string } | null
  /** Words that may occur in answers of the doors that the reader has a key or a session for. */
  readonly sees: readonly string[]
  /** Ends the contract, for one that is to have lapsed after everything was sent. */
  readonly lapse: (() => Promise<Licence>) | null
}

type Terms = Omit<Parameters<typeof setLicence>[1], 'subscriber' | 'products'> & { products?: number[] }

const openTexts = [
  ...['plain', 'turkish', 'arabic', 'special', 'cut'],
  ...['wrongold', 'wrongnew', 'movedold', 'movednew', 'leftold', 'leftnew'],
]
const recalled = told('killed', 'held', 'wrong', 'left')
const openPictures = ['photo', 'photoleftold', 'photoleftnew']
/** What whoever takes every picture may find: of the one that was corrected, files of the newest version alone. */
const picturesIn = (...roles: LeakRole[]) => [
  ...full(...openPictures),
  ...told('photokilled', 'photoheld', 'photoleft'),
  ...filesOf(['photo', 'photoleftnew'], roles),
]
const openToAll = [...full(...openTexts), ...recalled, mark('moved', 'note')]

/** Adds a subscriber for each kind of contract, and signs everybody in by the forms. */
export const admitReaders = async (started: Started): Promise<Reader[]> => {
  const { db, accounts, url } = started
  const { products } = accounts
  const began = new Date('2026-01-01T00:00:00Z')
  const act: Acting = { db, by: 'kit', now: began }
  const subscriber = async (name: string, terms: Terms | null, sees: readonly string[], isRevoked = false) => {
    const email = `desk@${name.replaceAll(' ', '-')}.example`
    const { id } = await addSubscriber(act, { name: clientName(name), email })
    const key = await issueKey(act, { subscriber: id, name })
    await addUser(act, { subscriber: id, email, name, role: 'reader', password: kitPassword })
    const all = Object.values(products)
    const licence = terms === null ? null : await setLicence(act, { products: all, ...terms, subscriber: id })
    if (isRevoked) await revokeKey(act, { credential: key.credential.id, why: 'it got out' })
    return {
      name,
      key: { token: key.token, basic: `${key.credential.id}:${key.secret}` },
      session: { realm: 'portal' as const, token: await signIn(url, 'portal', email) },
      sees: [...sees, clientName(name)],
      lapse: licence === null ? null : () => endLicence({ ...act, now: new Date() }, { licence: licence.id }),
    }
  }
  const staff = async (role: 'writer' | 'editor' | 'admin', clients: readonly string[]) => ({
    ...{ name: role, key: null, sees: [...everything, ...clients], lapse: null },
    session: { realm: 'desk' as const, token: await signIn(url, 'desk', accounts[role].email) },
  })
  const names = { en: 'Pictures', tr: 'Fotoğraf', ar: 'صور' }
  const photo = (await setProduct(act, { code: 'photo', names, rule: { types: ['picture'] } })).id
  const types: Terms['types'] = ['text', 'picture']
  const screens = ['preview', 'thumb', 'comp'] as const
  const later = new Date(Date.now() + 30 * 86_400_000)
  const people: Reader[] = [
    { name: 'nobody', key: null, session: null, sees: [], lapse: null },
    await subscriber('whole wire', {}, openToAll),
    await subscriber('trusted', { embargoTrust: true }, [...openToAll, ...full('secret')]),
    await subscriber('turkish product', { products: [products.generalTr] }, full('turkish')),
    await subscriber('arabic only', { languages: ['ar'] }, full('arabic')),
    await subscriber('flash product', { products: [products.flash] }, [
      // Of versions that left the product only the headline, and what is told about them.
      ...full('movedold', 'leftold'),
      ...[mark('movednew', 'head'), mark('moved', 'note'), mark('leftnew', 'head'), ...told('left')],
    ]),
    await subscriber('delayed', { delayMinutes: 120 }, told('killed')),
    await subscriber('lapsed', {}, recalled),
    await subscriber('expired', { until: new Date('2026-06-01T00:00:00Z') }, []),
    await subscriber('early', { from: later }, []),
    await subscriber('no contract', null, []),
    await subscriber('every picture', { products: [photo], types }, picturesIn('print', 'web', ...screens)),
    await subscriber(
      'web pictures',
      { products: [photo], types, sizes: { picture: ['web'] } },
      picturesIn('web', ...screens),
    ),
    await subscriber('no sizes', { products: [photo], types, sizes: { picture: [] } }, picturesIn(...screens)),
    await subscriber('pictures trusted', { products: [photo], types, embargoTrust: true }, [
      ...[...picturesIn('print', 'web', ...screens), ...full('photosecret'), ...filesOf(['photosecret'])],
    ]),
    // The one that left the product is a headline now, and is seen under its watermark.
    await subscriber('flash pictures', { products: [products.flash], types: ['picture'] }, [
      ...[...full('photoleftold'), mark('photoleftnew', 'head'), ...told('photoleft')],
      ...filesOf(['photoleftnew'], ['thumb', 'comp']),
    ]),
    await subscriber('pictures lapsed', { products: [photo], types }, told('photokilled', 'photoheld', 'photoleft')),
    await subscriber('revoked', { products: [products.generalTr] }, full('turkish'), true),
  ]
  const clients = people.map(({ name }) => clientName(name))
  return [...people, await staff('writer', clients), await staff('editor', clients), await staff('admin', clients)]
}

/** What the subscriber of a reader is called: nobody else's business but the agency's. */
export const clientName = (reader: string): string => `qzclient${reader.replaceAll(' ', '')}`

/** Signs in by the form of the page. @returns the session */
const signIn = async (url: string, realm: 'desk' | 'portal', email: string): Promise<string> => {
  const answer = await fetch(`${url}/${realm}/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ email, password: kitPassword }),
    redirect: 'manual',
  })
  const cookie = answer.headers.getSetCookie().find(each => each.startsWith(`dateline_${realm}=`))
  const token = cookie?.split(/[=;]/)[1]
  if (token === undefined) throw new Error(`${email} could not sign in to ${realm}: ${answer.status}`)
  return token
}

/** Everything that a reader has, shown at every door: the key in the form that the door wants, the session under the names of both realms. */
export const credentialsOf = ({ key, session }: Reader, door: string): Record<string, string> => ({
  ...(key === null
    ? {}
    : {
        Authorization: door === 'has' ? `Basic ${Buffer.from(key.basic).toString('base64')}` : `Bearer ${key.token}`,
      }),
  ...(session === null
    ? {}
    : {
        Cookie: `dateline_desk=${session.token}; dateline_portal=${session.token}`,
        'x-csrf-token': csrfToken(session.token),
      }),
})
