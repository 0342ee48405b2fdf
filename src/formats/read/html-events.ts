import { Parser } from 'htmlparser2'

const deepest = 1000

/** What a parser of HTML tells, in order; names in lower case. */
export interface Events {
  open(name: string, attributes: Record<string, string>): void
  close(name: string): void
  text(text: string): void
}

/** Parses from the start until elements are nested absurdly deep, which costs the parser the square of the depth; what is open then is taken as closed.
 *  @returns the rest */
export const parseSome = (html: string, { open, close, text }: Events): string => {
  let depth = 0
  let rest = ''
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        open(name, attributes)
        if (++depth < deepest) return
        parser.pause()
        rest = html.slice(parser.endIndex + 1)
      },
      onclosetag: name => {
        depth--
        close(name)
      },
      ontext: text,
    },
    { lowerCaseTags: true, recognizeSelfClosing: true },
  )
  parser.write(html)
  if (rest === '') parser.end()
  return rest
}
