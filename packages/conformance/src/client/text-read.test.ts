import { describe, expect, test } from 'vitest'

import { readAttribute, readCategory, readLink, readLocation, splitList } from './text-read.ts'

const base = { publicUrl: 'http://h/cloud', prefix: '/cloud' }
const scheme = 'http://example.com/occi#'

describe('readCategory', () => {
  test('reads all parameters', () => {
    const text = `a; scheme="${scheme}"; class="mixin"; title="A \\"b\\""; rel="${scheme}p"; location="/cloud/a/"; attributes="x y{immutable required}"; actions="${scheme}s"`
    expect(readCategory(text, base)).toEqual({
      term: 'a',
      scheme,
      class: 'mixin',
      title: 'A "b"',
      rel: `${scheme}p`,
      location: '/a/',
      attributes: [
        { name: 'x', properties: [] },
        { name: 'y', properties: ['immutable', 'required'] },
      ],
      actions: [`${scheme}s`],
    })
  })

  test.each([
    ['a class without quotes', `a; scheme="${scheme}"; class=kind`],
    ['another order', `a; class="kind"; scheme="${scheme}"`],
    ['no blank', `a;scheme="${scheme}";class="kind"`],
    ['a final semicolon', `a; scheme="${scheme}"; class="kind";`],
    ['no class', `a; scheme="${scheme}"`],
    ['two identifiers in rel', `a; scheme="${scheme}"; class="mixin"; rel="${scheme}p ${scheme}q"`],
    ['an absolute location', `a; scheme="${scheme}"; class="kind"; location="http://h/cloud/a/"`],
    ['required before immutable', `a; scheme="${scheme}"; class="kind"; attributes="x{required immutable}"`],
  ])('refuses %s', (_title, text) => {
    expect(() => readCategory(text, base)).toThrow(/./)
  })
})

describe('readLink', () => {
  test('reads the offer of an Action', () => {
    const text = `</cloud/a/1?action=start>; rel="${scheme}start"`
    expect(readLink(text, base)).toEqual({ target: '/a/1?action=start', id: `${scheme}start` })
  })

  test('reads a Link', () => {
    const text = `</cloud/b/1>; rel="${scheme}b"; self="/cloud/l/1"; category="${scheme}l"; n=2; s="a;b"`
    expect(readLink(text, base)).toEqual({
      target: '/b/1',
      rel: [`${scheme}b`],
      self: '/l/1',
      category: [`${scheme}l`],
      attributes: new Map<string, unknown>([
        ['n', 2],
        ['s', 'a;b'],
      ]),
    })
  })

  test.each([
    ['no rel', '</cloud/b/1>; self="/cloud/l/1"'],
    ['category before self', `</cloud/b/1>; rel="${scheme}b"; category="${scheme}l"; self="/cloud/l/1"`],
    ['an offer of another term', `</cloud/a/1?action=stop>; rel="${scheme}start"`],
    ['a target without the prefix', `</b/1>; rel="${scheme}b"`],
  ])('refuses %s', (_title, text) => {
    expect(() => readLink(text, base)).toThrow(/./)
  })
})

describe('readAttribute', () => {
  test.each([
    ['a="x, \\"y\\" \\\\"', ['a', 'x, "y" \\']],
    ['a=2.0', ['a', 2]],
    ['a=true', ['a', true]],
  ])('reads %s', (text, expected) => {
    expect(readAttribute(text)).toEqual(expected)
  })

  test.each(['a=word', 'a=1e3', 'a=.5', 'a=', 'a="b', 'a="\\b"', 'a = 1', '="b"'])('refuses %s', (text) => {
    expect(() => readAttribute(text)).toThrow(/./)
  })
})

test('splitList splits at commas outside of quotes and brackets', () => {
  expect(splitList('a="x, y", <b,c>; d="e", f=1')).toEqual(['a="x, y"', '<b,c>; d="e"', 'f=1'])
})

test('readLocation takes absolute URIs of the service alone', () => {
  expect(readLocation('http://h/cloud/a/1', base)).toBe('/a/1')
  for (const text of ['/cloud/a/1', 'http://h/a/1', 'http://other/cloud/a/1']) {
    expect(() => readLocation(text, base)).toThrow(/./)
  }
})
