import { entity, OcciError, Refusal, resource, type CollectionResult, type Entity } from '@occi/core'
import { compute, network, networkInterface, start, stop } from '@occi/infrastructure'
import { describe, expect, test } from 'vitest'
import { occiJson } from '../src/index.ts'
import {
  bodyOf,
  bodyOfEntity,
  catalog,
  collectionOf,
  computeOf,
  contextOf,
  debian,
  externalLink,
  id,
  interfaceOf,
  myStuff,
  typed,
  type Overrides,
} from './_context.ts'

const json = async (body: Promise<string>): Promise<unknown> => JSON.parse(await body)
const nic = {
  kind: networkInterface.id,
  attributes: { 'occi.networkinterface.interface': 'eth0' },
  id: interfaceOf().id,
  source: { location: '/compute/vm1', kind: compute.id },
  target: { location: '/network/net1', kind: network.id },
}
const nicEntity = interfaceOf({ attributes: { 'occi.networkinterface.interface': 'eth0' } })

// verifies('J-004', 'J-005')
test('the Rendering says what it can do', () => {
  expect(occiJson).toMatchObject({
    name: 'json',
    mediaTypes: ['application/occi+json', 'application/json'],
  })
  const forms = ['entities', 'entity', 'action', 'categories', 'members', 'filter']
  expect([...occiJson.reads]).toEqual(forms)
  expect([...occiJson.writes]).toEqual(['entity', 'collection', 'created', 'categories', 'done', 'error'])
})

describe('an entity', () => {
  // verifies('J-010', 'J-011', 'J-015', 'J-062')
  test('has its Kind and its id, and nothing that is empty', async () => {
    expect(await bodyOfEntity(computeOf())).toBe(`{"kind":"${compute.id}","id":"${id}"}`)
  })

  // verifies('J-012', 'J-014', 'J-016', 'J-017', 'J-018', 'J-019', 'J-053', 'J-101', 'J-102', 'J-104', 'J-105')
  test('has all it has in the members of GFD.226', async () => {
    const full = computeOf({
      mixins: [debian, typed],
      attributes: {
        'occi.core.summary': 'front end',
        'occi.core.title': 'web-1',
        'occi.compute.cores': 2,
        'occi.compute.memory': 1.5,
        'occi.compute.state': 'active',
        'occi.compute.state.message': 'running "well"',
        'com.example.boolean': false,
        'com.example.array': [],
        'com.example.object': { tier: 'web', zones: ['a', { b: 1 }] },
        'com.example.unset': undefined,
      },
      actions: [stop],
      links: [nicEntity],
    })
    expect(await bodyOfEntity(full)).toBe(
      JSON.stringify({
        kind: compute.id,
        mixins: [debian.id, typed.id],
        attributes: {
          'occi.compute.cores': 2,
          'occi.compute.memory': 1.5,
          'occi.compute.state': 'active',
          'occi.compute.state.message': 'running "well"',
          'com.example.boolean': false,
          'com.example.array': [],
          'com.example.object': { tier: 'web', zones: ['a', { b: 1 }] },
        },
        actions: [stop.id],
        id,
        links: [nic],
        summary: 'front end',
        title: 'web-1',
      }),
    )
  })

  // verifies('J-040', 'J-041', 'J-042', 'J-043', 'J-044', 'J-045', 'J-046', 'J-047')
  test('that is a Link has its ends', async () => {
    const attributes = { 'occi.core.title': 'first', 'occi.networkinterface.interface': 'eth0' }
    expect(
      await json(bodyOfEntity(interfaceOf({ attributes, actions: [start], mixins: [myStuff] }))),
    ).toEqual({
      ...nic,
      mixins: [myStuff.id],
      actions: [start.id],
      title: 'first',
    })
  })

  // verifies('J-051')
  test('that is a Link out of the service has no Kind at its end', async () => {
    expect(await json(bodyOfEntity(externalLink()))).toMatchObject({
      target: { location: 'https://cdmi.example/objects/0000706D' },
    })
  })

  // verifies('J-022', 'R-38')
  test('has locations with the prefix, percent-encoded', async () => {
    const overrides = { prefix: '/occi', publicUrl: 'https://cloud.example/occi' }
    const far = 'https://a.example/?q="ü 😀"\ud800'
    const strange = interfaceOf({ source: { location: '/compute/a b' }, target: { location: far } })
    expect(await json(bodyOfEntity(strange, overrides))).toMatchObject({
      source: { location: '/occi/compute/a%20b' },
      target: { location: 'https://a.example/?q=%22%C3%BC%20%F0%9F%98%80%22%EF%BF%BD' },
    })
  })

  test('may have attributes of any name', async () => {
    const attributes = Object.fromEntries([
      ['constructor', 1],
      ['toString', { ['__proto__']: 1 }],
    ])
    expect(await bodyOfEntity(computeOf({ attributes }))).toBe(
      `{"kind":"${compute.id}","attributes":{"constructor":1,"toString":{"__proto__":1}},"id":"${id}"}`,
    )
  })
})

