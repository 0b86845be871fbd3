import { describe, expect, test } from 'vitest'

import { compute, restart, save, start, stop, suspend } from './compute.ts'
import { down, up } from './network.ts'
import {
  applicableActions,
  computeStates,
  networkInterfaceStates,
  networkStates,
  storage11States,
  storageLinkStates,
  storageStates,
  transition,
  type StateMachine,
} from './state-machines.ts'
import { backup, offline, online, resize, snapshot, storage, storage11 } from './storage.ts'

const machines: readonly StateMachine[] = [
  computeStates,
  networkStates,
  storageStates,
  storage11States,
  networkInterfaceStates,
  storageLinkStates,
]

describe.each(machines.map((machine) => [machine.attribute, machine] as const))(
  '%s',
  (attribute, machine) => {
    const definition = new Map(Object.entries(machine.kind.attributes)).get(attribute)

    test('begins as its Kind does', () => {
      expect(definition?.default).toBe(machine.initial)
    })

    test('has the states of its Kind, each of which can be left or ends the life', () => {
      const { transitions, final, failure } = machine
      const mentioned = new Set([...transitions.flatMap(({ from, to }) => [from, to]), ...final, failure])
      const left = new Set([...transitions.map(({ from }) => from), ...final])

      expect(mentioned).toEqual(new Set(definition?.pattern?.enum))
      expect(left).toEqual(mentioned)
    })

    test('uses every Action of its Kind', () => {
      expect(new Set(machine.transitions.flatMap(({ action = [] }) => action))).toEqual(
        new Set(machine.kind.actions),
      )
    })
  },
)

// verifies('I-022', 'I-023', 'I-024', 'I-025', 'I-026', 'X-9')
describe('a compute', () => {
  test.each([
    ['inactive', start, 'active'],
    ['suspended', start, 'active'],
    ['error', start, 'active'],
    ['active', start, undefined],
    ['active', stop, 'inactive'],
    ['inactive', stop, undefined],
    ['suspended', stop, undefined],
    ['error', stop, undefined],
    ['active', restart, 'active'],
    ['inactive', restart, undefined],
    ['active', suspend, 'suspended'],
    ['suspended', suspend, undefined],
    ['active', save, 'active'],
    ['inactive', save, undefined],
  ] as const)('%s: $term', (from, action, to) => {
    expect(transition(computeStates, from, action)).toBe(to)
  })

  test('offers what leads out of its state, in the order of the Kind', () => {
    expect(applicableActions(computeStates, 'active')).toEqual([stop, restart, suspend, save])
    expect(applicableActions(computeStates, 'inactive')).toEqual([start])
    expect(applicableActions(computeStates, 'suspended')).toEqual([start])
    expect(applicableActions(computeStates, 'error')).toEqual([start])
  })

  test('offers start before it has a state', () => {
    expect(applicableActions(computeStates, undefined)).toEqual([start])
    expect(transition(computeStates, undefined, start)).toBe('active')
  })

  test('goes through a life', () => {
    const steps = [start, suspend, start, restart, save, stop]
    const walked = steps.map(walkFrom('inactive'))

    expect(walked).toEqual(['active', 'suspended', 'active', 'active', 'active', 'inactive'])
  })

  // verifies('I-032')
  test('can be deleted when inactive, and in error (X-9)', () => {
    expect(computeStates.final).toEqual(['inactive', 'error'])
  })

  test('takes no Action of another Kind', () => {
    expect(transition(computeStates, 'active', up)).toBeUndefined()
    expect(computeStates.kind).toBe(compute)
  })
})

test('a network goes up and down', () => {
  expect(applicableActions(networkStates, 'inactive')).toEqual([up])
  expect(transition(networkStates, 'inactive', up)).toBe('active')
  expect(applicableActions(networkStates, 'active')).toEqual([down])
  expect(transition(networkStates, 'active', down)).toBe('inactive')
  expect(applicableActions(networkStates, 'error')).toEqual([])
})

test('a storage goes online and offline', () => {
  expect(applicableActions(storageStates, 'offline')).toEqual([online])
  expect(transition(storageStates, 'offline', online)).toBe('online')
  expect(applicableActions(storageStates, 'online')).toEqual([offline])
  expect(transition(storageStates, 'online', offline)).toBe('offline')
  expect(applicableActions(storageStates, 'error')).toEqual([])
  expect(storageStates.kind).toBe(storage)
})

// verifies('X-16')
test('a storage of OCCI 1.1 is backed up, photographed and resized while online', () => {
  expect(storage11States.kind).toBe(storage11)
  expect(applicableActions(storage11States, 'offline')).toEqual([online])
  expect(applicableActions(storage11States, 'online')).toEqual([offline, backup, snapshot, resize])
  expect([backup, snapshot, resize].map((action) => transition(storage11States, 'online', action))).toEqual([
    'online',
    'online',
    'online',
  ])
})

test('one machine serves both storages, as each offers only its own Actions', () => {
  expect(applicableActions(storage11States, 'online', storage)).toEqual([offline])
  expect(applicableActions(storage11States, 'online', storage11)).toEqual([offline, backup, snapshot, resize])
})

// verifies('I-074', 'I-084')
test.each([networkInterfaceStates, storageLinkStates])('$attribute has no Actions', (machine) => {
  expect(machine.kind.actions).toEqual([])
  expect(machine.kind.attributes).toHaveProperty([machine.attribute])
  expect(applicableActions(machine, 'active')).toEqual([])
  expect(machine.transitions).toEqual([
    { from: 'inactive', to: 'active' },
    { from: 'active', to: 'inactive' },
  ])
})

function walkFrom(initial: 'inactive') {
  let state: ReturnType<typeof transition<typeof computeStates.initial>> = initial
  return (action: typeof start) => (state = transition(computeStates, state, action))
}
