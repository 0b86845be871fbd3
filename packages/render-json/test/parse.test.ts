import { link, resource, type EntityInput } from '@occi/core'
import { compute, network, networkInterface, start, stop } from '@occi/infrastructure'
import { describe, expect, test } from 'vitest'
import { debian, id, infra, parse, typed, valuesOf, type Overrides } from './_context.ts'

const kind = compute.id
const refusal = (where: string, message = '') =>
  expect.objectContaining({
    code: 'malformed',
    message: expect.stringContaining(message),
    details: expect.objectContaining({ where }),
  })
const idsOf = ({ categories }: Pick<EntityInput, 'categories'>) => categories.map((category) => category.id)

describe('an entity', () => {
  // verifies('J-007', 'J-013', 'J-017', 'J-018', 'J-102', 'J-104', 'J-105')
  test('is read whole', () => {
    const input = parse('entity', {
      kind,
      mixins: [debian.id, typed.id],
      attributes: {
        'occi.compute.cores': 2,
        'com.example.string': 'x',
        'com.example.boolean': true,
        'com.example.array': [1, 'a', [false]],
        'com.example.object': { tier: 'web', zones: ['a', 'b'] },
        'occi.compute.state': 'active',
        'occi.compute.state.message': 'fine',
      },
      id,
      title: 'web-1',
      summary: 'front end',
    })
    expect(input.categories).toEqual([
      { id: kind, class: 'kind', where: 'kind' },
      { id: debian.id, class: 'mixin', where: 'mixins[0]' },
      { id: typed.id, class: 'mixin', where: 'mixins[1]' },
    ])
    expect(valuesOf(input.attributes)).toEqual({
      'occi.core.id': id,
      'occi.core.title': 'web-1',
      'occi.core.summary': 'front end',
      'occi.compute.cores': 2,
      'com.example.string': 'x',
      'com.example.boolean': true,
      'com.example.array': [1, 'a', [false]],
      'com.example.object': { tier: 'web', zones: ['a', 'b'] },
      'occi.compute.state': 'active',
      'occi.compute.state.message': 'fine',
    })
    expect(input.attributes.get('occi.compute.cores')?.where).toBe('attributes["occi.compute.cores"]')
    expect(input.attributes.get('occi.core.title')?.where).toBe('title')
    expect([input.links, input.where]).toEqual([[], 'body'])
  })

  test.each([{ title: 'renamed' }, { attributes: { 'occi.network.vlan': 50 } }, { mixins: [debian.id] }])(
    'in part: %j',
    (part) => expect(parse('entity', part).where).toBe('body'),
  )

  // verifies('J-046')
  test('is a Link with its ends', () => {
    const input = parse('entity', {
      kind: networkInterface.id,
      source: { location: '/compute/1', kind },
      target: { location: 'https://cloud.example/network/1', kind: network.id },
    })
    expect(valuesOf(input.attributes)).toEqual({
      'occi.core.source': '/compute/1',
      'occi.core.source.kind': kind,
      'occi.core.target': 'https://cloud.example/network/1',
      'occi.core.target.kind': network.id,
    })
    expect(input.attributes.get('occi.core.target')?.where).toBe('target.location')
  })

  test.each([
    ['in a collection', { resources: [{ kind, title: 'a' }] }, 'resources[0]'],
    ['in a list', [{ kind, title: 'a' }], '[0]'],
    ['in a collection of 2011', { collection: [{ kind, title: 'a' }] }, 'collection[0]'],
  ])('may stand %s of one', (_case, body, where) => {
    const input = parse('entity', body)
    expect([input.where, idsOf(input)]).toEqual([where, [kind]])
    expect(input.categories[0]?.where).toBe(`${where}.kind`)
  })

  test.each([
    { resources: [{ kind }, { kind }] },
    { resources: [{ kind }], links: [{ kind }] },
    [{ kind }, { kind }],
  ])('is one alone: %j', (body) =>
    expect(() => parse('entity', body)).toThrow(expect.objectContaining({ code: 'malformed' })),
  )

  test('links with nothing beside them are those of a Resource, and at a Link a collection', () => {
    const body = { links: [{ kind: networkInterface.id, target: '/network/1', title: 'a' }] }
    expect(parse('entity', body, { path: '/compute/1' }).links).toHaveLength(1)
    const input = parse('entity', body, { path: '/networkinterface/1' })
    expect([input.where, input.links, valuesOf(input.attributes)]).toEqual([
      'links[0]',
      [],
      { 'occi.core.title': 'a', 'occi.core.target': '/network/1' },
    ])
  })
})

