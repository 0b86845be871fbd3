import {
  createCatalog,
  defineExtension,
  defineKind,
  resource,
  systemScope,
  type Entity,
  type RenderingContext,
} from '@occi/core'
import { parseCategory, textPlain } from '@occi/render-text'

const machine = defineKind({
  scheme: 'http://example.com/occi/lab#',
  term: 'machine',
  title: 'Machine',
  parent: resource,
  location: '/machine/',
  attributes: { 'com.example.cores': { type: 'integer' }, 'com.example.state': 'immutable' },
})

// A server makes this for every request.
const context: RenderingContext = {
  catalog: createCatalog([defineExtension({ name: 'lab', kinds: [machine] })]),
  scope: systemScope,
  publicUrl: 'https://lab.example/occi',
  prefix: '/occi',
  path: '/machine/m1',
  query: new URLSearchParams(),
  version: '1.2',
  mediaType: 'text/plain',
  limits: { headerField: 8192, headerTotal: 16384, entries: 1000, value: 65536 },
  lookup: { entity: async () => undefined, entities: async function* () {}, count: async () => 0 },
  sign: async () => '',
}

const body = `Category: machine; scheme="http://example.com/occi/lab#"; class="kind"
X-OCCI-Attribute: occi.core.title="build \\"nightly\\"", com.example.cores=4`

export const input = textPlain.parse('entity', { mediaType: 'text/plain', headers: new Map(), body }, context)
// input.attributes.get('com.example.cores') is
// { value: { literal: '4', quoted: false }, where: 'X-OCCI-Attribute line 2, value 2' }

const entity: Entity = {
  type: 'resource',
  id: 'urn:uuid:5b5c7a0e-3f0e-4a86-8b40-2ad5be3a1c55',
  location: '/machine/m1',
  kind: machine,
  mixins: [],
  attributes: { 'com.example.cores': 4, 'occi.core.title': 'build "nightly"', 'com.example.state': 'on' },
  actions: [],
  links: [],
  revision: 1,
}

export const answer = await textPlain.render({ form: 'entity', entity }, context)
// answer.body is
// Category: machine; scheme="http://example.com/occi/lab#"; class="kind"; title="Machine"
// X-OCCI-Attribute: occi.core.id="urn:uuid:5b5c7a0e-3f0e-4a86-8b40-2ad5be3a1c55"
// X-OCCI-Attribute: occi.core.title="build \"nightly\""
// X-OCCI-Attribute: com.example.cores=4
// X-OCCI-Attribute: com.example.state="on"

export const { id, attributes } = parseCategory(
  'machine; scheme="http://example.com/occi/lab#"; attributes="a{required} b"',
)
// id is 'http://example.com/occi/lab#machine', attributes[0] is { name: 'a', immutable: false, required: true }