describe('a Collection', () => {
  const [vm, other] = [computeOf(), computeOf({ id: 'urn:other', kind: network })]
  const body = { kind: compute.id, id }
  const otherBody = { kind: network.id, id: 'urn:other' }

  // verifies('J-080', 'J-081', 'J-082', 'J-083', 'J-084', 'J-085', 'J-086', 'J-090')
  test.each<[string, CollectionResult, unknown]>([
    ['of no Resource', collectionOf('resources'), { resources: [] }],
    ['of no Link', collectionOf('links', []), { links: [] }],
    ['of nothing at all', collectionOf('entities', [], []), { resources: [] }],
    ['of one', collectionOf('resources', [vm]), { resources: [body] }],
    ['in chunks', collectionOf('resources', [vm], [], [other]), { resources: [body, otherBody] }],
    ['of Links', collectionOf('links', [nicEntity], [nicEntity]), { links: [nic, nic] }],
    [
      'of both',
      collectionOf('entities', [nicEntity, vm], [nicEntity], [other]),
      { resources: [body, otherBody], links: [nic, nic] },
    ],
    [
      'of both, with Resources alone',
      collectionOf('entities', [vm, other]),
      { resources: [body, otherBody] },
    ],
    ['of both, with Links alone', collectionOf('entities', [nicEntity]), { links: [nic] }],
  ])('%s', async (_case, result, wanted) => expect(await json(bodyOf(result))).toEqual(wanted))

  test('is written as it comes, no faster than it is read', async () => {
    let given = 0
    async function* endless(): AsyncIterable<readonly Entity[]> {
      for (;;) {
        given += 1
        yield [vm, nicEntity]
      }
    }
    const { body: parts } = await occiJson.render(
      { ...collectionOf('entities'), entities: endless },
      contextOf(),
    )
    let length = 0
    for await (const part of parts ?? '') {
      length += part.length
      if (given === 1000) break
    }
    expect(given).toBe(1000)
    expect(length).toBeGreaterThan(1000 * id.length)
  })

  test('is walked twice only where Links were among Resources', async () => {
    let walks = 0
    const counted = (result: CollectionResult): CollectionResult => {
      const entities = () => {
        walks += 1
        return result.entities()
      }
      return { ...result, entities }
    }
    const walksOf = async (result: CollectionResult) => {
      walks = 0
      await bodyOf(counted(result))
      return walks
    }
    expect(await walksOf(collectionOf('resources', [vm]))).toBe(1)
    expect(await walksOf(collectionOf('links', [nicEntity]))).toBe(1)
    expect(await walksOf(collectionOf('entities', [vm]))).toBe(1)
    expect(await walksOf(collectionOf('entities'))).toBe(1)
    expect(await walksOf(collectionOf('entities', [vm, nicEntity]))).toBe(2)
  })

  test('whose Links go between the two walks is still one', async () => {
    const walks = [[vm, nicEntity], [vm]]
    const entities = async function* () {
      yield walks.shift() ?? []
    }
    expect(await json(bodyOf({ ...collectionOf('entities'), entities }))).toEqual({ resources: [body] })
  })

  // verifies('R-4')
  test.each<[string, readonly Entity[], unknown]>([
    ['one Resource is shown', [vm], body],
    ['one Link is shown', [nicEntity], nic],
    ['several are a Collection', [vm, nicEntity, other], { resources: [body, otherBody], links: [nic] }],
    ['Links alone too', [nicEntity, nicEntity], { links: [nic, nic] }],
  ])('of what was created: %s', async (_case, entities, wanted) =>
    expect(await json(bodyOf({ form: 'created', entities }))).toEqual(wanted),
  )
})