describe('what is wrong is refused with its path', () => {
  // verifies('J-003', 'J-007', 'J-013', 'J-046', 'J-103')
  test.each<[unknown, string, string]>([
    ['', 'body', 'empty'],
    [{}, 'body', 'says nothing'],
    [{ location: '/compute/1' }, 'body', 'says nothing'],
    [{ resources: [] }, 'body', 'holds no entity'],
    ['1', 'body', '1 found where an entity or a collection, an object, was wanted'],
    [['a'], '[0]', '"a" found where an entity, an object, was wanted'],
    [{ kind: 7 }, 'kind', '7 found where a type identifier, a string, was wanted'],
    [{ kind: '' }, 'kind', '"" found'],
    [{ kind: [] }, 'kind', 'an array found'],
    [{ kind: { term: 'compute' } }, 'kind', 'the member "scheme" is missing'],
    [{ kind, mixins: 'a' }, 'mixins', '"a" found where an array was wanted'],
    [{ kind, mixins: [debian.id, 7] }, 'mixins[1]', '7 found'],
    [{ kind, attributes: [] }, 'attributes', 'an array found where attributes, an object, was wanted'],
    [{ kind, attributes: { 'a b': 1 } }, 'attributes["a b"]', 'no name of an attribute'],
    ['{"attributes":{"__proto__":{"a":1}}}', 'attributes.__proto__', 'no name of an attribute'],
    [{ kind, attributes: { 'a.b': null } }, 'attributes["a.b"]', 'null is no value'],
    [{ kind, location: null }, 'location', 'null is no value'],
    [{ kind, id: 7 }, 'id', '7 found where a string was wanted'],
    [{ kind, title: ['a'] }, 'title', 'an array found where a string was wanted'],
    [{ kind, links: {} }, 'links', 'an object found where an array was wanted'],
    [{ kind, foo: 1 }, 'foo', '"foo" is no member of an entity'],
    [{ foo: 1 }, 'foo', '"foo" is no member of an entity'],
    [{ kind, resources: [{ kind }] }, 'kind', '"kind" is no member of a collection'],
    [{ resources: [{ kind, x: { y: 1 } }] }, 'resources[0].x', '"x" is no member of an entity'],
    [{ kind, source: {} }, 'source', 'the member "location" is missing'],
    [{ kind, source: 7 }, 'source', '7 found'],
    [{ kind, target: { location: '/a', foo: 1 } }, 'target.foo', '"foo" is no member of source and target'],
    [{ kind, target: { location: ['/a'] } }, 'target.location', 'an array found'],
    [{ kind, links: [7] }, 'links[0]', '7 found where a Link, an object, was wanted'],
    [{ kind, links: [''] }, 'links[0]', '"" found'],
    [{ kind, links: [{ kind: networkInterface.id }] }, 'links[0]', 'a new Link needs "target"'],
    [{ kind, links: [{ target: { location: '/a' } }] }, 'links[0]', 'a new Link needs "kind"'],
    [
      { kind, links: [{ kind: link.id, target: '/a', links: ['/b'] }] },
      'links[0].links',
      'a Link has no Links of its own',
    ],
    [{ kind, links: [{ target: '/a', target_uri: '/b' }] }, 'links[0].target_uri', 'by two names'],
    ['{"kind":"a","kind":"a"}', 'kind', 'twice'],
    ['{"attributes":{"a.b":12345678901234567890}}', 'attributes["a.b"]', 'more than a number can hold'],
    ['{"kind":"a",}', 'line 1, column 13', 'the name of a member'],
  ])('%j', (body, where, message) => expect(() => parse('entity', body)).toThrow(refusal(where, message)))

  test('what is deeper than a value may be', () => {
    const nested = (depth: number) => `{"attributes":{"a.b":${'['.repeat(depth)}${']'.repeat(depth)}}}`
    expect(() => parse('entity', nested(32))).not.toThrow()
    expect(() => parse('entity', nested(33))).toThrow(
      refusal(`attributes["a.b"]${'[0]'.repeat(32)}`, 'nested more than 32 deep'),
    )
  })

  test.each<[unknown, Overrides, string]>([
    [{ title: 'x'.repeat(11) }, { limits: { value: 10 } }, 'title'],
    [{ attributes: { 'a.b': ['xxxx', 'yyyy'] } }, { limits: { value: 10 } }, 'attributes["a.b"]'],
    [{ attributes: { a: 1, b: 2, c: 3 } }, { limits: { entries: 2 } }, 'attributes.c'],
    [{ mixins: ['a:a', 'a:b', 'a:c'] }, { limits: { entries: 2 } }, 'mixins'],
    [{ links: ['/a', '/b'] }, { limits: { entries: 2 } }, 'links[1]'],
  ])('what is too large: %j', (body, overrides, where) =>
    expect(() => parse('entity', body, overrides)).toThrow(
      expect.objectContaining({ code: 'too-large', details: { where } }),
    ),
  )
})

