import type { CategoryReference, InputValue } from '../contracts/input.ts'
import { OcciError } from '../errors.ts'
import { wantedInstead, type AttributeDefinition, type AttributeValue } from '../model/attribute.ts'
import { structuralAttributes } from '../model/base-types.ts'
import type { AttributesHeld } from '../model/entity.ts'
import type { Kind } from '../model/kind.ts'
import type { Mixin } from '../model/mixin.ts'
import { sameValue } from '../model/pattern.ts'
import { appliesTo, type Capabilities, type CategorySource } from './capabilities.ts'
import { coerce } from './coerce.ts'
import type { Category } from './layer.ts'

/** Attributes as a client sent them. */
export type InputAttributes = ReadonlyMap<string, InputValue>

/**
 * The Categories that references name.
 * @throws OcciError `unknown-category`; `malformed` where a class is given that is not the Category's
 */
export function resolve(references: readonly CategoryReference[], source: CategorySource): readonly Category[] {
  return references.map(({ id, class: said, where }) => {
    const category = source.get(id)
    if (category === undefined) throw new OcciError('unknown-category', `the Category ${id} is not known here (${where})`, { category: id, where })
    if (said === undefined || said === category.class) return category
    throw new OcciError('malformed', `the Category ${id} is a ${category.class}, not a ${said} (${where})`, { category: id, where })
  })
}

/** Checks that Mixins may be put on entities of a Kind. @throws OcciError `not-applicable` (GFD.221 5.3.4) */
export function checkApplicable(mixins: readonly Mixin[], kind: Kind): void {
  for (const mixin of mixins) {
    if (appliesTo(mixin, kind)) continue
    throw new OcciError('not-applicable', `the Mixin ${mixin.id} applies to ${mixin.applies.join(', ')}, not to ${kind.id}`, { category: mixin.id })
  }
}

/**
 * The attributes of a new Entity: what the client sent, typed and checked, and defaults for the rest.
 * @throws OcciError `unknown-attribute`, `invalid-value`, `immutable`, `missing-attribute`
 */
export function attributesOfNew(input: InputAttributes, { attributes }: Capabilities): AttributesHeld {
  return complete({ ...defaultsOf(attributes), ...accepted(input, attributes, defaultsOf(attributes)) }, attributes)
}

/** The attributes of an Entity after a partial change. @throws OcciError as {@link attributesOfNew} */
export function attributesOfChanged(old: AttributesHeld, input: InputAttributes, { attributes }: Capabilities): AttributesHeld {
  const kept = pick(old, (name) => attributes.has(name))
  return complete({ ...defaultsOf(attributes), ...kept, ...accepted(input, attributes, old) }, attributes)
}

/**
 * The attributes of an Entity after a full replacement: what the client may change and did not send falls back to its default or goes.
 * @throws OcciError as {@link attributesOfNew}
 */
export function attributesOfReplaced(old: AttributesHeld, input: InputAttributes, { attributes }: Capabilities): AttributesHeld {
  const kept = pick(old, (name) => (attributes.get(name)?.mutability ?? 'read-write') !== 'read-write')
  return complete({ ...defaultsOf(attributes), ...kept, ...accepted(input, attributes, old) }, attributes)
}

/**
 * The parameters of an Action, defaults filled in.
 * @throws OcciError `unknown-attribute`, `invalid-value`, `missing-attribute`
 */
export function parametersOf(input: InputAttributes, definitions: Readonly<Record<string, AttributeDefinition>>): AttributesHeld {
  const attributes = new Map(Object.entries(definitions))
  return complete({ ...defaultsOf(attributes), ...accepted(input, attributes, {}) }, attributes)
}

/**
 * What a Backend wrote, checked as the provider's writing: defined, of its type, fitting its pattern; mutability does not matter. Attributes
 * set to undefined are left out.
 * @throws OcciError `internal`: the fault is the Backend's
 */
export function attributesWritten(written: AttributesHeld, { attributes }: Capabilities): AttributesHeld {
  const held = pick(written, (_name, value) => value !== undefined)
  for (const [name, value] of Object.entries(held)) {
    const definition = attributes.get(name)
    const wanted = definition === undefined ? 'defined for this Entity' : wantedInstead(value as AttributeValue, definition)
    if (wanted !== undefined) throw new OcciError('internal', `a Backend set ${name} to ${JSON.stringify(value)}, which is not ${wanted}`, { attribute: name })
  }
  return held
}

function defaultsOf(attributes: ReadonlyMap<string, AttributeDefinition>): AttributesHeld {
  const defaults: Record<string, AttributeValue> = {}
  for (const [name, definition] of attributes) {
    if (definition.default !== undefined) defaults[name] = definition.default
  }
  return defaults
}

function accepted(input: InputAttributes, attributes: ReadonlyMap<string, AttributeDefinition>, current: AttributesHeld): AttributesHeld {
  const taken: Record<string, AttributeValue> = {}
  for (const [name, value] of input) {
    if (structuralAttributes.has(name)) continue
    const definition = attributes.get(name)
    if (definition === undefined) {
      throw new OcciError('unknown-attribute', `the attribute ${name} is not known here (${value.where})`, { attribute: name, where: value.where })
    }
    taken[name] = writable(name, coerce(name, value, definition), definition, current, value.where)
  }
  return taken
}

function writable(name: string, value: AttributeValue, definition: AttributeDefinition, current: AttributesHeld, where: string): AttributeValue {
  const now = Object.hasOwn(current, name) ? current[name] : undefined
  // GFD.221 5.2: a client never changes an immutable attribute; repeating its value changes nothing (design 4).
  const allowed =
    definition.mutability === 'read-write' || sameValue(now, value) || (definition.mutability === 'write-once' && now === undefined)
  if (allowed) return value
  const rule = definition.mutability === 'write-once' ? 'can be set once and is set' : 'is set by the server only'
  throw new OcciError('immutable', `the attribute ${name} ${rule} (${where})`, { attribute: name, where })
}

function complete(held: AttributesHeld, attributes: ReadonlyMap<string, AttributeDefinition>): AttributesHeld {
  for (const [name, { required }] of attributes) {
    if (!required || structuralAttributes.has(name) || held[name] !== undefined) continue
    throw new OcciError('missing-attribute', `the attribute ${name} is required and was not given`, { attribute: name })
  }
  return held
}

function pick(held: AttributesHeld, wanted: (name: string, value: unknown) => boolean): AttributesHeld {
  return Object.fromEntries(Object.entries(held).filter(([name, value]) => wanted(name, value)))
}
