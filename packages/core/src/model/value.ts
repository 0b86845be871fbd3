import type { AttributeType, AttributeValue } from './attribute.ts'

/** All attribute types. */
export const attributeTypes: readonly AttributeType[] = [
  'string',
  'integer',
  'number',
  'boolean',
  'array',
  'object',
]

/** How deep arrays and objects may be nested: no real attribute comes near, and what walks values never overflows the stack. */
const deepest = 32

/** Whether something is an attribute value all the way down: no null, no number that is not finite, not nested without end. */
export function isAttributeValue(value: unknown, depth = 0): value is AttributeValue {
  if (typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null || depth === deepest) return false
  return Object.values(value).every((inner) => isAttributeValue(inner, depth + 1))
}

/** Whether a value is of one of the attribute types of GFD.226 3.5.1, `integer` being a number without a fraction. */
export function isOfType(value: AttributeValue, type: AttributeType): boolean {
  switch (type) {
    case 'integer':
      return Number.isSafeInteger(value)
    case 'number':
      return Number.isFinite(value)
    case 'array':
      return Array.isArray(value) && isAttributeValue(value)
    case 'object':
      return typeof value === 'object' && !Array.isArray(value) && isAttributeValue(value)
    default:
      return typeof value === type
  }
}

/** Equality of attribute values by content; arrays in order, objects in any order of members. */
export function sameValue(one: AttributeValue | undefined, other: AttributeValue | undefined): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object') return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const [left, right] = [Object.entries(one), new Map<string, AttributeValue>(Object.entries(other))]
  return (
    left.length === right.size &&
    left.every(([name, value]) => right.has(name) && sameValue(value, right.get(name)))
  )
}

/** A value as messages show it, whatever it is: short, and safe for what cannot be written as JSON. */
export function showValue(value: unknown): string {
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'object' && value !== null) return 'an object'
  return typeof value === 'string' ? shorten(JSON.stringify(value)) : String(value)
}

/** The beginning of a text that is too long for a message. */
export function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}