describe('what other services and older documents write', () => {
  test('members that say nothing to a service are stepped over', () => {
    const input = parse('entity', {
      kind,
      actions: [start.id],
      location: '/compute/1',
      self: '/compute/1',
      href: '/compute/1',
      rel: compute.id,
      class: 'kind',
      related: [],
      'x-empty': [],
      note: '',
    })
    expect([idsOf(input), valuesOf(input.attributes)]).toEqual([[kind], {}])
  })

  test('Categories as objects', () => {
    const input = parse('entity', {
      kind: { term: 'compute', scheme: infra, class: 'kind', attributes: {} },
      mixins: [{ term: 'debian', scheme: 'http://example.com/occi/os#' }],
    })
    expect(idsOf(input)).toEqual([kind, debian.id])
  })

  // verifies('J-101')
  test('attributes nested at the dots', () => {
    const { attributes } = parse('entity', {
      attributes: {
        occi: { compute: { cores: 2, state: { message: 'fine' } }, 'core.title': 'a' },
        com: { example: { object: { cores: 2 }, array: [{ a: 1 }], unknown: { a: 1 } } },
        other: { a: 1 },
      },
    })
    expect(valuesOf(attributes)).toEqual({
      'occi.compute.cores': 2,
      'occi.compute.state.message': 'fine',
      'occi.core.title': 'a',
      'com.example.object': { cores: 2 },
      'com.example.array': [{ a: 1 }],
      'com.example.unknown': { a: 1 },
      other: { a: 1 },
    })
    expect(attributes.get('occi.compute.cores')?.where).toBe('attributes.occi.compute.cores')
  })

  test.each<[string, object, object]>([
    ['the same title', { title: 'a' }, { 'occi.core.title': 'a' }],
    ['an id with and without its prefix', { id }, { 'occi.core.id': id.slice(9) }],
    [
      'a URL and its path',
      { source: { location: '/compute/1' } },
      { 'occi.core.source': 'https://cloud.example/occi/compute/1' },
    ],
    [
      'a path with and without the prefix',
      { target: '/occi/network/1' },
      { 'occi.core.target': '/network/1' },
    ],
  ])('attributes of the core in both places: %s', (_case, members, attributes) => {
    const where = { prefix: '/occi', publicUrl: 'https://cloud.example/occi' }
    expect(parse('entity', { ...members, attributes }, where).attributes.size).toBe(1)
  })

  test.each<[object, object, string]>([
    [{ title: 'a' }, { 'occi.core.title': 'b' }, 'attributes["occi.core.title"]'],
    [{ id }, { 'occi.core.id': 'x' }, 'attributes["occi.core.id"]'],
    [{ source: '/a' }, { 'occi.core.source': '/b' }, 'attributes["occi.core.source"]'],
    [{}, { occi: { core: { title: 'b' } }, 'occi.core.title': 'a' }, 'attributes["occi.core.title"]'],
  ])('and not with two values: %j %j', (members, attributes, where) =>
    expect(() => parse('entity', { kind, ...members, attributes })).toThrow(
      refusal(where, 'has another value at'),
    ),
  )

  test('ends as strings, what the target is in rel', () => {
    const { attributes } = parse('entity', {
      source: '/compute/1',
      target: '/network/1',
      rel: network.id,
    })
    expect(valuesOf(attributes)).toEqual({
      'occi.core.source': '/compute/1',
      'occi.core.target': '/network/1',
      'occi.core.target.kind': network.id,
    })
  })
})

