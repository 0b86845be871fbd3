import { resource, type Entity } from '@occi/core'
import { describe, expect, test } from 'vitest'

import { EntityTags } from './etag.ts'

const tags = withKey('key')

function withKey(key: string): EntityTags {
  const made = new EntityTags()
  made.useKey(key)
  return made
}

function entity(revision: number, id = 'urn:x:1'): Entity {
  const nothing = { mixins: [], attributes: {}, actions: [], links: [] }
  return { type: 'resource', id, location: '/a/1', kind: resource, revision, ...nothing }
}

const headers = (name: string, ...values: readonly string[]) => new Map([[name, values]])
const tag = tags.of(entity(7), 'text', '1.2')
const otherRendering = tags.of(entity(7), 'json', '1.1')
const older = tags.of(entity(6), 'text', '1.2')

describe('a tag', () => {
  test('is that of the revision, the Rendering and the version', () => {
    expect(tag).toMatch(/^"[0-9a-z]{14}\.text\.1\.2"$/)
    expect(tags.of(entity(7), 'text', '1.2')).toBe(tag)
    expect(new Set([tag, otherRendering, older, tags.of(entity(7), 'text', '1.1')]).size).toBe(4)
  })

  test('tells nothing of the counter: not the number, not the order, not how far apart', () => {
    const marks = Array.from({ length: 2000 }, (_one, revision) =>
      tags.of(entity(revision), 't', 'v').slice(1, 15),
    )
    expect(new Set(marks).size).toBe(2000)
    expect(
      marks.filter((mark, index) => index > 0 && mark > (marks[index - 1] ?? '')).length,
    ).toBeGreaterThan(800)
    expect(marks.filter((mark, index) => index > 0 && mark > (marks[index - 1] ?? '')).length).toBeLessThan(
      1200,
    )
    expect(marks.some((mark, revision) => revision > 999 && mark.includes(String(revision)))).toBe(false)
  })

  test('of two entities at the same revision, or of two services, is not the same', () => {
    expect(tags.of(entity(7, 'urn:x:2'), 'text', '1.2')).not.toBe(tag)
    expect(withKey('other').of(entity(7), 'text', '1.2')).not.toBe(tag)
  })
})

test.each([
  [[tag], true],
  [[`W/${tag}`], true],
  [['*'], true],
  [['"x"', tag], true],
  [[`"x", ${tag}`], true],
  [[otherRendering], false],
  [[older], false],
  [[tag.slice(1, -1)], false],
  [[''], false],
  [[], false],
])('If-None-Match %j on GET: known %s', (values, known) => {
  expect(tags.isKnown(headers('if-none-match', ...values), tag)).toBe(known)
})

describe('check', () => {
  test.each([
    ['if-match', [tag], entity(7), true],
    ['if-match', [otherRendering], entity(7), true],
    ['if-match', [`W/${tag}`], entity(7), true],
    ['if-match', ['*'], entity(7), true],
    ['if-match', [`"x", ${tag}`], entity(7), true],
    ['if-match', [tag], entity(8), false],
    ['if-match', ['"x"'], entity(7), false],
    ['if-match', ['garbage'], entity(7), false],
    ['if-match', [''], entity(7), false],
    ['if-match', ['*'], undefined, false],
    ['if-match', [tag], undefined, false],
    ['if-none-match', ['*'], undefined, true],
    ['if-none-match', [older], entity(7), true],
    ['if-none-match', ['*'], entity(7), false],
    ['if-none-match', [tag], entity(7), false],
    ['if-none-match', [otherRendering], entity(7), false],
    ['other', ['*'], undefined, true],
  ])('%s %j', (name, values, present, passes) => {
    const check = () => tags.check(headers(name, ...values), present)
    if (passes) expect(check).not.toThrow()
    else expect(check).toThrow(expect.objectContaining({ code: 'precondition-failed' }))
  })
})
