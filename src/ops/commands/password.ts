import { randomInt } from 'node:crypto'
import { type Terminal, UsageError } from './terminal.ts'
import { readAll } from './text-file.ts'

const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'

/** A password to be read from a screen and typed: four groups of four, about 80 random bits, no letters that look alike. */
export const makePassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')).join(
    '-',
  )

/** A password for somebody new: generated, or typed twice unseen at a terminal, or the first line of the standard input. Never an
 *  argument, which others on the machine could read. @returns `shown` where it was generated and has to be told */
export const choosePassword = async (
  terminal: Terminal,
  isGenerated: boolean,
): Promise<{ password: string; shown: string | null }> => {
  if (isGenerated) {
    const password = makePassword()
    return { password, shown: password }
  }
  if (!terminal.stdin.isTTY) {
    const [password = ''] = (await readAll(terminal)).toString('utf8').split(/\r?\n/, 1)
    return { password, shown: null }
  }
  const password = await readUnseen(terminal, 'Password: ')
  if ((await readUnseen(terminal, 'Once more: ')) !== password) throw new UsageError('the two passwords differ')
  return { password, shown: null }
}

/** A secret of somebody else's: typed unseen at a terminal, or the first line of the standard input. */
export const readSecret = async (terminal: Terminal, prompt: string): Promise<string> => {
  if (terminal.stdin.isTTY) return readUnseen(terminal, prompt, 'credential')
  return (await readAll(terminal)).toString('utf8').split(/\r?\n/, 1)[0] ?? ''
}

const ctrlC = '\u0003'
const ctrlD = '\u0004'
const erase = ['\u007f', '\b']

/** Reads a line from the terminal without showing it. */
const readUnseen = ({ stdin, stderr }: Terminal, prompt: string, what = 'password'): Promise<string> =>
  new Promise((resolve, reject) => {
    let typed = ''
    const end = () => {
      stdin.off('data', read)
      stdin.setRawMode?.(false)
      stdin.pause()
      stderr.write('\n')
    }
    const read = (chunk: Buffer | string) => {
      for (const letter of chunk.toString()) {
        if (letter === '\r' || letter === '\n') {
          end()
          return resolve(typed)
        }
        if (letter === ctrlC || letter === ctrlD) {
          end()
          return reject(new UsageError(`no ${what} was given`))
        }
        typed = erase.includes(letter) ? [...typed].slice(0, -1).join('') : typed + letter
      }
    }
    stderr.write(prompt)
    stdin.setEncoding('utf8')
    stdin.setRawMode?.(true)
    stdin.on('data', read)
    stdin.resume()
  })
