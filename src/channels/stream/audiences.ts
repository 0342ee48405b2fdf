import { isRecall, type Signal } from '../../domain/signal.ts'
import type { Delivery } from '../../wire/delivery.ts'
import type { Fanout } from '../../wire/fanout.ts'
import type { Selection } from '../../wire/selections.ts'

/** A connection as the fan-out sees it. */
export interface Member {
  readonly selection: Selection
  /** At the live edge: gets entries as they come. Others read their backlog themselves. */
  readonly isLive: boolean
  /** Some in a row; the same array for every member of a selection. */
  give(deliveries: readonly Delivery[]): void
  /** Ahead of its backlog, without moving its cursor. */
  overtake(delivery: Delivery): void
}

/** Connections by selection: what an entry is to them is decided once a selection, not once a connection. */
export interface Audiences {
  join(member: Member): void
  leave(member: Member): void
}

export const createAudiences = (fanout: Fanout): Audiences => {
  const bySelection = new Map<number, { members: Set<Member>; leave: () => void }>()
  const gather = (selection: Selection) => {
    const members = new Set<Member>()
    const delays = selection.scope.delayMinutes > 0
    const audience = {
      selection,
      receive: (deliveries: readonly Delivery[]) => {
        const ahead = deliveries.filter(({ entry }) => overtakes(entry.signal, delays))
        for (const member of members) {
          if (member.isLive) member.give(deliveries)
          else for (const delivery of ahead) member.overtake(delivery)
        }
      },
    }
    fanout.join(audience)
    const made = { members, leave: () => fanout.leave(audience) }
    bySelection.set(selection.id, made)
    return made
  }
  return {
    join(member) {
      const audience = bySelection.get(member.selection.id) ?? gather(member.selection)
      audience.members.add(member)
    },
    leave(member) {
      const audience = bySelection.get(member.selection.id)
      if (audience === undefined || !audience.members.delete(member) || audience.members.size > 0) return
      audience.leave()
      bySelection.delete(member.selection.id)
    },
  }
}

/** A delayed contract is behind on purpose: what `covers` lets through before its time goes ahead. */
const overtakes = (signal: Signal, delays: boolean): boolean =>
  signal === 'kill' || signal === 'withhold' || (delays && isRecall(signal))
