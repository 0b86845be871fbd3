import type { AttributeType, AttributeValue } from './attribute.ts'
import { formats } from './format.ts'
import { isOfType, sameValue } from './value.ts'

/**
 * A restriction of attribute values: a named subset of JSON Schema draft 4 (GFD.226 3.5.1, GFD.221 5.3.2), checked without a library.
 * Keywords other than these are refused when a Category is defined, so that nothing is silently unenforced.
 * As in JSON Schema, `pattern` is not anchored, and a keyword for another type than the value's does not apply.
 */
export interface Pattern {
  readonly $schema?: string
  /** What a text that matches `pattern` is, for messages: `an IPv4 address`. Missing: messages show the expression. */
  readonly title?: string
  readonly type?: AttributeType
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
  ['title', () => undefined],
  ['type', (value, { type }) => complain(type === undefined || isOfType(value, type), `of type ${type}`)],
  ['enum', checkEnum],
  ['pattern', checkText],
  ['format', checkFormat],
  [
    'minLength',
    (value, { minLength = 0 }) =>
      ifString(value, (text) => lengthOf(text) >= minLength, `at least ${minLength} long`),
  ],
  [
    'maxLength',
    (value, { maxLength = 0 }) =>
      ifString(value, (text) => lengthOf(text) <= maxLength, `at most ${maxLength} long`),
  ],
  ['minimum', checkMinimum],
  ['maximum', checkMaximum],
  ['exclusiveMinimum', () => undefined],
  ['exclusiveMaximum', () => undefined],
  [
    'minItems',
    (value, { minItems = 0 }) =>
      complain(!Array.isArray(value) || value.length >= minItems, `at least ${minItems} items`),
  ],
  [
    'maxItems',
    (value, { maxItems = 0 }) =>
      complain(!Array.isArray(value) || value.length <= maxItems, `at most ${maxItems} items`),
  ],
  ['items', checkItems],
  ['properties', checkProperties],
  ['required', checkRequired],
  [
    'anyOf',
    (value, { anyOf = [] }) =>
      complain(
        anyOf.some((one) => passes(value, one)),
        () => describeAll(anyOf, ' or '),
      ),
  ],
  [
    'oneOf',
    (value, { oneOf = [] }) =>
      complain(
        oneOf.filter((one) => passes(value, one)).length === 1,
        () => `exactly one of: ${describeAll(oneOf, ', ')}`,
      ),
  ],
  ['allOf', (value, { allOf = [] }) => firstOf(allOf, (one) => checkPattern(value, one))],
  [
    'not',
    (value, { not }) =>
      complain(
        not === undefined || !passes(value, not),
        () => `anything but ${describeAll([not ?? {}], '')}`,
      ),
  ],
])

/** Says what a value that breaks the pattern should have been (`one of x86, x64`), or `undefined` when it is good. */
export function checkPattern(value: AttributeValue, pattern: Pattern): string | undefined {
  return firstOf(Object.keys(pattern), (keyword) => checks.get(keyword)?.(value, pattern))
}

function passes(value: AttributeValue, pattern: Pattern): boolean {
  return checkPattern(value, pattern) === undefined
}

/** A sentence that costs something to write is given as a function: most values are good. */
function complain(good: boolean, wanted: string | (() => string)): string | undefined {
  if (good) return undefined
  return typeof wanted === 'string' ? wanted : wanted()
}

function firstOf<T>(list: readonly T[], ask: (item: T) => string | undefined): string | undefined {
  for (const item of list) {
    const answer = ask(item)
    if (answer !== undefined) return answer
  }
  return undefined
}

function ifString(
  value: AttributeValue,
  good: (text: string) => boolean,
  wanted: string,
): string | undefined {
  return complain(typeof value !== 'string' || good(value), wanted)
}

/** JSON Schema counts characters, not the code units of JavaScript. */
function lengthOf(text: string): number {
  return Array.from(text).length
}

function checkEnum(value: AttributeValue, { enum: choices = [] }: Pattern): string | undefined {
  return complain(
    choices.some((choice) => sameValue(choice, value)),
    () => `one of ${choices.map(showChoice).join(', ')}`,
  )
}

function showChoice(choice: AttributeValue): string {
  return typeof choice === 'object' ? JSON.stringify(choice) : String(choice)
}

const expressions = new Map<string, RegExp>()

function checkText(value: AttributeValue, { pattern = '', title }: Pattern): string | undefined {
  const expression = expressions.get(pattern) ?? new RegExp(pattern, 'u')
  expressions.set(pattern, expression)
  return ifString(value, (text) => expression.test(text), title ?? `matching ${pattern}`)
}

function checkFormat(value: AttributeValue, { format }: Pattern): string | undefined {
  const known = formats.get(format ?? '')
  return known && ifString(value, known.test, known.name)
}

function checkMinimum(
  value: AttributeValue,
  { minimum = -Infinity, exclusiveMinimum = false }: Pattern,
): string | undefined {
  if (typeof value !== 'number') return undefined
  return exclusiveMinimum
    ? complain(value > minimum, `more than ${minimum}`)
    : complain(value >= minimum, `at least ${minimum}`)
}

function checkMaximum(
  value: AttributeValue,
  { maximum = Infinity, exclusiveMaximum = false }: Pattern,
): string | undefined {
  if (typeof value !== 'number') return undefined
  return exclusiveMaximum
    ? complain(value < maximum, `less than ${maximum}`)
    : complain(value <= maximum, `at most ${maximum}`)
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
  return firstOf(required, (name) =>
    complain(Object.hasOwn(value as object, name), `an object with a member ${name}`),
  )
}

function describeAll(patterns: readonly Pattern[], separator: string): string {
  return patterns
    .map((pattern) => formats.get(pattern.format ?? '')?.name ?? JSON.stringify(pattern))
    .join(separator)
}
