import { withArticle } from '../article.ts'
import type { InputValue } from '../contracts/input.ts'
import { OcciError } from '../errors.ts'
import { wantedInstead, type AttributeDefinition, type AttributeValue } from '../model/attribute.ts'
import { isLiteral, type Literal } from '../model/literal.ts'
import { isAttributeValue, shorten, showValue } from '../model/value.ts'

/**
 * The value of an attribute as its definition types it: literals are read by the definition, typed values must fit.
 * @throws OcciError `invalid-value` that says what was given, what was wanted and where
 */
export function coerce(name: string, input: InputValue, definition: AttributeDefinition): AttributeValue {
  const value = isLiteral(input.value) ? readLiteral(input.value, definition) : input.value
  const good = isAttributeValue(value)
  const wanted = good ? wantedInstead(value, definition) : withArticle(definition.type)
  if (good && wanted === undefined) return value
  const message = `attribute ${name}: ${show(input.value)} is not ${wanted} (${input.where})`
  throw new OcciError('invalid-value', message, { attribute: name, where: input.where })
}

/** A literal without a definition: unquoted digits are a number, unquoted `true` and `false` booleans, the rest strings. */
export function guessLiteral({ literal, quoted }: Literal): AttributeValue {
  if (quoted) return literal
  if (literal === 'true' || literal === 'false') return literal === 'true'
  const number = readNumber(literal)
  return isAttributeValue(number) ? number : literal
}

function readLiteral({ literal }: Literal, { type }: AttributeDefinition): AttributeValue | undefined {
  switch (type) {
    case 'string':
      return literal
    case 'boolean':
      return literal === 'true' || (literal === 'false' ? false : undefined)
    case 'integer':
    case 'number':
      return readNumber(literal)
    default:
      return readJson(literal)
  }
}

/** a sign, digits with or without a point; no exponent. Bounded: no real number is longer. */
function readNumber(text: string): number | undefined {
  return text.length <= 400 && /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text) ? Number(text) : undefined
}

function readJson(text: string): AttributeValue | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isAttributeValue(value) ? value : undefined
  } catch {
    return undefined
  }
}

function show(value: AttributeValue | Literal): string {
  return isLiteral(value) && !value.quoted
    ? shorten(value.literal)
    : showValue(isLiteral(value) ? value.literal : value)
}
