import type { AttributeSpecs, TypesOf } from './attribute.ts'
import { defineCategory, reservedScheme, type CategorySpec } from './category.ts'
import { defineKind, type Kind } from './kind.ts'

const scheme = `${reservedScheme}core#`

/** core#entity (GFD.221 5.4.1): the abstract root, without a location (GFD.223 4), never extended directly by others. */
export const entity = defineRoot({
  scheme,
  term: 'entity',
  title: 'Entity',
  attributes: {
    'occi.core.id': { mutability: 'server-only', description: 'A unique identifier of the entity instance' },
    'occi.core.title': { description: 'The display name of the instance' },
  },
})

/** core#resource (GFD.221 5.4.2): what a service offers. Concrete, but clients create only what extends it, unless a service says otherwise. */
export const resource = defineKind({
  scheme,
  term: 'resource',
  title: 'Resource',
  parent: entity,
  location: '/resource/',
  creatable: false,
  attributes: { 'occi.core.summary': { description: 'A summarizing description of the Resource instance' } },
})

/** core#link (GFD.221 5.4.3): joins a Resource of this service to a target inside or outside of it. */
export const link = defineKind({
  scheme,
  term: 'link',
  title: 'Link',
  parent: entity,
  location: '/link/',
  attributes: {
    'occi.core.source': { required: true, description: 'The Resource the Link originates from' },
    'occi.core.target': { required: true, description: 'The Object the Link points to' },
    'occi.core.target.kind': { description: 'The Kind of target, if applicable' },
  },
})

/** The attributes of the base Kinds that are members of an Entity's own (id, source, target), not entries of its `attributes`. */
export const structuralAttributes: ReadonlySet<string> = new Set([
  'occi.core.id',
  'occi.core.source',
  'occi.core.source.kind',
  'occi.core.target',
  'occi.core.target.kind',
])

function defineRoot<const S extends AttributeSpecs>(spec: CategorySpec<S>): Kind<TypesOf<S>> {
  const root = {
    class: 'kind',
    ...defineCategory('Kind', spec),
    actions: Object.freeze([]),
    creatable: false,
  } as const
  return Object.freeze(root) as unknown as Kind<TypesOf<S>>
}
