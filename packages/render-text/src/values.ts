import type { AttributeDefinition, AttributeValue } from '@occi/core'

/** A value as text (GFD.229 4.3): strings, arrays and objects quoted, the latter two as JSON; numbers and booleans bare. */
export function renderValue(value: AttributeValue, definition?: AttributeDefinition): string {
  if (typeof value === 'number') return renderNumber(value, definition?.type === 'number')
  if (typeof value === 'boolean') return String(value)
  return quote(typeof value === 'string' ? value : JSON.stringify(value))
}

/** A quoted string in which `"` and `\` alone are escaped (R-5). */
export function quote(text: string): string {
  return /["\\]/.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"${text}"`
}

/** The shortest decimal that reads as the same number, never with an exponent, on wish with a decimal at least. */
export function renderNumber(value: number, fractional: boolean): string {
  const decimal = withoutExponent(String(value))
  return fractional && !decimal.includes('.') ? `${decimal}.0` : decimal
}

function withoutExponent(text: string): string {
  const at = text.indexOf('e')
  if (at < 0) return text
  const sign = text.startsWith('-') ? '-' : ''
  const [whole = '', fraction = ''] = text.slice(sign.length, at).split('.')
  const digits = whole + fraction
  const point = whole.length + Number(text.slice(at + 1))
  return point > 0 ? sign + digits.padEnd(point, '0') : `${sign}0.${'0'.repeat(-point)}${digits}`
}
