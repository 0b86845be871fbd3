import { createCatalog, defineExtension, defineKind, defineMixin, resource } from '@occi/core'
import { expect, test } from 'vitest'

import { targetOf } from './target.ts'

const scheme = 'http://example.com/occi#'
const machine = defineKind({ scheme, term: 'machine', parent: resource, location: '/a/machine/' })
const billed = defineMixin({ scheme, term: 'billed', location: '/billed/' })
const catalog = createCatalog([defineExtension({ name: 'example', kinds: [machine], mixins: [billed] })])

// verifies('HTTP-36', 'HTTP-37', 'R-37')
test.each([
  ['/-/', 'query-interface', '/-/'],
  ['/-', 'query-interface', '/-/'],
  ['/.well-known/org/ogf/occi/-/', 'query-interface', '/-/'],
  ['/.well-known/org/ogf/occi/-', 'query-interface', '/-/'],
  ['/', 'root', '/'],
  ['/a/machine/', 'kind', '/a/machine/'],
  ['/a/machine', 'kind', '/a/machine/'],
  ['/billed/', 'mixin', '/billed/'],
  ['/billed', 'mixin', '/billed/'],
  ['/a/', 'unbound', '/a/'],
  ['/a', 'entity', '/a'],
  ['/a/machine/1', 'entity', '/a/machine/1'],
  ['/a/machine/1/', 'unbound', '/a/machine/1/'],
  ['/-/x', 'entity', '/-/x'],
  ['/constructor', 'entity', '/constructor'],
])('%s is %s', (path, sort, target) => {
  const { sort: actual, path: at, ...rest } = targetOf(path, catalog)
  expect([actual, at]).toEqual([sort, target])
  if (sort === 'kind') expect(rest).toEqual({ category: machine })
  if (sort === 'mixin') expect(rest).toEqual({ category: billed })
})
