import { paragraph } from '../src/domain/body.ts'
import type { Filing } from '../src/domain/item.ts'

// Invented: no such place or office exists.
const sentences = [
  'The harbour office of Orsel said on Monday that ferries crossed the lake again after a week of storms.',
  'Eleven of the fourteen boats sail by the winter timetable; three wait for parts from the yard in Torvane.',
  'Goods for the northern villages had gone round the lake by road, which took lorries some five hours longer.',
  'The road office counted 2,340 lorries on the pass in six days, four times as many as in a usual week.',
  'Fares stay as they are, the office said, and season tickets are good for another eight days at no charge.',
  'The weather office expects wind of up to 40 kilometres an hour until Thursday and calm water after that.',
  'Two of the piers were damaged on the first night and are closed; repairs begin when the water has fallen.',
  'The town council meets on Wednesday to decide about a breakwater that has been planned for nine years.',
]

/** A story of which a frame of the stream has about 3 kB, different for every `n`. */
export const story = (n: number): Filing => ({
  signal: 'new',
  content: {
    language: 'en',
    headline: `Ferries cross Lake Orsel again after a week of storms, report ${n}`,
    deck: null,
    dateline: 'ORSEL',
    bylines: [],
    body: [0, 1, 2, 3].map(at => paragraph(`${sentences[(n + at) % 8]} ${sentences[(n + at + 4) % 8]}`)),
    category: 'general',
    priority: 4,
    subjects: [],
    keywords: ['ferries', 'storms'],
    summary: null,
  },
  note: null,
  line: null,
  replacedBy: null,
  embargo: null,
  group: null,
  by: 'bench',
})
