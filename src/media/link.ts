import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ItemId } from '../domain/ids.ts'
import { mediaPath, type RenditionRole } from '../domain/media.ts'
import { Refusal } from '../domain/refusal.ts'

/** Who may fetch what with a link, and until when. */
export interface LinkClaim {
  readonly item: ItemId
  readonly role: RenditionRole
  readonly subscriber: string
  /** A credential or a person: whom the download is counted to, and whose licence still has to cover it. */
  readonly actor: string
  readonly expiresAt: Date
  /** The IP address it works from; null: any. */
  readonly address: string | null
}

/** Links to files that work without credentials: signed, short-lived, and good only while the item and the licence are. */
export interface Links {
  /** The absolute address. @param contentType of the file, for the ending of its name */
  make(claim: LinkClaim, contentType: string | null): string
  /** What the token of a link allows. @throws Refusal `link-spent` where it is not ours, has run out, or is for another file or address */
  read(token: string, asked: { item: ItemId; role: RenditionRole; address: string; now: Date }): LinkClaim
  /** Whether a token was given out for this file, be it long since: whoever holds it is told of a kill. */
  isOurs(token: string, asked: { item: ItemId; role: RenditionRole }): boolean
}

/** HMAC-SHA-256, cut to 128 bits (RFC 2104 §5). */
const tagBytes = 16

/** @param key 32 bytes, the same for every process @param mediaUrl the absolute address below which files are served, without a slash at its end */
export const createLinks = (key: Buffer, mediaUrl: string): Links => {
  const tagOf = (text: string): Buffer =>
    createHmac('sha256', key).update(`media link 1\n${text}`).digest().subarray(0, tagBytes)
  const claimOf = (token: string): LinkClaim | null => {
    const [text = '', tag = ''] = token.split('.')
    const given = Buffer.from(tag, 'base64url')
    if (given.length !== tagBytes || !timingSafeEqual(given, tagOf(text))) return null
    const [item, role, subscriber, actor, seconds, address] = JSON.parse(Buffer.from(text, 'base64url').toString())
    return { item, role, subscriber, actor, expiresAt: new Date(seconds * 1000), address }
  }
  return {
    make({ item, role, subscriber, actor, expiresAt, address }, contentType) {
      const seconds = Math.floor(expiresAt.getTime() / 1000)
      const text = Buffer.from(JSON.stringify([item, role, subscriber, actor, seconds, address])).toString('base64url')
      return `${mediaUrl}/${mediaPath(item, { role, contentType })}?link=${text}.${tagOf(text).toString('base64url')}`
    },
    read(token, asked) {
      const claim = claimOf(token)
      if (claim === null) throw spent('it is not one that was given out')
      const { item, role, expiresAt, address } = claim
      if (item !== asked.item || role !== asked.role) throw spent('it is for another file')
      if (expiresAt <= asked.now) throw spent(`it ran out at ${expiresAt.toISOString()}`)
      if (address !== null && address !== asked.address) throw spent('it was made for another address')
      return claim
    },
    isOurs(token, { item, role }) {
      const claim = claimOf(token)
      return claim?.item === item && claim.role === role
    },
  }
}

const spent = (why: string): Refusal => new Refusal('link-spent', `the link cannot be used: ${why}`)
