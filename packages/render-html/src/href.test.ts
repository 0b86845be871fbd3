import { expect, test } from 'vitest'

import { hrefOfEnd, localPath, pathTo, safeHref } from './href.ts'

const base = { prefix: '/occi' }

test.each([
  ['/compute/a', {}, '/occi/compute/a'],
  ['/a b/"<ü', {}, '/occi/a%20b/%22%3C%C3%BC'],
  ['/compute/', { new: '' }, '/occi/compute/?new'],
  ['/compute/', { page: 2, entity: ['/a', '/b&c'] }, '/occi/compute/?page=2&entity=%2Fa&entity=%2Fb%26c'],
])('%s with %j', (path, query, href) => {
  expect(pathTo(path, base, query)).toBe(href)
})

test.each(['https://a.example/x', 'http://a.example', 'HTTPS://a.example', '/path'])(
  '%s is followed',
  (url) => {
    expect(safeHref(url)).toBe(url)
  },
)

test.each([
  ...[
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
  ],
  ...['//evil.example', 'urn:uuid:1', 'vbscript:x', 'https:evil', '', 'compute/x', 'file:///etc/passwd'],
])('%j is not', (url) => {
  expect(safeHref(url)).toBeUndefined()
  if (!url.startsWith('/')) expect(hrefOfEnd({ location: url }, base)).toBeUndefined()
})

test.each([
  ['/compute/x', true],
  ['/compute/?page=2', true],
  ['//evil.example', false],
  ['/\\evil.example', false],
  ['https://evil.example', false],
  ['/a\r\nSet-Cookie: b', false],
])('%j is a way back: %s', (path, good) => {
  expect(localPath(path)).toBe(good ? path : undefined)
})
