import {
  createCatalog,
  defineExtension,
  defineMixin,
  systemScope,
  type CollectionResult,
  type Entity,
  type InputForm,
  type InputForms,
  type Link,
  type Rendered,
  type RenderingContext,
  type RenderingLimits,
  type Resource,
  type Result,
} from '@occi/core'
import { compute, infrastructure, network, networkInterface, storageLink } from '@occi/infrastructure'
import { occiJson } from '../src/index.ts'

export const infra = 'http://schemas.ogf.org/occi/infrastructure#'

export const debian = defineMixin({
  scheme: 'http://example.com/occi/os#',
  term: 'debian',
  title: 'Debian "stable"',
  location: '/debian/',
  depends: ['http://schemas.ogf.org/occi/infrastructure#os_tpl'],
  applies: [compute],
})
export const myStuff = defineMixin({
  scheme: 'http://example.com/occi/my_stuff#',
  term: 'my_stuff',
  location: '/my_stuff/',
  origin: 'user',
})
/** One attribute of each type and of each sort of mutability. */
export const typed = defineMixin({
  scheme: 'http://example.com/occi/typed#',
  term: 'typed',
  location: '/typed/',
  attributes: {
    'com.example.string': '',
    'com.example.integer': { type: 'integer' },
    'com.example.number': { type: 'number', pattern: { minimum: -1e300 } },
    'com.example.boolean': { type: 'boolean', description: 'Yes or no' },
    'com.example.array': { type: 'array', default: [] },
    'com.example.object': { type: 'object' },
    'com.example.server': 'immutable',
    'com.example.required': 'required',
    'com.example.defaulted': { required: true, default: 'x' },
    'com.example.once': { mutability: 'write-once' },
    'com.example.once-required': { mutability: 'write-once', required: true },
    'com.example.limited': {
      type: 'integer',
      default: 4,
      pattern: { $schema: 'http://json-schema.org/draft-04/schema#', minimum: 1 },
    },
  },
})

export const lab = defineExtension({ name: 'lab', mixins: [debian, myStuff, typed] })
export const catalog = createCatalog([infrastructure(), lab])

const limits: RenderingLimits = { headerField: 8192, headerTotal: 16384, entries: 1000, value: 65536 }

export type Overrides = Partial<Omit<RenderingContext, 'limits'>> & {
  readonly limits?: Partial<RenderingLimits>
}

/** The context of a request to `https://cloud.example`. */
export function contextOf(overrides: Overrides = {}): RenderingContext {
  return {
    catalog,
    scope: systemScope,
    publicUrl: 'https://cloud.example',
    prefix: '',
    path: '/',
    query: new URLSearchParams(),
    version: '1.2',
    mediaType: 'application/occi+json',
    lookup: { entity: async () => undefined, entities: () => chunks<Entity>(), count: async () => 0 },
    sign: async () => '',
    ...overrides,
    limits: { ...limits, ...overrides.limits },
  }
}

export const id = 'urn:uuid:b9ff813e-fee5-4a9d-b839-673f39746096'

export function computeOf(members: Partial<Resource> = {}): Resource {
  return {
    type: 'resource',
    id,
    location: '/compute/vm1',
    kind: compute,
    mixins: [],
    attributes: {},
    actions: [],
    links: [],
    revision: 1,
    ...members,
  }
}

export function interfaceOf(members: Partial<Link> = {}): Link {
  return {
    type: 'link',
    id: 'urn:uuid:22fe83ae-a20f-54fc-b436-cec85c94c5e8',
    location: '/networkinterface/nic1',
    kind: networkInterface,
    mixins: [],
    attributes: {},
    actions: [],
    revision: 1,
    source: { location: '/compute/vm1', kind: compute.id },
    target: { location: '/network/net1', kind: network.id },
    ...members,
  }
}

/** A Link to something outside the service, of which nothing is known but its URI. */
export function externalLink(members: Partial<Link> = {}): Link {
  return interfaceOf({
    id: 'urn:uuid:5f0d8a90-8f5b-4d0e-9d3c-0b8f7f8c1a11',
    location: '/storagelink/sl1',
    kind: storageLink,
    target: { location: 'https://cdmi.example/objects/0000706D' },
    ...members,
  })
}

export async function* chunks<T>(...parts: readonly (readonly T[])[]): AsyncIterable<readonly T[]> {
  yield* parts
}

/** A Collection of entities, in chunks. */
export function collectionOf(
  of: CollectionResult['of'],
  ...parts: readonly (readonly Entity[])[]
): CollectionResult {
  return {
    form: 'collection',
    of,
    locations: () => chunks(...parts.map((part) => part.map(({ location }) => location))),
    entities: () => chunks(...parts),
    count: async () => parts.flat().length,
  }
}

/** The body of an answer as one string. */
export async function textOf({ body = '' }: Rendered): Promise<string> {
  let text = ''
  for await (const part of typeof body === 'string' ? [body] : body) text += part
  return text
}

/** The body that a result is written as. */
export async function bodyOf(result: Result, overrides: Overrides = {}): Promise<string> {
  return textOf(await occiJson.render(result, contextOf(overrides)))
}

/** The body of an entity. */
export function bodyOfEntity(entity: Entity, overrides: Overrides = {}): Promise<string> {
  return bodyOf({ form: 'entity', entity }, overrides)
}

/** Reads a body, given as text or as what its JSON stands for. */
export function parse<F extends InputForm>(form: F, body: unknown, overrides: Overrides = {}): InputForms[F] {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return occiJson.parse(
    form,
    { mediaType: 'application/occi+json', headers: new Map(), body: text },
    contextOf(overrides),
  )
}

/** Attributes by name, without their places. */
export function valuesOf(attributes: InputForms['filter']['attributes']): Readonly<Record<string, unknown>> {
  return Object.fromEntries([...attributes].map(([name, { value }]) => [name, value]))
}
