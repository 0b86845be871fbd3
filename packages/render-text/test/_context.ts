import {
  createCatalog,
  defineAction,
  defineExtension,
  defineKind,
  defineMixin,
  link,
  resource,
  systemScope,
  type Entity,
  type InputForm,
  type InputForms,
  type Link,
  type Rendered,
  type Rendering,
  type RenderingContext,
  type RenderingLimits,
  type Resource,
  type Result,
} from '@occi/core'
import { textOcci, textPlain } from '../src/index.ts'

export const infra = 'http://schemas.ogf.org/occi/infrastructure#'
const computeActions = 'http://schemas.ogf.org/occi/infrastructure/compute/action#'
const networkActions = 'http://schemas.ogf.org/occi/infrastructure/network/action#'

export const start = defineAction({ scheme: computeActions, term: 'start', title: 'Start' })
export const stop = defineAction({
  scheme: computeActions,
  term: 'stop',
  title: 'Stop',
  attributes: { method: { pattern: { enum: ['graceful', 'poweroff'] } } },
})
export const up = defineAction({ scheme: networkActions, term: 'up' })

export const compute = defineKind({
  scheme: infra,
  term: 'compute',
  title: 'Compute Resource',
  parent: resource,
  location: '/compute/',
  actions: [start, stop],
  attributes: {
    'occi.compute.architecture': { pattern: { enum: ['x86', 'x64'] } },
    'occi.compute.cores': { type: 'integer' },
    'occi.compute.hostname': '',
    'occi.compute.speed': { type: 'number' },
    'occi.compute.memory': { type: 'number' },
    'occi.compute.state': { mutability: 'server-only', pattern: { enum: ['active', 'inactive'] } },
  },
})

export const network = defineKind({
  scheme: infra,
  term: 'network',
  title: 'Network Resource',
  parent: resource,
  location: '/network/',
  actions: [up],
  attributes: { 'occi.network.label': '' },
})

export const networkInterface = defineKind({
  scheme: infra,
  term: 'networkinterface',
  title: 'Network Interface',
  parent: link,
  location: '/networkinterface/',
  actions: [up],
  attributes: {
    'occi.networkinterface.interface': 'immutable',
    'occi.networkinterface.mac': '',
    'occi.networkinterface.state': 'immutable',
  },
})

export const osTemplate = defineMixin({
  scheme: infra,
  term: 'os_tpl',
  location: '/os_tpl/',
  applies: [compute],
})
export const ubuntu = defineMixin({
  scheme: 'http://example.com/occi/os#',
  term: 'ubuntu',
  title: 'Ubuntu "LTS", 64 bit',
  location: '/ubuntu/',
  depends: [osTemplate],
})
export const myStuff = defineMixin({
  scheme: 'http://example.com/occi/my_stuff#',
  term: 'my_stuff',
  location: '/my_stuff/',
  origin: 'user',
})
export const ipInterface = defineMixin({
  scheme: 'http://schemas.ogf.org/occi/infrastructure/networkinterface#',
  term: 'ipnetworkinterface',
  location: '/ipnetworkinterface/',
  applies: [networkInterface],
  attributes: { 'occi.networkinterface.address': '' },
})
/** One attribute of each type and of each sort of mutability. */
export const typed = defineMixin({
  scheme: 'http://example.com/occi/typed#',
  term: 'typed',
  location: '/typed/',
  attributes: {
    'com.example.string': '',
    'com.example.integer': { type: 'integer' },
    'com.example.number': { type: 'number' },
    'com.example.boolean': { type: 'boolean' },
    'com.example.array': { type: 'array' },
    'com.example.object': { type: 'object' },
    'com.example.server': 'immutable',
    'com.example.required': 'required',
    'com.example.defaulted': { required: true, default: 'x' },
    'com.example.once': { mutability: 'write-once' },
    'com.example.once-required': { mutability: 'write-once', required: true },
    'com.example.once-defaulted': { mutability: 'write-once', required: true, default: 'x' },
  },
})

export const infrastructure = defineExtension({
  name: 'infrastructure',
  standard: true,
  kinds: [compute, network, networkInterface],
  mixins: [osTemplate, ubuntu, myStuff, ipInterface, typed],
})

const catalog = createCatalog([infrastructure])
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
    mediaType: 'text/plain',
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

export async function* chunks<T>(...parts: readonly (readonly T[])[]): AsyncIterable<readonly T[]> {
  yield* parts
}

/** A Collection of paths, in chunks. */
export function collectionOf(...parts: readonly (readonly string[])[]): Result {
  return {
    form: 'collection',
    of: 'entities',
    locations: () => chunks(...parts),
    entities: () => chunks<Entity>(),
    count: async () => parts.flat().length,
  }
}

/** What a Rendering gives, its body as one string. */
export async function renderWith(
  rendering: Rendering,
  result: Result,
  overrides: Overrides = {},
): Promise<Answer> {
  const rendered: Rendered = await rendering.render(result, contextOf(overrides))
  return {
    headers: new Map(rendered.headers),
    body: rendered.body === undefined ? undefined : await textOf(rendered.body),
  }
}

export interface Answer {
  readonly headers: ReadonlyMap<string, string>
  readonly body: string | undefined
}

async function textOf(body: NonNullable<Rendered['body']>): Promise<string> {
  let text = ''
  for await (const part of typeof body === 'string' ? [body] : body) text += part
  return text
}

/** The body of an entity in text/plain, as lines. */
export async function linesOf(entity: Entity, overrides: Overrides = {}): Promise<readonly string[]> {
  const { body } = await renderWith(textPlain, { form: 'entity', entity }, overrides)
  return (body ?? '').split('\r\n')
}

export function parseBody<F extends InputForm>(
  form: F,
  body: string,
  overrides: Overrides = {},
): InputForms[F] {
  return textPlain.parse(form, { mediaType: 'text/plain', headers: new Map(), body }, contextOf(overrides))
}

export type Headers = Readonly<Record<string, string | readonly string[]>>

export function parseHeaders<F extends InputForm>(
  form: F,
  headers: Headers,
  overrides: Overrides = {},
): InputForms[F] {
  const fields = new Map(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? [value] : value]),
  )
  return textOcci.parse(form, { mediaType: 'text/occi', headers: fields, body: '' }, contextOf(overrides))
}

/** Attributes as sent: the literal, in quotes if it was quoted. */
export function literalsOf(
  attributes: InputForms['filter']['attributes'],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...attributes].map(([name, { value }]) => {
      if (typeof value !== 'object' || !('quoted' in value)) return [name, value]
      return [name, value.quoted ? JSON.stringify(value.literal) : value.literal]
    }),
  )
}
