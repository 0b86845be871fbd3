import type { InputValue, Literal } from '../contracts/input.ts'
import { OcciError } from '../errors.ts'
import { wantedInstead, type AttributeDefinition, type AttributeValue } from '../model/attribute.ts'

/**
 * The value of an attribute as its definition types it: literals are read by the definition, typed values must fit.
 * @throws OcciError `invalid-value` that says what was given, what was wanted and where
 */
export function coerce(name: string, input: InputValue, definition: AttributeDefinition): AttributeValue {
  const value = isLiteral(input.value) ? readLiteral(input.value, definition) : input.value
  const wanted = value === undefined ? `${/^[aio]/.test(definition.type) ? 'an' : 'a'} ${definition.type}` : wantedInstead(value, definition)
  if (value !== undefined && wanted === undefined) return value
  const message = `attribute ${name}: ${show(input.value)} is not ${wanted} (${input.where})`
  throw new OcciError('invalid-value', message, { attribute: name, where: input.where })
}

/** A literal without a definition: unquoted digits are a number, unquoted `true` and `false` booleans, the rest strings. */
export function guessLiteral({ literal, quoted }: Literal): AttributeValue {
  if (quoted) return literal
  if (literal === 'true' || literal === 'false') return literal === 'true'
  return readNumber(literal) ?? literal
}

/** Whether a value still has to be read by a definition. */
export function isLiteral(value: AttributeValue | Literal): value is Literal {
  return typeof value === 'object' && 'literal' in value && 'quoted' in value
}

function readLiteral({ literal }: Literal, { type }: AttributeDefinition): AttributeValue | undefined {
  switch (type) {
    case 'string':
      return literal
    case 'boolean':
      return literal === 'true' ? true : literal === 'false' ? false : undefined
    case 'integer':
    case 'number':
      return readNumber(literal)
    default:
      return readJson(literal)
  }
}

function readNumber(text: string): number | undefined {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) || text.length > 400) return undefined
  const number = Number(text)
  return Number.isFinite(number) ? number : undefined
}

function readJson(text: string): AttributeValue | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isAttributeValue(value, 0) ? value : undefined
  } catch {
    return undefined
  }
}

const deepest = 32

function isAttributeValue(value: unknown, depth: number): value is AttributeValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return true
  if (typeof value !== 'object' || value === null || depth > deepest) return false
  return Object.values(value).every((inner) => isAttributeValue(inner, depth + 1))
}

function show(value: AttributeValue | Literal): string {
  const text = isLiteral(value) ? (value.quoted ? JSON.stringify(value.literal) : value.literal) : JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}
