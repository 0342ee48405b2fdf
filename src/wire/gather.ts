/** Puts what is asked for at about the same time into batches. */
export interface Gather<Asked, Answer> {
  ask(asked: Asked): Promise<Answer>
  /** Resolves when everything asked for so far has been answered. */
  settled(): Promise<void>
}

/**
 * Everything asked for in one turn of the event loop, or while no more batches may be under way, goes into the next batch.
 * @param options.most in a batch
 * @param options.atOnce batches under way; 1
 * @param act answers a batch in its order; when it throws, all of the batch have failed
 */
export const createGather = <Asked, Answer>(
  { most, atOnce = 1 }: { most: number; atOnce?: number },
  act: (batch: readonly Asked[]) => Promise<readonly Answer[]>,
): Gather<Asked, Answer> => {
  const waiting: { asked: Asked; resolve: (answer: Answer) => void; reject: (error: unknown) => void }[] = []
  const working = new Set<Promise<void>>()
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
  }
  const startWorking = () => {
    const mine = work().then(() => {
      working.delete(mine)
      // Asked for after the last look, and before it was known that nobody works.
      if (waiting.length > 0 && working.size < atOnce) startWorking()
    })
    working.add(mine)
  }
  return {
    ask(asked) {
      const answer = new Promise<Answer>((resolve, reject) => waiting.push({ asked, resolve, reject }))
      if (working.size < atOnce) startWorking()
      return answer
    },
    async settled() {
      while (working.size > 0) await Promise.all(working)
    },
  }
}
