import { withArticle } from '../article.ts'
import type { InputValue } from '../contracts/input.ts'
import { OcciError } from '../errors.ts'
import {
  wantedInstead,
  type AttributeDefinition,
  type AttributeValue,
  type Mutability,
} from '../model/attribute.ts'
import { structuralAttributes } from '../model/base-types.ts'
import type { AttributesHeld } from '../model/entity.ts'
import { isLiteral } from '../model/literal.ts'
import { isAttributeValue, sameValue, showValue } from '../model/value.ts'
import type { Capabilities } from './capabilities.ts'
import { coerce } from './coerce.ts'
import { Faults } from './faults.ts'

/** Attributes as a client sent them. */
export type InputAttributes = ReadonlyMap<string, InputValue>

type Definitions = Capabilities['attributes']

/**
 * The attributes of a new Entity: what the client sent, typed and checked, and defaults for the rest.
 * @throws OcciError `unknown-attribute`, `invalid-value`, `immutable`, `missing-attribute`
 */
export function attributesOfNew(input: InputAttributes, { attributes }: Capabilities): AttributesHeld {
  const defaults = defaultsOf(attributes)
  // What only the server sets may be repeated; what can be set once is not set yet.
  const set = pick(defaults, (name) => attributes.get(name)?.mutability === 'server-only')
  return settled(defaults, input, attributes, set)
}

/**
 * The attributes of an Entity after a partial change; what is unset takes its default, so that a Mixin put on later brings its own.
 * @throws OcciError as {@link attributesOfNew}
 */
export function attributesOfChanged(
  old: AttributesHeld,
  input: InputAttributes,
  { attributes }: Capabilities,
): AttributesHeld {
  const kept = pick(old, (name, value) => value !== undefined && attributes.has(name))
  return settled(Object.assign(defaultsOf(attributes), kept), input, attributes, old)
}

/**
 * The attributes of an Entity after a full replacement: what the client may change and did not send falls back to its default or goes.
 * @throws OcciError as {@link attributesOfNew}
 */
export function attributesOfReplaced(
  old: AttributesHeld,
  input: InputAttributes,
  { attributes }: Capabilities,
): AttributesHeld {
  const kept = pick(
    old,
    (name, value) =>
      value !== undefined && (attributes.get(name)?.mutability ?? 'read-write') !== 'read-write',
  )
  return settled(Object.assign(defaultsOf(attributes), kept), input, attributes, old)
}

/** The attributes that an Entity keeps when Mixins leave it: those that what is left defines. */
export function attributesKept(held: AttributesHeld, { attributes }: Capabilities): AttributesHeld {
  return pick(held, (name, value) => value !== undefined && attributes.has(name))
}

/**
 * The parameters of an Action, defaults filled in.
 * @throws OcciError `unknown-attribute`, `invalid-value`, `missing-attribute`
 */
export function parametersOf(
  input: InputAttributes,
  definitions: Readonly<Record<string, AttributeDefinition>>,
): AttributesHeld {
  const attributes = new Map(Object.entries(definitions))
  return settled(defaultsOf(attributes), input, attributes, {})
}

/**
 * What a Backend wrote, checked as the provider's writing: defined, of its type, fitting its pattern; mutability does not matter. Attributes
 * set to undefined are left out.
 * @throws OcciError `internal`: the fault is the Backend's
 */
export function attributesWritten(written: AttributesHeld, { attributes }: Capabilities): AttributesHeld {
  for (const [name, value] of Object.entries(written)) {
    const wanted = value === undefined ? undefined : wantedOfBackend(name, value, attributes)
    if (wanted === undefined) continue
    throw new OcciError('internal', `a Backend set ${name} to ${showValue(value)}, which is not ${wanted}`, {
      attribute: name,
    })
  }
  return pick(written, (_name, value) => value !== undefined)
}

function wantedOfBackend(name: string, value: unknown, attributes: Definitions): string | undefined {
  if (structuralAttributes.has(name)) return 'an attribute but a member of the Entity'
  const definition = attributes.get(name)
  if (definition === undefined) return 'defined for this Entity'
  return isAttributeValue(value) ? wantedInstead(value, definition) : withArticle(definition.type)
}

