/** Where a draft stands on its way to the wire; a scheduled one is sent by itself at its time. */
export const stages = ['writing', 'review', 'ready', 'scheduled'] as const
export type Stage = (typeof stages)[number]

/** Who may make a move: whoever writes, or only those who decide what goes out. */
export type Mover = 'writers' | 'editors'

/** Which stage may follow which by hand, and who may move it. Into `scheduled` and out of it a draft goes by its schedule alone. */
const stageMoves: Readonly<Record<Stage, Readonly<Partial<Record<Stage, Mover>>>>> = {
  writing: { review: 'writers', ready: 'editors' },
  review: { writing: 'writers', ready: 'editors' },
  ready: { writing: 'editors', review: 'editors' },
  scheduled: {},
}

/** Who may move a draft from one stage to another; null: nobody, there is no such move. */
export const moverOf = (from: Stage, to: Stage): Mover | null => stageMoves[from][to] ?? null
