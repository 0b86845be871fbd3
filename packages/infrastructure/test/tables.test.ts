/** Every value of the Extension held against the tables of the specification. */
import { readFileSync } from 'node:fs'

import type { Action, AttributeDefinition, Kind, Mixin } from '@occi/core'
import { describe, expect, test } from 'vitest'

import {
  computeStates,
  infrastructure,
  networkInterfaceStates,
  networkStates,
  storageLinkStates,
  storageStates,
  type StateMachine,
} from '../src/index.ts'

interface AttributeRow {
  readonly name: string
  readonly jsonType: string
  readonly mutable: boolean
  readonly advisedMutable?: boolean
  readonly required: boolean
  readonly default?: string
  readonly pattern?: { readonly type?: string }
  readonly description: string
}

interface ActionRow {
  readonly scheme: string
  readonly term: string
  readonly title: string
  readonly attributes: readonly AttributeRow[]
}

interface CategoryRow extends ActionRow {
  readonly type: 'kind' | 'mixin'
  readonly parent?: string
  readonly location: string
  readonly depends?: readonly string[]
  readonly applies?: readonly string[]
  readonly actions: readonly ActionRow[]
}

interface MachineRow {
  readonly kind: string
  readonly initial: string
  readonly final: readonly string[]
  readonly transitions: readonly (readonly [
    from: string,
    action: string | null,
    to: string,
    failed: string | null,
  ])[]
}

interface Tables {
  readonly types: readonly CategoryRow[]
  readonly stateMachines: Readonly<Record<string, MachineRow>>
}

const tables = JSON.parse(
  readFileSync(new URL('fixtures/infrastructure.json', import.meta.url), 'utf8'),
) as Tables
const { kinds, mixins } = infrastructure()
const categories = new Map([...kinds, ...mixins].map((category) => [category.id, category]))

/** Where ours is stricter than the tables, which let `300.1.1.1/8` pass (I-049); src/ip-address.test.ts shows what passes. */
const stricter = new Set([
  'occi.network.address',
  'occi.networkinterface.address',
  'occi.networkinterface.gateway',
])

// verifies('I-004', 'I-006', 'I-021', 'I-046', 'I-076')
describe('the Categories of GFD.224', () => {
  test('are all there, and no others', () => {
    expect([...categories.keys()].toSorted()).toEqual(tables.types.map(idOf).toSorted())
  })

  test.each(tables.types.map((row) => [idOf(row), row] as const))('%s', (id, row) => {
    const category = categories.get(id) as Kind | Mixin

    expect(describeCategory(category)).toEqual({
      type: row.type,
      title: row.title,
      location: row.location,
      parent: row.parent,
      depends: row.depends,
      applies: row.applies,
      actions: row.actions.map(expectedAction),
      attributes: row.attributes.map(expectedAttribute),
    })
  })
})

// TEXT rendering: three clients split headers at every comma, quoted or not.
test('no title has a comma', () => {
  const titles = [...categories.values()].flatMap(({ title, actions }) => [
    title,
    ...actions.map((one) => one.title),
  ])

  expect(titles.filter((title) => title === undefined || title.includes(','))).toEqual([])
})

// verifies('I-074', 'I-084')
describe('the state diagrams of GFD.224', () => {
  const machines: readonly StateMachine[] = [
    computeStates,
    networkStates,
    storageStates,
    networkInterfaceStates,
    storageLinkStates,
  ]

  test('are all there, and no others', () => {
    expect(machines.map(({ attribute }) => attribute).toSorted()).toEqual(
      Object.keys(tables.stateMachines).toSorted(),
    )
  })

  test.each(machines.map((machine) => [machine.attribute, machine] as const))('%s', (attribute, machine) => {
    const row = new Map(Object.entries(tables.stateMachines)).get(attribute) as MachineRow
    const figure = machine.transitions.filter(({ from }) => from !== 'error')
    const failures = row.transitions.flatMap(([, , , failed]) => failed ?? [])

    expect({ kind: machine.kind.id, initial: machine.initial }).toEqual({
      kind: row.kind,
      initial: row.initial,
    })
    expect(figure.map(({ from, action, to }) => `${from} ${action?.term} ${to}`).toSorted()).toEqual(
      row.transitions.map(([from, action, to]) => `${from} ${action ?? undefined} ${to}`).toSorted(),
    )
    expect(new Set(failures)).toEqual(new Set([machine.failure]))
    // what is in error can be deleted.
    expect(machine.final).toEqual([...row.final, 'error'])
  })
})

function idOf({ scheme, term }: { readonly scheme: string; readonly term: string }): string {
  return `${scheme}${term}`
}

function describeCategory(category: Kind | Mixin) {
  const { class: type, title, location, actions } = category
  const own = type === 'kind' ? Object.keys(category.parent?.attributes ?? {}) : []
  return {
    type,
    title,
    location,
    parent: type === 'kind' ? category.parent?.id : undefined,
    depends: type === 'mixin' ? category.depends : undefined,
    applies: type === 'mixin' ? category.applies : undefined,
    actions: actions.map((action) => ({
      id: action.id,
      title: action.title,
      attributes: attributesOf(action),
    })),
    attributes: attributesOf(category).filter(({ name }) => !own.includes(name)),
  }
}

function attributesOf({ attributes }: Pick<Action, 'attributes'>) {
  return Object.entries(attributes).map(([name, definition]) => ({ name, ...shown(name, definition) }))
}

function shown(name: string, { pattern, ...rest }: AttributeDefinition): object {
  return { ...rest, pattern: stricter.has(name) ? 'stricter' : pattern }
}

function expectedAction(row: ActionRow) {
  return { id: idOf(row), title: row.title, attributes: row.attributes.map(expectedAttribute) }
}

function expectedAttribute(row: AttributeRow) {
  const { type = row.jsonType, ...pattern } = row.pattern ?? {}
  const mutability = !row.mutable ? 'server-only' : row.advisedMutable === false ? 'write-once' : 'read-write'
  return {
    name: row.name,
    type,
    mutability,
    required: row.required,
    default: row.default,
    pattern: stricter.has(row.name) ? 'stricter' : Object.keys(pattern).length === 0 ? undefined : pattern,
    description: row.description,
  }
}
