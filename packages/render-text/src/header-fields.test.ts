import { describe, expect, test } from 'vitest'
import { AnswerFields } from './header-fields.ts'
import { fromOctets, toOctets } from './octets.ts'

const refused = expect.objectContaining({ code: 'not-acceptable' })

describe('fields of an answer', () => {
  test('there is one to a name, in the order in which they were begun', () => {
    const fields = new AnswerFields({ headerField: 100, headerTotal: 100 })
    fields.add('Link', ['a'])
    fields.add('Category', ['b', 'c'])
    fields.add('Link', ['d'])
    fields.add('X-OCCI-Attribute', [])
    expect(fields.headers).toEqual([
      ['Link', 'a, d'],
      ['Category', 'b, c'],
    ])
  })

  test('a field is as long as its octets', () => {
    const fields = new AnswerFields({ headerField: 4, headerTotal: 100 })
    fields.add('Link', ['üü'])
    expect(() => fields.add('Category', ['üüü'])).toThrow(refused)
    expect(() => fields.add('Link', [''])).toThrow(refused)
  })

  test('all of them count with names and what stands between', () => {
    const fields = new AnswerFields({ headerField: 100, headerTotal: 12 })
    fields.add('Link', ['a'])
    fields.add('Link', ['b'])
    expect(() => fields.add('Link', ['c'])).toThrow(refused)
  })
})

describe('octets', () => {
  test.each(['', 'plain', 'Grüße', '世界 😀', '\ufeffa'])('%j goes through', (text) => {
    expect(fromOctets(toOctets(text))).toBe(text)
    expect(toOctets(text)).toBe(Buffer.from(text).toString('latin1'))
  })

  test.each(['\u00fc', '\u00c3', 'a\u00ff', '世'])('%j are none', (text) => {
    expect(fromOctets(text)).toBeUndefined()
  })

  test('half a surrogate pair becomes the replacement character', () => {
    expect(fromOctets(toOctets('\ud800'))).toBe('\ufffd')
  })
})
