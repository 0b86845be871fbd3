import { expect, test } from 'vitest'
import { errorOf, machine, scheme, start } from '../_fixtures.ts'
import { resource } from '../model/base-types.ts'
import { defineKind } from '../model/kind.ts'
import { defineMixin } from '../model/mixin.ts'
import { createLayer } from './layer.ts'
import { checkApplicable, resolve } from './resolve.ts'

const where = 'Category line 1'
const bound = defineMixin({ scheme, term: 'bound', applies: [machine] })
const source = createLayer([machine, bound]).byId

// verifies('CORE-53', 'R-8')
test('references become Categories, with or without a class', () => {
  const references = [
    { id: machine.id, where },
    { id: bound.id, class: 'mixin', where },
    { id: start.id, class: 'action', where },
  ] as const
  expect(resolve(references, source)).toEqual([machine, bound, start])
})

test('what is not known is refused', () => {
  const error = errorOf(() => resolve([{ id: `${scheme}none`, where }], source))
  expect(error).toMatchObject({ code: 'unknown-category', details: { category: `${scheme}none`, where } })
  expect(error.message).toBe(`the Category ${scheme}none is not known here (${where})`)
})

// verifies('R-8')
test.each([
  [machine.id, 'mixin', 'is a kind, not a mixin'],
  [start.id, 'kind', 'is an action, not a kind'],
  [bound.id, 'action', 'is a mixin, not an action'],
] as const)('%s as %s is refused', (id, said, message) => {
  const error = errorOf(() => resolve([{ id, class: said, where }], source))
  expect(error.code).toBe('malformed')
  expect(error.message).toBe(`the Category ${id} ${message} (${where})`)
})

// verifies('CORE-38', 'CORE-39')
test('a Mixin is put only on what it applies to', () => {
  const special = defineKind({ scheme, term: 'special', parent: machine })
  const free = defineMixin({ scheme, term: 'free' })
  expect(() => checkApplicable([bound, free], special, source)).not.toThrow()
  const error = errorOf(() => checkApplicable([free, bound], resource, source))
  expect(error).toMatchObject({ code: 'not-applicable', details: { category: bound.id } })
  expect(error.message).toBe(`the Mixin ${bound.id} applies to ${machine.id}, not to ${resource.id}`)
})

test('what it depends on restricts it too', () => {
  const template = defineMixin({ scheme, term: 'template', depends: [bound] })
  expect(errorOf(() => checkApplicable([template], resource, source)).code).toBe('not-applicable')
})
