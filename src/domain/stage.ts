/** Where a draft stands on its way to the wire; a scheduled one is sent by itself at its time. */
export const stages = ['writing', 'review', 'ready', 'scheduled'] as const
export type Stage = (typeof stages)[number]
