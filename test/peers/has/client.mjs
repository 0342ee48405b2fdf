// @ts-nocheck: as clients are written, without types.

// A client of HAS on Node without packages: ids through encodeURIComponent, headers looked up in their very case, redirects off, the first headline
// by a regular expression; and then the two parameters that HAS never had.

import { request } from 'node:http'

const [, , base, credentials] = process.argv
const Authorization = `Basic ${Buffer.from(credentials).toString('base64')}`

/** Over node:http, for the headers as they were written. */
const ask = path =>
  new Promise((resolve, reject) => {
    const asked = request(base + path, { headers: { Authorization } }, answer => {
      const chunks = []
      answer.on('data', chunk => chunks.push(chunk))
      answer.on('end', () => {
        const raw = answer.rawHeaders
        const headers = Object.fromEntries(raw.flatMap((name, n) => (n % 2 === 0 ? [[name, raw[n + 1]]] : [])))
        resolve({ status: answer.statusCode, headers, body: Buffer.concat(chunks) })
      })
    })
    asked.on('error', reject)
    asked.end()
  })

const search = async parameters => {
  const headers = { Authorization, 'Content-Type': 'application/json' }
  const answer = await fetch(`${base}/search`, { method: 'POST', headers, body: JSON.stringify(parameters) })
  const { data, response } = await answer.json()
  if (response.code !== 200) throw new Error(response.message)
  return data
}

const { result } = await search({ start_date: '2020-01-01T00:00:00.000Z', end_date: 'NOW', filter_type: '1', limit: 5 })
const stories = []
for (const { id } of result) {
  const { headers, body } = await ask(`/document/${encodeURIComponent(id)}/newsml29`)
  const xml = body.toString()
  stories.push({ id, headline: /<headline[^>]*>([^<]+)</.exec(xml)?.[1], type: headers['Content-Type'] })
}
const pictures = await search({ filter_type: 2, limit: 1 })
const { headers: found, status } = await ask(`/token/${encodeURIComponent(pictures.result[0].id)}/web`)
const linked = await fetch(found.Location)

// Everything, in order and whole, and where to go on.
const wire = []
let next = 0
for (let more = true; more; ) {
  const page = await search({ after: next, expand: 'ninjs', limit: 20 })
  wire.push(...page.result)
  ;({ next, more } = page)
}

console.log(
  JSON.stringify({
    stories,
    token: { status, type: linked.headers.get('content-type'), bytes: (await linked.arrayBuffer()).byteLength },
    wire: wire.map(({ seq, id, document }) => ({ seq, id, uri: document.uri })),
    next,
  }),
)
