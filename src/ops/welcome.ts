import { relative } from 'node:path'
import type { Settings } from '../config.ts'
import type { DemoSignIns } from './demo.ts'
import { demoFolder } from './demo-incoming.ts'

/** What a start says on the terminal: where everything is and, in the demo, how to sign in and what to try.
 *  @param people the demo's; `none` where the agency has no accounts yet; null where it has its own */
export const welcome = (settings: Settings, people: DemoSignIns | 'none' | null, secondsToReady: number): string => {
  const { publicUrl: url, agencyName, roles } = settings
  const has = (role: Settings['roles'][number]) => roles.includes(role)
  const addresses: [string, string, boolean][] = [
    ['Public site', `${url}/`, has('site')],
    ['Desk', `${url}/desk`, has('desk')],
    ['Portal', `${url}/portal`, has('portal')],
    ['API', `${url}/docs   (how to use what is under /v1)`, has('api')],
    ['HAS', `${url}/abone`, has('has')],
  ]
  const lines = addresses.filter(([, , isOn]) => isOn).map(([name, address]) => `  ${name.padEnd(13)}${address}`)
  const head = `  Dateline for ${agencyName} is ready after ${secondsToReady.toFixed(1)} s.`
  const how = people === null ? [] : people === 'none' ? firstSteps : signIns(people, settings)
  return ['', head, '', ...lines, ...how, ''].join('\n')
}

const firstSteps = [
  '',
  '  Nobody can sign in yet and nothing is sold. Begin with:',
  '  npm run -s dateline -- staff add --email you@agency.example --name "Your Name" --role admin --generate',
  '  npm run -s dateline -- product set general-en --name-en "General bulletin" --name-tr "Genel bülten" --name-ar "النشرة العامة" --languages en',
  '  npm run -s dateline -- --help',
]

const signIns = ({ staff, users, keys }: DemoSignIns, { publicUrl: url, dataDir }: Settings): string[] => {
  const editor = staff.find(person => person.role === 'editor')
  const master = users.find(person => person.role === 'master')
  const key = keys.find(each => each.subscriber === master?.subscriber)
  if (editor === undefined || master === undefined || key === undefined) return []
  return [
    '',
    '  The demo agency, its news and its people are invented. Sign in with:',
    `  Desk         ${editor.email}   ${editor.password}   (an editor)`,
    `  Portal       ${master.email}   ${master.password}   (${master.subscriber}, master user)`,
    `  API key      ${key.token}`,
    `  HAS          ${key.id}   ${key.secret}`,
    '',
    '  Try: file an item and watch it arrive; put a news document of any agency into the incoming folder and take it at the desk.',
    `  curl -N -H 'Authorization: Bearer ${key.token}' ${url}/v1/stream`,
    `  printf 'Lake ferries resume\\n\\nORSEL\\n\\nFerries sail again, the harbour office said.' | npm run -s dateline -- publish -`,
    `  cp story.xml ${shown(demoFolder(dataDir))}/`,
  ]
}

/** A path as a shell in this folder needs it. */
const shown = (path: string): string => {
  const short = relative('', path)
  return (short.startsWith('..') ? path : short).replace(/[^\w./-]/gu, '\\$&')
}
