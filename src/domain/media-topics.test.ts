import { expect, test } from 'vitest'
import { categoryOfTopic, mediaTopic, topicName, topicOfSubjectCode, topicsOfCategory } from './media-topics.ts'
import { categoryCodes } from './taxonomy.ts'

test('a topic is found by its code, its QCode and its URI', () => {
  const topic = mediaTopic('20000002')
  expect(topic).toMatchObject({ code: '20000002', qcode: 'medtop:20000002', broader: '01000000', retired: null })
  expect(mediaTopic('medtop:20000002')).toEqual(topic)
  expect(mediaTopic('http://cv.iptc.org/newscodes/mediatopic/20000002')).toEqual(topic)
})

test('what is no topic gives null', () => {
  for (const code of ['', '20999999', 'subj:01000000', 'constructor', 'medtop:', '2000002']) {
    expect(mediaTopic(code), code).toBe(null)
    expect(categoryOfTopic(code), code).toBe(null)
  }
})

test('a topic given up by IPTC says since when', () => {
  expect(mediaTopic('20000064')?.retired).toBe('2016-04-05')
})

test('the name is in the language asked for, or in English', () => {
  const sport = mediaTopic('15000000')
  const athlete = mediaTopic('20000002')
  if (sport === null || athlete === null) throw new Error('a topic is missing')
  expect(['en', 'tr-TR', 'ar', 'fi'].map(tag => topicName(sport, tag))).toEqual(['sport', 'spor', 'رياضة', 'sport'])
  expect(topicName(athlete, 'tr')).toBe(athlete.names.en)
})

test('an old subject code becomes the topic that IPTC matches with it, or that of a level above', () => {
  expect(topicOfSubjectCode('15054000')).toEqual({ qcode: 'medtop:20001065', name: 'soccer' })
  expect(topicOfSubjectCode('subj:15054999')).toEqual({ qcode: 'medtop:20001065', name: 'soccer' })
  expect(topicOfSubjectCode('http://cv.iptc.org/newscodes/subjectcode/15999999')).toEqual({
    qcode: 'medtop:15000000',
    name: 'sport',
  })
  expect(topicOfSubjectCode('16009000')?.qcode).toBe('medtop:20000062')
})

test('what is no subject code gives null', () => {
  for (const code of ['99000000', '1500', 'medtop:15000000', 'sport']) expect(topicOfSubjectCode(code), code).toBe(null)
})

test('every category takes in tops, every top is in one category, and the way back is the same', () => {
  const all = categoryCodes.flatMap(category => topicsOfCategory(category).map(topic => [category, topic] as const))
  expect(new Set(all.map(([, topic]) => topic.code)).size).toBe(17)
  for (const [category, topic] of all) {
    expect(topic.broader).toBe(null)
    expect(categoryOfTopic(topic.code)).toBe(category)
  }
  expect(categoryOfTopic('medtop:20001065')).toBe('sports')
})
