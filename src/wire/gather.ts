/** Puts what is asked for at about the same time into batches. */
export interface Gather<Asked, Answer> {
  ask(asked: Asked): Promise<Answer>
  /** Resolves when everything asked for so far has been answered. */
  settled(): Promise<void>
}

/**
 * Everything asked for in one turn of the event loop, or while a batch is under way, goes into the next batch.
 * @param act answers a batch in its order; when it throws, all of the batch have failed
 */
export const createGather = <Asked, Answer>(
  most: number,
  act: (batch: readonly Asked[]) => Promise<readonly Answer[]>,
): Gather<Asked, Answer> => {
  const waiting: { asked: Asked; resolve: (answer: Answer) => void; reject: (error: unknown) => void }[] = []
  let working: Promise<void> | null = null
  const work = async () => {
    await new Promise(resolve => setImmediate(resolve))
    while (waiting.length > 0) {
      const batch = waiting.splice(0, most)
      try {
        const answers = await act(batch.map(each => each.asked))
        if (answers.length !== batch.length) throw new RangeError(`${answers.length} answers to ${batch.length}`)
        answers.forEach((answer, n) => void batch[n]?.resolve(answer))
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    working = null
  }
  return {
    ask(asked) {
      const answer = new Promise<Answer>((resolve, reject) => waiting.push({ asked, resolve, reject }))
      working ??= work()
      return answer
    },
    async settled() {
      while (working !== null) await working
    },
  }
}