describe('Links within a Resource', () => {
  // verifies('J-016', 'J-053')
  test('are read whole', () => {
    const [input] = parse('entity', {
      kind,
      links: [
        {
          kind: networkInterface.id,
          mixins: [typed.id],
          id,
          attributes: { 'occi.networkinterface.interface': 'eth0' },
          source: { location: '/compute/1', kind },
          target: { location: '/network/1', kind: network.id },
        },
      ],
    }).links
    expect(input).toEqual({
      categories: [
        { id: networkInterface.id, class: 'kind', where: 'links[0].kind' },
        { id: typed.id, class: 'mixin', where: 'links[0].mixins[0]' },
      ],
      attributes: new Map([
        ['occi.core.id', { value: id, where: 'links[0].id' }],
        ['occi.core.source', { value: '/compute/1', where: 'links[0].source.location' }],
        ['occi.core.source.kind', { value: kind, where: 'links[0].source.kind' }],
        ['occi.core.target', { value: '/network/1', where: 'links[0].target.location' }],
        ['occi.core.target.kind', { value: network.id, where: 'links[0].target.kind' }],
        [
          'occi.networkinterface.interface',
          { value: 'eth0', where: 'links[0].attributes["occi.networkinterface.interface"]' },
        ],
      ]),
      links: [],
      target: '/network/1',
      rel: [network.id],
      where: 'links[0]',
    })
  })

  test.each<[string, unknown, object]>([
    ['a reference', '/networkinterface/1', { self: '/networkinterface/1', target: '', categories: [] }],
    ['an id', { id }, { target: '', categories: [] }],
    ['self', { self: '/networkinterface/1' }, { self: '/networkinterface/1' }],
    ['location', { location: '/networkinterface/1' }, { self: '/networkinterface/1' }],
    [
      'a target as string',
      { kind: link.id, target: 'http://a.example/' },
      { target: 'http://a.example/', rel: [] },
    ],
    ['rel', { kind: link.id, target: '/network/1', rel: network.id }, { rel: [network.id] }],
    [
      'the target among the attributes',
      { kind: link.id, attributes: { 'occi.core.target': '/network/1' } },
      { target: '/network/1' },
    ],
    [
      'the members of 2011',
      { target_uri: '/network/1', target_type: network.id, link_uri: '/n/1', link_type: link.id },
      { target: '/network/1', rel: [network.id], self: '/n/1' },
    ],
  ])('are told by %s', (_case, given, wanted) => {
    expect(parse('entity', { kind, links: [given] }).links[0]).toEqual(expect.objectContaining(wanted))
  })
})

describe('entities', () => {
  test('of a collection come Resources first, Links between them by id', () => {
    const inputs = parse('entities', {
      links: [{ kind: networkInterface.id, source: { location: 'urn:a' }, target: { location: 'urn:b' } }],
      resources: [
        { kind, id: 'urn:a' },
        { kind: network.id, id: 'urn:b' },
      ],
    })
    expect(inputs.map(({ where }) => where)).toEqual(['resources[0]', 'resources[1]', 'links[0]'])
    expect(inputs.map((input) => valuesOf(input.attributes))).toEqual([
      { 'occi.core.id': 'urn:a' },
      { 'occi.core.id': 'urn:b' },
      { 'occi.core.source': 'urn:a', 'occi.core.target': 'urn:b' },
    ])
  })

  test.each<[string, unknown, readonly string[]]>([
    ['alone', { kind }, ['body']],
    ['alone with Links', { kind, links: [{ kind: link.id, target: '/a' }] }, ['body']],
    ['in a list', [{ kind }, { kind }], ['[0]', '[1]']],
    ['Links alone', { links: [{ kind: link.id, source: '/a', target: '/b' }] }, ['links[0]']],
    ['of 2011', { collection: [{ kind }] }, ['collection[0]']],
    ['one empty list', { resources: [{ kind }], links: [] }, ['resources[0]']],
  ])('%s', (_case, body, wheres) => {
    expect(parse('entities', body).map(({ where }) => where)).toEqual(wheres)
  })

  test.each([{}, [], { resources: [] }, { resources: [], links: [] }, { links: [] }])('none: %j', (body) =>
    expect(() => parse('entities', body)).toThrow(refusal('body')),
  )

  test.each(['/networkinterface/1', { id, kind: link.id }])(
    'have no Links that could be named: %j',
    (given) =>
      expect(() => parse('entities', { resources: [{ kind, links: [given] }] })).toThrow(
        refusal('resources[0].links[0]', 'a new Link needs "target"'),
      ),
  )

  test('are counted, Links within them too', () => {
    const inner = { kind: link.id, target: '/a' }
    const resources = [{ kind, links: [inner, inner] }, { kind }]
    expect(parse('entities', { resources }, { limits: { entries: 4 } })).toHaveLength(2)
    expect(() => parse('entities', { resources }, { limits: { entries: 3 } })).toThrow(
      expect.objectContaining({ code: 'too-large', details: { where: 'resources[1]' } }),
    )
  })
})

