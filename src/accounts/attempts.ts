import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '../domain/refusal.ts'
import { type AttemptCount, forgiveAttempts, reserveAttempt } from '../store/attempt.ts'
import type { Db } from '../store/db.ts'
import { networkOf } from './address.ts'

/** An account (realm and e-mail address) and the address somebody tries to sign in to it from. */
export interface Trying {
  readonly account: string
  readonly address: string
}

const windowMs = 15 * 60_000
/** Strict where only the sender itself is held up; an account as a whole is slowed down but never shut, or anybody could shut out anybody. */
const most = { ofPair: 5, ofAddress: 30 }
const slowAfter = 20
const slowestMs = 3_000

/**
 * Counts an attempt before its password is looked at, in all processes together.
 * @throws Refusal `too-many-requests` after 5 on one account from one address, or 30 from one address, in 15 minutes
 */
export const countAttempt = async (db: Db, { account, address }: Trying, now: Date): Promise<void> => {
  const since = new Date(now.getTime() - windowMs)
  const from = networkOf(address)
  const isAllowed = (count: AttemptCount) => count.pair < most.ofPair && count.address < most.ofAddress
  const count = await reserveAttempt(db, { account, address: from, at: now }, since, isAllowed)
  if (!isAllowed(count)) {
    const oldest = count.pair >= most.ofPair ? count.oldestOfPair : count.oldestOfAddress
    const retryAfterMs = Math.max((oldest?.getTime() ?? now.getTime()) + windowMs - now.getTime(), 1000)
    throw new Refusal('too-many-requests', 'too many attempts to sign in', { retryAfterMs })
  }
  const elsewhere = count.account - count.pair
  if (elsewhere > slowAfter) await sleep(Math.min((elsewhere - slowAfter) * 100, slowestMs))
}

/** Forgets the attempts of somebody who then knew the password. */
export const forgetAttempts = (db: Db, { account, address }: Trying): Promise<void> =>
  forgiveAttempts(db, { account, address: networkOf(address) })
