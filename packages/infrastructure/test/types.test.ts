import { serve, type AttributesOf } from '@occi/core'
import { expectTypeOf, test } from 'vitest'

import {
  applicableActions,
  compute,
  compute11,
  computeStates,
  ipNetwork,
  type network,
  type networkInterface,
  resize,
  start,
  type storage,
  type storageLink,
  transition,
  userData,
} from '../src/index.ts'

test('attributes have their types, enums their choices', () => {
  type Compute = AttributesOf<typeof compute>
  expectTypeOf<Compute['occi.compute.architecture']>().toEqualTypeOf<'x86' | 'x64'>()
  expectTypeOf<Compute['occi.compute.cores']>().toEqualTypeOf<number>()
  expectTypeOf<Compute['occi.compute.hostname']>().toEqualTypeOf<string>()
  expectTypeOf<Compute['occi.compute.memory']>().toEqualTypeOf<number>()
  expectTypeOf<Compute['occi.compute.state']>().toEqualTypeOf<'active' | 'inactive' | 'suspended' | 'error'>()
  expectTypeOf<Compute['occi.core.title']>().toEqualTypeOf<string>()
  expectTypeOf<AttributesOf<typeof compute11>['occi.compute.speed']>().toEqualTypeOf<number>()
  type Network = AttributesOf<typeof network>
  expectTypeOf<Network['occi.network.vlan']>().toEqualTypeOf<number>()
  expectTypeOf<Network['occi.network.state']>().toEqualTypeOf<'active' | 'inactive' | 'error'>()
  type Storage = AttributesOf<typeof storage>
  expectTypeOf<Storage['occi.storage.size']>().toEqualTypeOf<number>()
  expectTypeOf<Storage['occi.storage.state']>().toEqualTypeOf<'online' | 'offline' | 'error'>()
  type Interface = AttributesOf<typeof networkInterface>
  expectTypeOf<Interface['occi.networkinterface.state']>().toEqualTypeOf<'active' | 'inactive' | 'error'>()
  expectTypeOf<AttributesOf<typeof storageLink>['occi.storagelink.deviceid']>().toEqualTypeOf<string>()
})

test('a Backend sees them narrowed, and a state machine fits them', () => {
  serve(compute, {
    action(draft, action) {
      const next = transition(computeStates, draft.attributes['occi.compute.state'], action)
      draft.attributes['occi.compute.state'] = next ?? computeStates.failure
      draft.actions = applicableActions(computeStates, next)
      // @ts-expect-error: no such state
      draft.attributes['occi.compute.state'] = 'waiting'
      // @ts-expect-error: a number
      draft.attributes['occi.compute.cores'] = '2'
    },
  })
  serve(compute11, {
    create(draft) {
      expectTypeOf(draft.attributes['occi.compute.speed']).toEqualTypeOf<number | undefined>()
    },
  })
  serve(ipNetwork, {
    create(draft) {
      expectTypeOf(draft.attributes['occi.network.allocation']).toEqualTypeOf<
        'dynamic' | 'static' | undefined
      >()
    },
  })
  serve(userData, {
    create(draft) {
      expectTypeOf(draft.attributes['occi.compute.userdata']).toEqualTypeOf<string | undefined>()
    },
  })
})

test('a transition knows the states', () => {
  expectTypeOf(transition(computeStates, 'inactive', start)).toEqualTypeOf<
    'active' | 'inactive' | 'suspended' | 'error' | undefined
  >()
  // @ts-expect-error: no such state
  transition(computeStates, 'waiting', start)
  expectTypeOf(resize.attributes.size.default).toEqualTypeOf<number | undefined>()
})
