import {
  createCatalog,
  defineAction,
  defineExtension,
  defineKind,
  link,
  OcciError,
  resource,
  systemScope,
  type Entity,
  type RenderingContext,
} from '@occi/core'
import { occiJson } from '@occi/render-json'

const scheme = 'http://example.com/occi/lab#'
const reboot = defineAction({ scheme: 'http://example.com/occi/lab/action#', term: 'reboot' })
const machine = defineKind({
  scheme,
  term: 'machine',
  title: 'Machine',
  parent: resource,
  location: '/machine/',
  actions: [reboot],
  attributes: {
    'com.example.cores': { type: 'integer' },
    'com.example.memory': { type: 'number' },
    'com.example.labels': { type: 'object' },
    'com.example.state': 'immutable',
  },
})

// A server makes this for every request.
export const context: RenderingContext = {
  catalog: createCatalog([defineExtension({ name: 'lab', kinds: [machine] })]),
  scope: systemScope,
  publicUrl: 'https://lab.example/occi',
  prefix: '/occi',
  path: '/machine/m1',
  query: new URLSearchParams(),
  version: '1.2',
  mediaType: 'application/occi+json',
  limits: { headerField: 8192, headerTotal: 16384, entries: 1000, value: 65536 },
  lookup: { entity: async () => undefined, entities: async function* () {}, count: async () => 0 },
  sign: async () => '',
}

const read = (body: string) =>
  occiJson.parse('entity', { mediaType: 'application/occi+json', headers: new Map(), body }, context)

export const input = read('{ "title": "nightly", "attributes": { "com.example.cores": 4 } }')
// input.attributes.get('com.example.cores') is { value: 4, where: 'attributes["com.example.cores"]' }

export let refusal = ''
try {
  read('{ "attributes": { "com.example.cores": null } }')
} catch (error) {
  if (OcciError.is(error)) refusal = error.message
}
// refusal is 'null is no value; leave out what is not set (attributes["com.example.cores"])'

export const entity: Entity = {
  type: 'resource',
  id: 'urn:uuid:5b5c7a0e-3f0e-4a86-8b40-2ad5be3a1c55',
  location: '/machine/m1',
  kind: machine,
  mixins: [],
  attributes: {
    'occi.core.title': 'build "nightly"',
    'com.example.cores': 4,
    'com.example.memory': 2,
    'com.example.labels': { tier: 'web' },
    'com.example.state': 'on',
  },
  actions: [reboot],
  links: [
    {
      type: 'link',
      id: 'urn:uuid:0c1f6a52-9d0c-4a35-a5f7-6a2f9a3a7a11',
      location: '/link/l1',
      kind: link,
      mixins: [],
      attributes: {},
      actions: [],
      source: { location: '/machine/m1', kind: machine.id },
      target: { location: '/machine/m2', kind: machine.id },
      revision: 1,
    },
  ],
  revision: 1,
}

export const answer = await occiJson.render({ form: 'entity', entity }, context)
// answer.body is the JSON shown below
