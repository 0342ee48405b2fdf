import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { z } from 'zod'
import { Refusal } from '../../domain/refusal.ts'
import { changesBetween, type TopicTable, textOfTable, topicTableOf } from '../media-topics.ts'
import { type Terminal, UsageError, wantsJson } from './terminal.ts'

const tableFile = fileURLToPath(new URL('../../domain/media-topics.json', import.meta.url))

/** `media-topics`: takes a newer release of IPTC's Media Topics into the vocabulary that Dateline ships. */
export const addMediaTopicsCommand = (program: Command, terminal: Terminal): void => {
  program
    .command('media-topics <file>')
    .description(
      "Take a release of IPTC's Media Topics (cptall-x-all.json) into src/domain/media-topics.json. Turkish names are kept.",
    )
    .option('--table <file>', 'the table to rewrite', tableFile)
    .action(async (file: string, { table }: { table: string }, command: Command) => {
      const before = (await jsonOf(table)) as TopicTable
      const after = takenFrom(await jsonOf(file), before)
      await writeFile(table, textOfTable(after))
      const changes = changesBetween(before, after)
      const names = (codes: readonly string[]) =>
        codes.map(code => `\n  medtop:${code}  ${(after.topics[code] ?? before.topics[code])?.en}`).join('')
      const text = Object.entries(changes).map(([kind, codes]) => `${kind}: ${codes.length}${names(codes)}`)
      const json = { release: after.release, ...changes }
      terminal.stdout.write(
        wantsJson(command) ? `${JSON.stringify(json)}\n` : `${[`release of ${after.release}`, ...text].join('\n')}\n`,
      )
    })
}

const jsonOf = async (file: string): Promise<unknown> => {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`${file} cannot be read`)
  })
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('bad-input', 'file: is not JSON', { field: 'file' })
  }
}

const takenFrom = (json: unknown, before: TopicTable): TopicTable => {
  try {
    return topicTableOf(json, before)
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    const first = error.issues[0]
    const words = `file: is not in the shape of cptall-x-all.json: ${first?.path.join('.')}: ${first?.message}`
    throw new Refusal('bad-input', words, { field: 'file' })
  }
}
