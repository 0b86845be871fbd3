import type { AttributeValue } from '../model/attribute.ts'
import type { Entity } from '../model/entity.ts'

/** The value that a filter compares: an attribute, or one of the members that count as attributes. */
export function valueOf(entity: Entity, name: string): AttributeValue | undefined {
  if (name === 'occi.core.id') return entity.id
  if (name === 'occi.core.source') return entity.type === 'link' ? entity.source.location : undefined
  if (name === 'occi.core.target') return entity.type === 'link' ? entity.target.location : undefined
  return Object.hasOwn(entity.attributes, name) ? entity.attributes[name] : undefined
}

/** Equal for equal values and for no others: arrays and objects become text that no string value can be. */
export function keyOfValue(value: AttributeValue): string | number | boolean {
  if (typeof value === 'object') return `\0${canonical(value)}`
  return typeof value === 'string' && value.startsWith('\0') ? `\0"${value}` : value
}

function canonical(value: AttributeValue): string {
  return JSON.stringify(value, (_name, inner: unknown) => (isPlainObject(inner) ? sorted(inner) : inner))
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function sorted(value: object): object {
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
