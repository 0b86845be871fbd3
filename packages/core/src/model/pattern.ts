import type { AttributeValue } from './attribute.ts'

/**
 * A restriction of attribute values: a named subset of JSON Schema draft 4 (GFD.226 3.5.1, GFD.221 5.3.2), checked without a library.
 * Keywords other than these are refused when a Category is defined, so that nothing is silently unenforced.
 * As in JSON Schema, `pattern` is not anchored, and a keyword for another type than the value's does not apply.
 */
export interface Pattern {
  readonly $schema?: string
  readonly type?: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object'
  readonly enum?: readonly AttributeValue[]
  readonly pattern?: string
  readonly format?: 'ipv4' | 'ipv6' | 'uri'
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  /** Draft 4: makes `minimum` itself an illegal value. */
  readonly exclusiveMinimum?: boolean
  /** Draft 4: makes `maximum` itself an illegal value. */
  readonly exclusiveMaximum?: boolean
  readonly minItems?: number
  readonly maxItems?: number
  readonly items?: Pattern
  readonly properties?: Readonly<Record<string, Pattern>>
  readonly required?: readonly string[]
  readonly anyOf?: readonly Pattern[]
  readonly oneOf?: readonly Pattern[]
  readonly allOf?: readonly Pattern[]
  readonly not?: Pattern
}

type Check = (value: AttributeValue, pattern: Pattern) => string | undefined

/** The keywords of {@link Pattern}, each with what it checks; `undefined` means the value passes. */
const checks: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['$schema', () => undefined],
  ['type', (value, { type }) => complain(type === undefined || isOfType(value, type), `of type ${type}`)],
  ['enum', checkEnum],
  ['pattern', checkText],
  ['format', checkFormat],
  ['minLength', (value, { minLength = 0 }) => ifString(value, (text) => text.length >= minLength, `at least ${minLength} long`)],
  ['maxLength', (value, { maxLength = 0 }) => ifString(value, (text) => text.length <= maxLength, `at most ${maxLength} long`)],
  ['minimum', checkMinimum],
  ['maximum', checkMaximum],
  ['exclusiveMinimum', () => undefined],
  ['exclusiveMaximum', () => undefined],
  ['minItems', (value, { minItems = 0 }) => complain(!Array.isArray(value) || value.length >= minItems, `at least ${minItems} items`)],
  ['maxItems', (value, { maxItems = 0 }) => complain(!Array.isArray(value) || value.length <= maxItems, `at most ${maxItems} items`)],
  ['items', checkItems],
  ['properties', checkProperties],
  ['required', checkRequired],
  ['anyOf', (value, { anyOf = [] }) => complain(anyOf.some((one) => passes(value, one)), describeAll(anyOf, ' or '))],
  ['oneOf', (value, { oneOf = [] }) => complain(oneOf.filter((one) => passes(value, one)).length === 1, `exactly one of: ${describeAll(oneOf, ', ')}`)],
  ['allOf', (value, { allOf = [] }) => firstOf(allOf, (one) => checkPattern(value, one))],
  ['not', (value, { not }) => complain(not === undefined || !passes(value, not), `anything but ${not && describeAll([not], '')}`)],
])

/** Says what a value that breaks the pattern should have been (`one of x86, x64`), or `undefined` when it is good. */
export function checkPattern(value: AttributeValue, pattern: Pattern): string | undefined {
  return firstOf(Object.keys(pattern), (keyword) => checks.get(keyword)?.(value, pattern))
}

/** The keywords of a pattern, at any depth, that this subset does not know or that are malformed; empty for a good one. */
export function patternFaults(pattern: Pattern): readonly string[] {
  const unknown = Object.keys(pattern).filter((keyword) => !checks.has(keyword))
  if (pattern.pattern !== undefined && !isRegularExpression(pattern.pattern)) unknown.push(`pattern ${pattern.pattern}`)
  return [...unknown, ...innerPatterns(pattern).flatMap(patternFaults)]
}

/** Equality of attribute values by content; arrays in order, objects in any order of members. */
export function sameValue(one: AttributeValue | undefined, other: AttributeValue | undefined): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object') return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const [left, right] = [Object.entries(one), new Map<string, AttributeValue>(Object.entries(other))]
  return left.length === right.size && left.every(([name, value]) => right.has(name) && sameValue(value, right.get(name)))
}

function passes(value: AttributeValue, pattern: Pattern): boolean {
  return checkPattern(value, pattern) === undefined
}