describe('the invocation of an Action', () => {
  // verifies('J-030', 'J-035')
  test('has the Action and its parameters', () => {
    const { action, attributes } = parse('action', { action: stop.id, attributes: { method: 'graceful' } })
    expect(action).toEqual({ id: stop.id, class: 'action', where: 'action' })
    expect(attributes).toEqual(new Map([['method', { value: 'graceful', where: 'attributes.method' }]]))
  })

  test('parameters are not nested', () => {
    const { attributes } = parse('action', {
      action: stop.id,
      attributes: { occi: { compute: { cores: 1 } } },
    })
    expect(valuesOf(attributes)).toEqual({ occi: { compute: { cores: 1 } } })
  })

  test.each<[unknown, string | undefined]>([
    [{ action: start.id }, start.id],
    [{ action: { term: start.term, scheme: start.scheme } }, start.id],
    [{}, undefined],
    [{ attributes: {} }, undefined],
  ])('%j', (body, wanted) => expect(parse('action', body).action?.id).toBe(wanted))

  // verifies('J-031', 'J-036')
  test.each<[unknown, string]>([
    [{ actions: [{ action: start.id }] }, 'actions'],
    [[{ action: start.id }], 'body'],
    [{ action: [start.id] }, 'action'],
    [{ action: start.id, attributes: [] }, 'attributes'],
    [{ action: start.id, method: 'graceful' }, 'method'],
    ['', 'body'],
  ])('not %j', (body, where) => expect(() => parse('action', body)).toThrow(refusal(where)))
})

describe('Categories', () => {
  const tag = { term: 'my_stuff', scheme: 'http://example.com/occi/my_stuff#', location: '/my_stuff/' }
  const wanted = { ...tag, id: `${tag.scheme}${tag.term}`, rel: [], capabilities: false }

  test.each<[string, unknown, object]>([
    ['in a collection', { mixins: [tag] }, { ...wanted, class: 'mixin', where: 'mixins[0]' }],
    ['alone', tag, { ...wanted, where: 'body' }],
    ['alone with its class', { ...tag, class: 'mixin' }, { ...wanted, class: 'mixin', where: 'body' }],
    ['in a list', [tag], { ...wanted, where: '[0]' }],
    ['a Kind', { kinds: [tag] }, { ...wanted, class: 'kind', where: 'kinds[0]' }],
    ['an Action', { actions: [tag] }, { ...wanted, class: 'action', where: 'actions[0]' }],
    [
      'by extension',
      { model: [{ id: 'x', mixins: [tag] }] },
      { ...wanted, class: 'mixin', where: 'model[0].mixins[0]' },
    ],
    ['with a title', { ...tag, title: 'Mine' }, { ...wanted, title: 'Mine', where: 'body' }],
    ['with a title of nothing', { ...tag, title: '' }, { ...wanted, title: '', where: 'body' }],
    [
      'depending on others',
      { ...tag, depends: ['a:#b', 'a:#c'] },
      { ...wanted, rel: ['a:#b', 'a:#c'], where: 'body' },
    ],
    ['related to another', { ...tag, related: ['a:#b'] }, { ...wanted, rel: ['a:#b'], where: 'body' }],
    ['with a parent', { ...tag, parent: resource.id }, { ...wanted, rel: [resource.id], where: 'body' }],
    [
      'with what is empty',
      { ...tag, attributes: {}, actions: [], applies: [], rel: '' },
      { ...wanted, where: 'body' },
    ],
    ['with attributes', { ...tag, attributes: { a: {} } }, { ...wanted, capabilities: true, where: 'body' }],
    ['with Actions', { ...tag, actions: ['a:#b'] }, { ...wanted, capabilities: true, where: 'body' }],
    ['with applies', { ...tag, applies: [kind] }, { ...wanted, capabilities: true, where: 'body' }],
  ])('%s', (_case, body, category) => expect(parse('categories', body)).toEqual([category]))

  test.each<[unknown, string]>([
    ['', 'body'],
    [{}, 'body'],
    [{ mixins: [] }, 'body'],
    [{ resources: [{ kind }] }, 'resources'],
    [{ mixins: ['a:#b'] }, 'mixins[0]'],
    [{ term: 'a' }, 'body'],
    [{ ...tag, term: 'a b' }, 'term'],
    [{ ...tag, scheme: 'a' }, 'scheme'],
    [{ ...tag, title: 7 }, 'title'],
    [{ ...tag, location: 7 }, 'location'],
    [{ ...tag, foo: 7 }, 'foo'],
    [{ ...tag, class: 'type' }, 'class'],
    [{ mixins: [{ ...tag, class: 'kind' }] }, 'mixins[0].class'],
    [{ ...tag, depends: [7] }, 'depends[0]'],
    [{ model: [{ kind }] }, 'model[0].kind'],
  ])('not %j', (body, where) => expect(() => parse('categories', body)).toThrow(refusal(where)))

  test('are counted', () => {
    expect(() => parse('categories', { mixins: [tag, tag] }, { limits: { entries: 1 } })).toThrow(
      expect.objectContaining({ code: 'too-large', details: { where: 'mixins[1]' } }),
    )
  })
})

