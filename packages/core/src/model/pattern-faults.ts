import { formats } from './format.ts'
import type { Pattern } from './pattern.ts'
import { attributeTypes, isAttributeValue } from './value.ts'

type Shape = (value: unknown) => boolean

/** Every keyword of {@link Pattern} and what it may hold. */
const shapes: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['$schema', isText],
  ['title', isText],
  ['type', (type) => attributeTypes.some((one) => one === type)],
  ['enum', (choices) => isFilledArray(choices) && isAttributeValue(choices)],
  ['pattern', isRegularExpression],
  ['format', (format) => isText(format) && formats.has(format)],
  ['minLength', isLength],
  ['maxLength', isLength],
  ['minimum', Number.isFinite],
  ['maximum', Number.isFinite],
  ['exclusiveMinimum', isFlag],
  ['exclusiveMaximum', isFlag],
  ['minItems', isLength],
  ['maxItems', isLength],
  ['items', isObject],
  ['properties', (properties) => isObject(properties) && Object.values(properties).every(isObject)],
  ['required', (names) => Array.isArray(names) && names.every(isText)],
  ['anyOf', isPatterns],
  ['oneOf', isPatterns],
  ['allOf', isPatterns],
  ['not', isObject],
])

/** The keywords of a pattern, at any depth, that this subset does not know or that are malformed; empty for a good one. */
export function patternFaults(pattern: Pattern): readonly string[] {
  const faults = Object.entries(pattern)
    .filter(([keyword, value]) => shapes.get(keyword)?.(value) !== true)
    .map(([keyword]) => keyword)
  return faults.length > 0
    ? faults
    : [...loneFlags(pattern), ...innerPatterns(pattern).flatMap(patternFaults)]
}

/** JSON Schema draft 4: an exclusive flag without the bound it belongs to would restrict nothing. */
function loneFlags({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Pattern): readonly string[] {
  const lone: string[] = []
  if (exclusiveMinimum !== undefined && minimum === undefined) lone.push('exclusiveMinimum without minimum')
  if (exclusiveMaximum !== undefined && maximum === undefined) lone.push('exclusiveMaximum without maximum')
  return lone
}

function innerPatterns(pattern: Pattern): readonly Pattern[] {
  const { items, not, properties = {}, anyOf = [], oneOf = [], allOf = [] } = pattern
  return [items, not, ...Object.values(properties), ...anyOf, ...oneOf, ...allOf].filter(
    (inner) => inner !== undefined,
  )
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean'
}

function isLength(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isFilledArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > 0
}

function isPatterns(value: unknown): boolean {
  return isFilledArray(value) && value.every(isObject)
}

function isRegularExpression(source: unknown): boolean {
  try {
    return isText(source) && new RegExp(source, 'u') instanceof RegExp
  } catch {
    return false
  }
}