describe('Categories', () => {
  const written = (categories: CategoriesOf, overrides: Overrides = {}) =>
    json(bodyOf({ form: 'categories', categories }, overrides))
  type CategoriesOf = Extract<Parameters<typeof bodyOf>[0], { form: 'categories' }>['categories']

  // verifies('J-060', 'J-061', 'J-063', 'J-064', 'J-066', 'J-067', 'J-068', 'R-50')
  test('the Kinds of the core', async () => {
    const own = {
      mutable: false,
      required: false,
      type: 'string',
      description: 'A unique identifier of the entity instance',
    }
    const title = {
      mutable: true,
      required: false,
      type: 'string',
      description: 'The display name of the instance',
    }
    expect(await written([entity, resource])).toEqual({
      kinds: [
        {
          term: 'entity',
          scheme: 'http://schemas.ogf.org/occi/core#',
          title: 'Entity',
          attributes: { 'occi.core.id': own, 'occi.core.title': title },
        },
        {
          term: 'resource',
          scheme: 'http://schemas.ogf.org/occi/core#',
          title: 'Resource',
          attributes: {
            'occi.core.id': own,
            'occi.core.title': title,
            'occi.core.summary': {
              mutable: true,
              required: false,
              type: 'string',
              description: 'A summarizing description of the Resource instance',
            },
          },
          parent: 'http://schemas.ogf.org/occi/core#entity',
          location: '/resource/',
        },
      ],
    })
  })

  // verifies('J-065', 'J-074')
  test('a Kind names its Actions', async () => {
    expect(await written([compute])).toMatchObject({
      kinds: [{ actions: compute.actions.map((action) => action.id), location: '/compute/' }],
    })
  })

  // verifies('J-069', 'J-070', 'J-071')
  test('Mixins', async () => {
    expect(await written([debian, myStuff], { prefix: '/occi' })).toEqual({
      mixins: [
        {
          term: 'debian',
          scheme: 'http://example.com/occi/os#',
          title: 'Debian "stable"',
          depends: ['http://schemas.ogf.org/occi/infrastructure#os_tpl'],
          applies: [compute.id],
          location: '/occi/debian/',
        },
        { term: 'my_stuff', scheme: 'http://example.com/occi/my_stuff#', location: '/occi/my_stuff/' },
      ],
    })
  })

  // verifies('J-073')
  test('Actions', async () => {
    expect(await written([start])).toEqual({
      actions: [{ term: start.term, scheme: start.scheme, title: start.title }],
    })
  })

  // verifies('J-111', 'J-113', 'J-115', 'J-118', 'R-19')
  test('attributes say in full what they may hold', async () => {
    const $schema = 'http://json-schema.org/draft-04/schema#'
    const optional = { mutable: true, required: false }
    expect(await written([typed])).toMatchObject({
      mixins: [
        {
          attributes: {
            'com.example.string': { ...optional, type: 'string' },
            'com.example.integer': { ...optional, type: 'number', pattern: { $schema, type: 'integer' } },
            'com.example.number': { ...optional, type: 'number', pattern: { $schema, minimum: -1e300 } },
            'com.example.boolean': { ...optional, type: 'boolean', description: 'Yes or no' },
            'com.example.array': { ...optional, type: 'array', default: [] },
            'com.example.object': { ...optional, type: 'object' },
            'com.example.server': { mutable: false, required: false, type: 'string' },
            'com.example.required': { mutable: true, required: true, type: 'string' },
            'com.example.defaulted': { ...optional, type: 'string', default: 'x' },
            'com.example.once': { mutable: false, required: false, type: 'string' },
            'com.example.once-required': { mutable: false, required: true, type: 'string' },
            'com.example.limited': {
              ...optional,
              type: 'number',
              pattern: { $schema, minimum: 1, type: 'integer' },
              default: 4,
            },
          },
        },
      ],
    })
  })

  // verifies('J-087', 'J-088', 'J-089')
  test('the query interface has all of them', async () => {
    const all = [...catalog]
    const count = (sort: string) => all.filter((category) => category.class === sort).length
    const body = (await written(catalog)) as Record<string, unknown[]>
    expect(Object.entries(body).map(([name, list]) => [name, list.length])).toEqual([
      ['kinds', count('kind')],
      ['mixins', count('mixin')],
      ['actions', count('action')],
    ])
    expect(body['kinds']?.[0]).toMatchObject({ term: 'entity' })
  })

  test('none is still a collection', async () => expect(await written([])).toEqual({ kinds: [] }))

  test('what has a version is written once for each prefix', async () => {
    let asked = 0
    const categories = {
      *[Symbol.iterator]() {
        asked += 1
        yield myStuff
      },
    }
    const write = (prefix: string, version: string) =>
      bodyOf({ form: 'categories', categories, version }, { prefix })
    expect(await write('/a', 'json-1')).toBe(await write('/a', 'json-1'))
    expect(asked).toBe(1)
    expect(await write('/b', 'json-1')).toContain('"/b/my_stuff/"')
    await write('/a', 'json-2')
    expect(asked).toBe(3)
  })
})

test('nothing to show is an empty object', async () => {
  expect(await bodyOf({ form: 'done' })).toBe('{}')
})

describe('an error', () => {
  // verifies('R-43')
  test('says what, where and by which word', async () => {
    const error = new OcciError('invalid-value', 'no "number"\n', {
      attribute: 'a.b',
      where: 'attributes["a.b"]',
    })
    expect(await json(bodyOf({ form: 'error', error, status: 400 }))).toEqual({
      status: 400,
      error: 'no "number"\n',
      message: 'no "number"\n',
      code: 'invalid-value',
      attribute: 'a.b',
      path: 'attributes["a.b"]',
    })
  })

  test('has no members that would be empty', async () => {
    const error = new Refusal('the host is full', { status: 503 })
    expect(await json(bodyOf({ form: 'error', error, status: 503 }))).toEqual({
      status: 503,
      error: 'the host is full',
      message: 'the host is full',
      code: 'refused',
    })
  })
})
