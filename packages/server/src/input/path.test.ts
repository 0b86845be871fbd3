import { describe, expect, test } from 'vitest'

import { normalizePath, toSegment } from './path.ts'

describe('normalizePath', () => {
  test.each([
    ['/', '/'],
    ['/compute/', '/compute/'],
    ['/compute/1', '/compute/1'],
    ['/-/', '/-/'],
    ['/.well-known/org/ogf/occi/-/', '/.well-known/org/ogf/occi/-/'],
    ['/a.b/..c/d..', '/a.b/..c/d..'],
    ['/%61%7E%2d%5F', '/a~-_'],
    ['/urn:x:1@a=b+c$&', '/urn:x:1@a=b+c$&'],
    ['/%3A%40', '/:@'],
    ['/a,b', '/a%2Cb'],
    ['/a%2cb', '/a%2Cb'],
    ['/a;b', '/a%3Bb'],
    ['/a%2Fb', '/a%2Fb'],
    ['/a%2fb', '/a%2Fb'],
    ['/a%5Cb', '/a%5Cb'],
    ['/a%25b', '/a%25b'],
    ['/a%20b', '/a%20b'],
    ['/%22%3C%3E', '/%22%3C%3E'],
    ['/ä', '/%C3%A4'],
    ['/%c3%a4', '/%C3%A4'],
    ['/漢/💥', '/%E6%BC%A2/%F0%9F%92%A5'],
    ['/%2e%2e%2fetc', '/..%2Fetc'],
  ])('%s -> %s', (path, normal) => {
    expect(normalizePath(path)).toBe(normal)
    expect(normalizePath(normal)).toBe(normal)
  })

  test.each([
    ['', 'it does not start with "/"'],
    ['compute/', 'it does not start with "/"'],
    ['*', 'it does not start with "/"'],
    ['//', 'a segment is empty'],
    ['//other.example/', 'a segment is empty'],
    ['/compute//1', 'a segment is empty'],
    ['/./', '"." is no name'],
    ['/..', '".." is no name'],
    ['/compute/../-/', '".." is no name'],
    ['/%2e%2E/', '".." is no name'],
    ['/.%2e', '".." is no name'],
    ['/%00', 'it has control characters'],
    ['/a%0d%0ab', 'it has control characters'],
    ['/a\tb', 'it has control characters'],
    ['/%7f', 'it has control characters'],
    ['/%', '"%" is not percent-encoded UTF-8'],
    ['/%zz', '"%zz" is not percent-encoded UTF-8'],
    ['/%ff', '"%ff" is not percent-encoded UTF-8'],
    ['/%c0%af', '"%c0%af" is not percent-encoded UTF-8'],
    ['/%ed%a0%80', '"%ed%a0%80" is not percent-encoded UTF-8'],
    ['/\ud800', '"\ud800" is not percent-encoded UTF-8'],
  ])('%j is refused: %s', (path, why) => {
    expect(() => normalizePath(path)).toThrow(
      expect.objectContaining({ code: 'malformed', message: expect.stringContaining(why) }),
    )
  })

  test('a long path is told in part', () => {
    expect(() => normalizePath(`/${'a'.repeat(10_000)}//`)).toThrow(
      expect.objectContaining({ message: expect.stringMatching(/^.{1,300}$/) }),
    )
  })
})

test('toSegment makes one segment of any text', () => {
  expect(toSegment('a/b?c#d,e f:g')).toBe('a%2Fb%3Fc%23d%2Ce%20f:g')
})
