import type { InputValue } from './contracts/input.ts'
import { OcciError } from './errors.ts'
import { defineAction } from './model/action.ts'
import type { AttributeValue } from './model/attribute.ts'
import { resource } from './model/base-types.ts'
import { defineKind } from './model/kind.ts'

export const scheme = 'http://example.com/occi#'

export const start = defineAction({ scheme: 'http://example.com/occi/action#', term: 'start' })

/** A Kind with attributes of every mutability and an Action. */
export const machine = defineKind({
  scheme,
  term: 'machine',
  title: 'A machine',
  parent: resource,
  location: '/machine/',
  actions: [start],
  attributes: {
    'com.example.cores': { type: 'integer', default: 4, pattern: { minimum: 1 } },
    'com.example.image': { required: true },
    'com.example.state': 'immutable',
    'com.example.zone': { mutability: 'write-once', default: 'a' },
    'com.example.note': '',
  },
})

/** Attributes as a typed rendering (JSON) gives them. */
export function typed(values: Record<string, AttributeValue>): ReadonlyMap<string, InputValue> {
  return new Map(
    Object.entries(values).map(([name, value]) => [name, { value, where: `attributes.${name}` }]),
  )
}

/** Runs what should throw an OcciError, and gives it back. */
export function errorOf(run: () => unknown): OcciError {
  try {
    run()
  } catch (error) {
    if (OcciError.is(error)) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
