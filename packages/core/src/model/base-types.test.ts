import { expect, test } from 'vitest'
import { entity, link, resource, structuralAttributes } from './base-types.ts'

// verifies('CORE-65', 'CORE-64')
test('core#entity is the abstract root', () => {
  expect(entity.id).toBe('http://schemas.ogf.org/occi/core#entity')
  expect(entity).toMatchObject({ creatable: false, actions: [] })
  expect('location' in entity).toBe(false)
  expect(entity.attributes['occi.core.id'].mutability).toBe('server-only')
  expect(entity.attributes['occi.core.title']).toMatchObject({ mutability: 'read-write', required: false })
})

// verifies('R-33')
test('core#resource has a place but is not for clients to create', () => {
  expect(resource).toMatchObject({ location: '/resource/', creatable: false, parent: entity })
  expect(Object.keys(resource.attributes)).toEqual(['occi.core.id', 'occi.core.title', 'occi.core.summary'])
})

// verifies('R-34')
test('core#link has a mutable source and target, which are required', () => {
  expect(link).toMatchObject({ location: '/link/', creatable: true, parent: entity })
  expect(link.attributes['occi.core.source']).toMatchObject({ mutability: 'read-write', required: true })
  expect(link.attributes['occi.core.target']).toMatchObject({ mutability: 'read-write', required: true })
  expect(link.attributes['occi.core.target.kind']).toMatchObject({
    mutability: 'read-write',
    required: false,
  })
})

test('what is a member of an Entity is no attribute of it', () => {
  expect(
    [...structuralAttributes].filter((name) => name.endsWith('title') || name.endsWith('summary')),
  ).toEqual([])
  expect(Object.keys(link.attributes).filter((name) => !structuralAttributes.has(name))).toEqual([
    'occi.core.title',
  ])
})