function defaultsOf(attributes: Definitions): AttributesHeld {
  const defaults: Record<string, AttributeValue> = {}
  for (const [name, definition] of attributes) {
    if (definition.default !== undefined) defaults[name] = definition.default
  }
  return defaults
}

/** What there is by itself, with what was sent over it: all that is wrong is found before the first fault is thrown. */
function settled(
  given: AttributesHeld,
  input: InputAttributes,
  attributes: Definitions,
  current: AttributesHeld,
): AttributesHeld {
  const faults = new Faults()
  const held = accepted(given, input, attributes, current, faults)
  for (const name of missingIn(held, attributes)) {
    if (input.has(name)) continue
    const message = `the attribute ${name} is required and was not given`
    faults.add(new OcciError('missing-attribute', message, { attribute: name }))
  }
  faults.throwIfAny()
  return held
}

function accepted(
  given: AttributesHeld,
  input: InputAttributes,
  attributes: Definitions,
  current: AttributesHeld,
  faults: Faults,
): AttributesHeld {
  const taken: Record<string, AttributeValue | undefined> = Object.assign({}, given)
  for (const [name, value] of input) {
    if (isStructural(name, attributes)) continue
    faults.collect(() => {
      taken[name] = acceptedValue(name, value, attributes.get(name), valueOf(current, name))
    })
  }
  return taken
}

function acceptedValue(
  name: string,
  input: InputValue,
  definition: AttributeDefinition | undefined,
  now: AttributeValue | undefined,
): AttributeValue {
  const { where } = input
  if (definition === undefined)
    throw new OcciError('unknown-attribute', `the attribute ${name} is not known here (${where})`, {
      attribute: name,
      where,
    })
  const value = isBlanked(input, now) ? now : coerce(name, input, definition)
  checkWritable(name, value, definition.mutability, now, where)
  return value
}

/** What a GET gave, a PUT takes: text has blanks where a value has control characters; the value stays as it is. */
function isBlanked({ value }: InputValue, now: AttributeValue | undefined): now is string {
  if (!isLiteral(value) || typeof now !== 'string' || now.length !== value.literal.length) return false
  return now !== value.literal && now.replace(/[\u0000-\u001f\u007f]/g, ' ') === value.literal
}

/** a Link may name the Kind of its source too, which GFD.221 does not define. */
function isStructural(name: string, attributes: Definitions): boolean {
  const defined = name === 'occi.core.source.kind' ? 'occi.core.source' : name
  return structuralAttributes.has(name) && attributes.has(defined)
}

function checkWritable(
  name: string,
  value: AttributeValue,
  mutability: Mutability,
  now: AttributeValue | undefined,
  where: string,
): void {
  // GFD.221 5.2: a client never changes an immutable attribute; repeating its value changes nothing.
  if (mutability === 'read-write' || sameValue(now, value)) return
  if (mutability === 'write-once' && now === undefined) return
  const rule = mutability === 'write-once' ? 'can be set once and is set' : 'is set by the server only'
  throw new OcciError('immutable', `the attribute ${name} ${rule} (${where})`, { attribute: name, where })
}

function missingIn(held: AttributesHeld, attributes: Definitions): readonly string[] {
  const missing: string[] = []
  for (const [name, { required }] of attributes) {
    if (required && !structuralAttributes.has(name) && valueOf(held, name) === undefined) missing.push(name)
  }
  return missing
}

/** An attribute may be called `constructor`: what every object has by birth does not count. */
function valueOf(held: AttributesHeld, name: string): AttributeValue | undefined {
  return Object.hasOwn(held, name) ? held[name] : undefined
}

/** A copy of what is wanted, which is mostly all: to copy an object whole takes a fraction of the time. Names have been checked: none is `__proto__`. */
function pick(held: AttributesHeld, wanted: (name: string, value: unknown) => boolean): AttributesHeld {
  if (Object.keys(held).every((name) => wanted(name, held[name]))) return Object.assign({}, held)
  return Object.fromEntries(Object.entries(held).filter(([name, value]) => wanted(name, value)))
}
