import type { AttributeValue } from '@occi/core'

/** Plain data as JSON. `JSON.stringify` but for -0, which it would write as 0. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value)
  return text.includes('0') && hasNegativeZero(value) ? written(value as AttributeValue) : text
}

function hasNegativeZero(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return Object.is(value, -0)
  return Object.values(value).some(hasNegativeZero)
}

function written(value: AttributeValue): string {
  if (Object.is(value, -0)) return '-0'
  if (typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`
  const members = Object.entries(value).filter(([, inner]) => inner !== undefined)
  return `{${members.map(([name, inner]) => `${JSON.stringify(name)}:${written(inner)}`).join(',')}}`
}