describe('members', () => {
  const [first, second] = ['/compute/1', 'https://cloud.example/compute/2']

  test.each<[string, unknown, readonly (readonly [string, string])[]]>([
    [
      'a collection',
      { resources: [{ kind, id: 'urn:a' }], links: [{ id: 'urn:b' }] },
      [
        ['urn:a', 'resources[0].id'],
        ['urn:b', 'links[0].id'],
      ],
    ],
    ['an entity', { kind, id: 'urn:a', links: [{ id: 'urn:b' }] }, [['urn:a', 'id']]],
    [
      'ids among the attributes',
      { resources: [{ attributes: { 'occi.core.id': 'urn:a' } }] },
      [['urn:a', 'resources[0].attributes["occi.core.id"]']],
    ],
    [
      'locations of entities',
      { entities: [{ location: first }, { self: second }] },
      [
        [first, 'entities[0].location'],
        [second, 'entities[1].self'],
      ],
    ],
    [
      'locations',
      { locations: [first, second] },
      [
        [first, 'locations[0]'],
        [second, 'locations[1]'],
      ],
    ],
    [
      'a list',
      [first, { href: second }],
      [
        [first, '[0]'],
        [second, '[1].href'],
      ],
    ],
    [
      'the text field',
      { 'X-OCCI-Location': `${first}, ${second},` },
      [
        [first, '["X-OCCI-Location"]'],
        [second, '["X-OCCI-Location"]'],
      ],
    ],
    ['the text field as a list', { 'X-OCCI-Location': [first] }, [[first, '["X-OCCI-Location"][0]']]],
    ['a collection of none', { resources: [] }, []],
    ['a list of none', [], []],
  ])('%s', (_case, body, wanted) =>
    expect(parse('members', body)).toEqual(wanted.map(([reference, where]) => ({ reference, where }))),
  )

  test.each(['', ' \r\n', '{}'])('nothing is said by %j', (body) =>
    expect(parse('members', body)).toBeUndefined(),
  )

  test.each<[unknown, string]>([
    [{ resources: [{ kind }] }, 'resources[0]'],
    [{ resources: [{ id: 7 }] }, 'resources[0].id'],
    [{ resources: {} }, 'resources'],
    [[7], '[0]'],
    [[''], '[0]'],
    ['"/compute/1"', 'body'],
    [{ kind }, 'kind'],
  ])('not %j', (body, where) => expect(() => parse('members', body)).toThrow(refusal(where)))

  test('are counted', () => {
    expect(() => parse('members', [first, second], { limits: { entries: 1 } })).toThrow(
      expect.objectContaining({ code: 'too-large', details: { where: '[1]' } }),
    )
  })
})

test('a filter describes an entity', () => {
  const { categories, attributes } = parse('filter', { kind, attributes: { 'occi.compute.cores': 2 } })
  expect(categories).toEqual([{ id: kind, class: 'kind', where: 'kind' }])
  expect(valuesOf(attributes)).toEqual({ 'occi.compute.cores': 2 })
  expect(parse('filter', '')).toEqual({ categories: [], attributes: new Map() })
})
