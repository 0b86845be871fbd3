import {
  createCatalog,
  defineAction,
  defineExtension,
  defineKind,
  defineMixin,
  link,
  resource,
  type InputForm,
  type Link,
  type Resource,
  type Result,
} from '@occi/core'
import { collectionOf } from './results.ts'

const scheme = 'http://example.com/occi/rendering#'
const actionScheme = 'http://example.com/occi/rendering/action#'

export const restart = defineAction({
  scheme: actionScheme,
  term: 'restart',
  title: 'Restart',
  attributes: { method: '', delay: { type: 'integer' }, force: { type: 'boolean' } },
})
export const halt = defineAction({ scheme: actionScheme, term: 'halt' })
export const surge = defineAction({ scheme: actionScheme, term: 'surge' })
export const cut = defineAction({ scheme: actionScheme, term: 'cut' })

/** A Kind with an attribute of each type and of each mutability. */
export const machine = defineKind({
  scheme,
  term: 'machine',
  title: 'A machine',
  parent: resource,
  location: '/machine/',
  actions: [restart, halt],
  attributes: {
    'com.example.text': '',
    'com.example.count': { type: 'integer' },
    'com.example.ratio': { type: 'number' },
    'com.example.flag': { type: 'boolean' },
    'com.example.list': { type: 'array' },
    'com.example.map': { type: 'object' },
    'com.example.state': 'immutable',
    'com.example.state.message': 'immutable',
    'com.example.serial': { mutability: 'write-once' },
  },
})

export const lan = defineKind({ scheme, term: 'lan', parent: resource, location: '/lan/' })

export const wire = defineKind({
  scheme,
  term: 'wire',
  parent: link,
  location: '/wire/',
  actions: [cut],
  attributes: { 'com.example.device': '', 'com.example.speed': { type: 'number' } },
})

const family = defineMixin({ scheme, term: 'family', location: '/family/' })

export const fast = defineMixin({
  scheme,
  term: 'fast',
  title: 'Fast, "very"; \\ schnell für 世界',
  location: '/fast/',
  depends: [family],
  applies: [machine],
  actions: [surge],
  attributes: { 'com.example.boost': { type: 'integer' }, 'com.example.note': '' },
})

export const shielded = defineMixin({
  scheme,
  term: 'shielded',
  location: '/shielded/',
  applies: [wire],
  attributes: { 'com.example.grade': { type: 'integer' } },
})

/** A Mixin as a user makes it. */
export const tag = defineMixin({
  scheme: 'http://example.com/mine#',
  term: 'tag',
  title: 'A "tag", of mine; \\ für 世界',
  location: '/mine/tag/',
  origin: 'user',
})

/** Another one, that depends on a provider's. */
export const label = defineMixin({
  scheme: 'http://example.com/mine#',
  term: 'label_2.x',
  location: '/mine/label/',
  depends: [family],
  origin: 'user',
})

/** What the suite's catalogue is made of. */
export const renderingExtension = defineExtension({
  name: 'rendering',
  kinds: [machine, lan, wire],
  mixins: [family, fast, shielded, tag],
})

export const catalog = createCatalog([renderingExtension])

/** A machine at `/machine/<name>`. */
export function aMachine(name: string, parts: Partial<Resource> = {}): Resource {
  return {
    type: 'resource',
    id: `urn:example:machine:${name}`,
    location: `/machine/${name}`,
    kind: machine,
    mixins: [],
    attributes: {},
    actions: [],
    links: [],
    revision: 1,
    ...parts,
  }
}

/** A wire at `/wire/<name>` from the machine `web` to the lan `office`. */
export function aWire(name: string, parts: Partial<Link> = {}): Link {
  return {
    type: 'link',
    id: `urn:example:wire:${name}`,
    location: `/wire/${name}`,
    kind: wire,
    mixins: [],
    attributes: {},
    actions: [],
    revision: 1,
    source: { location: '/machine/web', id: 'urn:example:machine:web', kind: machine.id },
    target: { location: '/lan/office', id: 'urn:example:lan:office', kind: lan.id },
    ...parts,
  }
}

/** A machine with all that a machine can have. */
export const fullMachine: Resource = aMachine('web', {
  mixins: [fast, tag],
  attributes: {
    'occi.core.title': 'The "web", front; \\ für alle',
    'occi.core.summary': 'serves',
    'com.example.text': 'a=b',
    'com.example.count': -3,
    'com.example.ratio': 2,
    'com.example.flag': false,
    'com.example.list': [1, 'two', { three: [true] }],
    'com.example.map': { tier: 'web', nested: { a: 0.5 } },
    'com.example.state': 'on',
    'com.example.state.message': 'all is well',
    'com.example.serial': 'S-1',
    'com.example.boost': 9,
    'com.example.note': '',
  },
  actions: [restart, surge],
  links: [
    aWire('one', {
      mixins: [shielded, tag],
      attributes: {
        'occi.core.title': 'one, "first"; \\',
        'com.example.device': 'eth0',
        'com.example.speed': 1,
        'com.example.grade': 7,
      },
      actions: [cut],
    }),
    aWire('two', { target: { location: 'https://elsewhere.example/lan?x=1&y=2;z#f' } }),
  ],
})

/** What is written to have a message of a form to read; each says what the harness asks of its sample. */
export const sampleResults: ReadonlyMap<InputForm, () => Result> = new Map<InputForm, () => Result>([
  ['entity', () => ({ form: 'entity', entity: sampleMachine })],
  ['entities', () => ({ form: 'entity', entity: sampleMachine })],
  ['categories', () => ({ form: 'categories', categories: [tag] })],
  ['members', () => collectionOf('resources', [aMachine('a'), aMachine('b')])],
])

const sampleMachine = aMachine('web', {
  attributes: { 'com.example.count': 2, 'occi.core.title': 'web' },
})
