import { describe, expect, test } from 'vitest'

import { readDocument, readRefusal } from './json-document.ts'

const base = { publicUrl: 'http://h/cloud', prefix: '/cloud' }
const type = 'application/occi+json'
const kind = 'http://example.com/occi#thing'
const vm = { kind, id: 'urn:uuid:1' }
const ends = { source: { location: '/cloud/a', kind }, target: { location: 'http://other.example/b' } }
const wire = { kind, id: 'urn:uuid:2', ...ends }
const category = { term: 'a', scheme: 'http://example.com/occi#', location: '/cloud/a/' }
const described = { mutable: true, required: false, type: 'string' }

function replyOf(document: unknown, status = 200, mediaType = type) {
  const text = typeof document === 'string' ? document : JSON.stringify(document)
  return { status, headers: [['Content-Type', mediaType] as const], text }
}

function read(document: unknown) {
  return readDocument(replyOf(document), type, base)
}

describe('readDocument', () => {
  test.each([
    ['nothing', {}, 'nothing'],
    ['a Resource', vm, 'entity'],
    [
      'a Resource with all',
      {
        ...vm,
        mixins: [kind],
        attributes: { 'a.b': { c: [1] } },
        actions: [kind],
        links: [wire],
        title: '',
        summary: '',
      },
      'entity',
    ],
    ['a Link', wire, 'entity'],
    ['no Resources', { resources: [] }, 'collection'],
    ['no Links', { links: [] }, 'collection'],
    ['both', { resources: [vm], links: [wire] }, 'collection'],
    [
      'Categories',
      {
        kinds: [{ ...category, parent: kind }],
        mixins: [category],
        actions: [{ term: 'a', scheme: category.scheme }],
      },
      'categories',
    ],
    ['no Categories', { kinds: [] }, 'categories'],
  ])('reads %s', (_title, document, form) => {
    expect(read(document).form).toBe(form)
  })

  test.each<[title: string, document: unknown]>([
    ['an array', [vm]],
    ['a text', 'nonsense'],
    ['null', 'null'],
    ['an entity without an id', { kind }],
    ['an id that is no URI', { kind, id: '1' }],
    ['an id that is a number', { kind, id: 1 }],
    ['a Kind that is an object', { ...vm, kind: category }],
    ['a Kind without a scheme', { ...vm, kind: 'thing' }],
    ['a title that is null', { ...vm, title: null }],
    ['a title among the attributes', { ...vm, attributes: { 'occi.core.title': 'x' } }],
    ['nested attributes', { ...vm, attributes: { occi: { compute: { cores: 1 } } } }],
    ['null as a value', { ...vm, attributes: { 'a.b': null } }],
    ['null within a value', { ...vm, attributes: { 'a.b': { c: [null] } } }],
    ['empty attributes', { ...vm, attributes: {} }],
    ['empty Mixins', { ...vm, mixins: [] }],
    ['a Mixin twice', { ...vm, mixins: [kind, kind] }],
    ['empty Links', { ...vm, links: [] }],
    ['Links by reference', { ...vm, links: ['/cloud/l'] }],
    ['a Link within without its source', { ...vm, links: [{ ...wire, source: undefined }] }],
    ['a location', { ...vm, location: '/cloud/a' }],
    ['a Link with a summary', { ...wire, summary: 'x' }],
    ['a Link with a rel', { ...wire, rel: kind }],
    ['a Link with Links', { ...wire, links: [wire] }],
    ['a Link without a target', { ...wire, target: undefined }],
    ['a source elsewhere', { ...wire, source: ends.target }],
    ['a target that is a string', { ...wire, target: '/cloud/b' }],
    ['an entity twice', { resources: [vm, vm] }],
    ['a Link among Resources', { resources: [wire] }],
    ['an empty list beside another', { resources: [vm], links: [] }],
    ['a list of another name', { entities: [vm] }],
    ['a Kind without a parent', { kinds: [category] }],
    ['a Mixin without a location', { mixins: [{ ...category, location: undefined }] }],
    ['a location without the prefix', { mixins: [{ ...category, location: '/a/' }] }],
    ['an Action with a location', { actions: [category] }],
    ['an Action within a Kind', { kinds: [{ ...category, parent: kind, actions: [category] }] }],
    [
      'a description without a type',
      { mixins: [{ ...category, attributes: { a: { mutable: true, required: false } } }] },
    ],
    [
      'a type that JSON has not',
      { mixins: [{ ...category, attributes: { a: { ...described, type: 'integer' } } }] },
    ],
    [
      'a default of another type',
      { mixins: [{ ...category, attributes: { a: { ...described, default: 1 } } }] },
    ],
    [
      'a pattern that is a string',
      { mixins: [{ ...category, attributes: { a: { ...described, pattern: '.*' } } }] },
    ],
    [
      'a pattern without its language',
      { mixins: [{ ...category, attributes: { a: { ...described, pattern: {} } } }] },
    ],
  ])('refuses %s', (_title, document) => {
    expect(() => read(document)).toThrow(/./)
  })

  test('refuses another Content-Type', () => {
    expect(() => readDocument(replyOf(vm, 200, 'application/json'), type, base)).toThrow(/Content-Type/)
  })
})

describe('readRefusal', () => {
  const refusal = { status: 400, error: 'no', message: 'no', code: 'invalid-value' }

  test('gives the sentence', () => {
    expect(readRefusal(replyOf({ ...refusal, attribute: 'a.b', path: 'attributes' }, 400), type)).toBe('no')
  })

  test.each<[title: string, document: unknown]>([
    ['another status', { ...refusal, status: 409 }],
    ['two sentences', { ...refusal, error: 'Bad Request' }],
    ['no code', { ...refusal, code: undefined }],
    ['a code that is a number', { ...refusal, code: 400 }],
    ['a path that is null', { ...refusal, path: null }],
    ['an empty path', { ...refusal, path: '' }],
    ['details', { ...refusal, details: [] }],
    ['a text', 'no'],
  ])('refuses %s', (_title, document) => {
    expect(() => readRefusal(replyOf(document, 400), type)).toThrow(/./)
  })
})
