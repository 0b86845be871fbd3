import { expectTypeOf, test } from 'vitest'
import { defineKind, resource, serve, type AttributesOf } from '../src/index.ts'

const machine = defineKind({
  scheme: 'http://example.com/occi#',
  term: 'machine',
  parent: resource,
  location: '/machine/',
  attributes: {
    'com.example.cores': { type: 'integer' },
    'com.example.state': { mutability: 'server-only', pattern: { enum: ['on', 'off'] } },
    'com.example.note': '',
  },
})

test('the attributes of a Kind have the types of their definitions, inherited ones included', () => {
  type Attributes = AttributesOf<typeof machine>
  expectTypeOf<Attributes['com.example.cores']>().toEqualTypeOf<number>()
  expectTypeOf<Attributes['com.example.state']>().toEqualTypeOf<'on' | 'off'>()
  expectTypeOf<Attributes['com.example.note']>().toEqualTypeOf<string>()
  expectTypeOf<Attributes['occi.core.title']>().toEqualTypeOf<string>()
})

test('a Backend sees them narrowed', () => {
  serve(machine, {
    create(draft) {
      expectTypeOf(draft.attributes['com.example.cores']).toEqualTypeOf<number | undefined>()
      draft.attributes['com.example.state'] = 'on'
      // @ts-expect-error: no such state
      draft.attributes['com.example.state'] = 'broken'
      draft.attributes['org.example.of-a-mixin'] = 1
    },
    update(old) {
      expectTypeOf(old.attributes['com.example.state']).toEqualTypeOf<'on' | 'off' | undefined>()
    },
  })
})