function complain(good: boolean, wanted: string): string | undefined {
  return good ? undefined : wanted
}

function firstOf<T>(list: readonly T[], ask: (item: T) => string | undefined): string | undefined {
  for (const item of list) {
    const answer = ask(item)
    if (answer !== undefined) return answer
  }
  return undefined
}

function ifString(value: AttributeValue, good: (text: string) => boolean, wanted: string): string | undefined {
  return complain(typeof value !== 'string' || good(value), wanted)
}

/** Whether a value is of one of the attribute types of GFD.226 3.5.1, `integer` being a number without a fraction. */
export function isOfType(value: AttributeValue, type: NonNullable<Pattern['type']>): boolean {
  switch (type) {
    case 'integer':
      return Number.isSafeInteger(value)
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
    case 'array':
      return Array.isArray(value)
    case 'object':
      return typeof value === 'object' && !Array.isArray(value)
    default:
      return typeof value === type
  }
}

function checkEnum(value: AttributeValue, { enum: choices = [] }: Pattern): string | undefined {
  return complain(choices.some((choice) => sameValue(choice, value)), `one of ${choices.map(String).join(', ')}`)
}

const expressions = new Map<string, RegExp>()

function checkText(value: AttributeValue, { pattern = '' }: Pattern): string | undefined {
  const expression = expressions.get(pattern) ?? new RegExp(pattern, 'u')
  expressions.set(pattern, expression)
  return ifString(value, (text) => expression.test(text), `matching ${pattern}`)
}

function isRegularExpression(source: string): boolean {
  try {
    return new RegExp(source, 'u') instanceof RegExp
  } catch {
    return false
  }
}

const formats = {
  ipv4: { test: isIpv4, name: 'an IPv4 address' },
  ipv6: { test: isIpv6, name: 'an IPv6 address' },
  uri: { test: (text: string) => URL.canParse(text), name: 'an absolute URI' },
}

function checkFormat(value: AttributeValue, { format }: Pattern): string | undefined {
  if (format === undefined) return undefined
  return ifString(value, formats[format].test, formats[format].name)
}

function isIpv4(text: string): boolean {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)
}

function isIpv6(text: string): boolean {
  return /^[\da-fA-F:.]+$/.test(text) && URL.canParse(`http://[${text}]/`)
}

function checkMinimum(value: AttributeValue, { minimum = -Infinity, exclusiveMinimum = false }: Pattern): string | undefined {
  if (typeof value !== 'number') return undefined
  return exclusiveMinimum ? complain(value > minimum, `more than ${minimum}`) : complain(value >= minimum, `at least ${minimum}`)
}

function checkMaximum(value: AttributeValue, { maximum = Infinity, exclusiveMaximum = false }: Pattern): string | undefined {
  if (typeof value !== 'number') return undefined
  return exclusiveMaximum ? complain(value < maximum, `less than ${maximum}`) : complain(value <= maximum, `at most ${maximum}`)
}

function checkItems(value: AttributeValue, { items }: Pattern): string | undefined {
  if (items === undefined || !Array.isArray(value)) return undefined
  const wanted = firstOf<AttributeValue>(value, (item) => checkPattern(item, items))
  return wanted && `an array whose items are ${wanted}`
}

function checkProperties(value: AttributeValue, { properties = {} }: Pattern): string | undefined {
  if (!isOfType(value, 'object')) return undefined
  const members = new Map<string, AttributeValue>(Object.entries(value))
  return firstOf(Object.entries(properties), ([name, pattern]) => {
    const member = members.get(name)
    const wanted = member === undefined ? undefined : checkPattern(member, pattern)
    return wanted && `an object whose ${name} is ${wanted}`
  })
}

function checkRequired(value: AttributeValue, { required = [] }: Pattern): string | undefined {
  if (!isOfType(value, 'object')) return undefined
  return firstOf(required, (name) => complain(Object.hasOwn(value as object, name), `an object with a member ${name}`))
}

function describeAll(patterns: readonly Pattern[], separator: string): string {
  return patterns.map((pattern) => (pattern.format ? formats[pattern.format].name : JSON.stringify(pattern))).join(separator)
}

function innerPatterns(pattern: Pattern): readonly Pattern[] {
  const { items, not, properties = {}, anyOf = [], oneOf = [], allOf = [] } = pattern
  return [items, not, ...Object.values(properties), ...anyOf, ...oneOf, ...allOf].filter((inner) => inner !== undefined)
}
