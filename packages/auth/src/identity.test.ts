import { expect, test } from 'vitest'
import { hasRole, isIdentity, ownerOf } from './identity.ts'

const ann = { user: 'ann', roles: ['admin'] }

test('who was authenticated owns things and has roles', () => {
  expect([isIdentity(ann), ownerOf(ann), hasRole(ann, 'admin'), hasRole(ann, 'root')]).toEqual([
    true,
    'ann',
    true,
    false,
  ])
})

test.each([undefined, null, 'ann', {}, { user: 'ann' }, { user: 1, roles: [] }])(
  '%o is nobody, and shares nothing by mistake',
  (extras) => {
    expect([isIdentity(extras), hasRole(extras, 'admin')]).toEqual([false, false])
    expect(() => ownerOf(extras)).toThrow('nobody was authenticated')
  },
)
