/** Why a story is taken back: the class under which desks and subscribers file it. */
export const killReasons = [
  'inaccurate',
  'unconfirmed',
  'legal',
  'rights',
  'safety',
  'duplicate',
  'sent-in-error',
] as const
export type KillReason = (typeof killReasons)[number]
