import {
  defineAction,
  defineExtension,
  defineKind,
  defineMixin,
  link,
  resource,
  type AttributesHeld,
  type AttributeSpecs,
  type AttributeValue,
  type Action,
  type EntityKey,
  type Kind,
  type Link,
  type Mixin,
  type Resource,
} from '@occi/core'

const scheme = 'http://example.com/occi/testing#'

/** An Action of {@link compute}. */
export const restart = defineAction({
  scheme: 'http://example.com/occi/testing/compute/action#',
  term: 'restart',
})

/** An Action of {@link burstable}. */
export const burst = defineAction({
  scheme: 'http://example.com/occi/testing/burstable/action#',
  term: 'burst',
})

/** A Kind of Resources with an attribute of each type. */
export const compute = defineKind({
  scheme,
  term: 'compute',
  title: 'A machine',
  parent: resource,
  location: '/compute/',
  actions: [restart],
  attributes: {
    'com.example.hostname': '',
    'com.example.cores': { type: 'integer' },
    'com.example.memory': { type: 'number' },
    'com.example.running': { type: 'boolean' },
    'com.example.disks': { type: 'array' },
    'com.example.labels': { type: 'object' },
  },
})

/** Another Kind of Resources. */
export const network = defineKind({
  scheme,
  term: 'network',
  parent: resource,
  location: '/network/',
  attributes: { 'com.example.vlan': { type: 'integer' } },
})

/** A Kind of Links. */
export const attachment = defineKind({
  scheme,
  term: 'attachment',
  parent: link,
  location: '/attachment/',
  attributes: { 'com.example.device': '' },
})

/** A provider's Mixin with an attribute and an Action of its own, and one attribute that {@link turbo} has too. */
export const burstable = defineMixin({
  scheme,
  term: 'burstable',
  location: '/burstable/',
  applies: [compute],
  actions: [burst],
  attributes: { 'com.example.burst': { type: 'integer' }, 'com.example.credit': { type: 'number' } },
})

/** A provider's Mixin. */
export const turbo = defineMixin({
  scheme,
  term: 'turbo',
  location: '/turbo/',
  attributes: { 'com.example.credit': { type: 'number' } },
})

/** All of these, to make a catalogue of. */
export const testExtension = defineExtension({
  name: 'testing',
  kinds: [compute, network, attachment],
  mixins: [burstable, turbo],
})

/** What can be said about an Entity besides its name. */
export interface EntityParts {
  readonly id?: string
  readonly owner?: string
  readonly kind?: Kind
  readonly mixins?: readonly Mixin[]
  readonly attributes?: AttributesHeld
  readonly actions?: readonly Action[]
  readonly extras?: AttributeValue
}

/** A compute that is not stored yet, at `/compute/<name>`, or at a path of its own. */
export function aCompute(name: string, parts: EntityParts = {}): Resource {
  return { type: 'resource', ...common(name, '/compute/', compute, parts), links: [] }
}

/** A network that is not stored yet, at `/network/<name>`, or at a path of its own. */
export function aNetwork(name: string, parts: EntityParts = {}): Resource {
  return { type: 'resource', ...common(name, '/network/', network, parts), links: [] }
}

/** A Link that is not stored yet, at `/attachment/<name>`, from one Entity to another or to a URI. */
export function aLink(name: string, source: EntityKey, target: EntityKey, parts: EntityParts = {}): Link {
  return {
    type: 'link',
    ...common(name, '/attachment/', attachment, parts),
    source: endOf(source),
    target: endOf(target),
  }
}

/** A Mixin as a user makes it, in a scheme of his own, with its Collection at `/mine/<term>/`. */
export function aUserMixin(
  term: string,
  parts: {
    readonly owner?: string
    readonly location?: string
    readonly attributes?: AttributeSpecs
    readonly actions?: readonly Action[]
  } = {},
): Mixin {
  return defineMixin({
    scheme: 'http://example.com/mine#',
    term,
    location: `/mine/${term}/`,
    origin: 'user',
    ...parts,
  }) as Mixin
}

function common(
  name: string,
  collection: string,
  kind: Kind,
  parts: EntityParts,
): Omit<Resource, 'type' | 'links'> {
  const location = name.startsWith('/') ? name : `${collection}${name}`
  return {
    id: `urn:uuid:${encoded(location)}${parts.owner === undefined ? '' : `:${encoded(parts.owner)}`}`,
    location,
    kind,
    mixins: [],
    attributes: {},
    actions: [],
    revision: 0,
    ...parts,
  }
}

/** A text as part of a URI, whatever characters it has. */
function encoded(text: string): string {
  return encodeURIComponent(JSON.stringify(text).slice(1, -1))
}

function endOf({ location, owner }: EntityKey): EntityKey {
  return owner === undefined ? { location } : { location, owner }
}
