import { Catalog, createLayer, defineKind, defineMixin, resource, type Category } from '@occi/core'
import { expect, test } from 'vitest'
import { firstDefinitionOf } from './first-definitions.ts'

const scheme = 'http://example.com/occi#'
const machine = defineKind({
  scheme,
  term: 'machine',
  parent: resource,
  attributes: { 'com.example.cores': { type: 'integer' } },
})
const later = defineMixin({
  scheme,
  term: 'later',
  attributes: { 'com.example.cores': { type: 'number' }, 'com.example.size': { type: 'number' } },
})

/** Counts what is looked at. */
class CountingCatalog extends Catalog {
  seen = 0;

  override *[Symbol.iterator](): IterableIterator<Category> {
    for (const category of super[Symbol.iterator]()) {
      this.seen += 1
      yield category
    }
  }
}

test('the first Category that has an attribute defines it', () => {
  const catalog = new CountingCatalog([createLayer([later, machine])])
  expect(firstDefinitionOf('com.example.cores', catalog)?.type).toBe('integer')
  expect(firstDefinitionOf('com.example.size', catalog)?.type).toBe('number')
  expect(firstDefinitionOf('com.example.none', catalog)).toBeUndefined()
  expect(firstDefinitionOf('constructor', catalog)).toBeUndefined()
})

test('a catalogue is gone through once, and no further than somebody asked', () => {
  const catalog = new CountingCatalog([createLayer([later, machine])])
  for (let turn = 0; turn < 3; turn += 1) firstDefinitionOf('com.example.cores', catalog)
  expect(catalog.seen).toBe(1)
  for (let turn = 0; turn < 3; turn += 1) firstDefinitionOf('com.example.none', catalog)
  expect(catalog.seen).toBe(2)
})
