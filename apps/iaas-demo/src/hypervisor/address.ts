import { HypervisorError } from './errors.ts'

/** An IP address as a number. */
export interface Address {
  readonly family: 4 | 6
  readonly value: bigint
}

/** How many bits an address of the family has. */
export function bitsOf(family: 4 | 6): number {
  return family === 4 ? 32 : 128
}

/** Reads an IPv4 or IPv6 address (RFC 4291 2.2, all three forms). Refuses with `address`. */
export function parseAddress(text: string): Address {
  const value = text.includes(':') ? parseV6(text) : parseV4(text)
  if (value === undefined) {
    throw new HypervisorError('address', `${JSON.stringify(text)} is neither an IPv4 nor an IPv6 address`)
  }
  return { family: text.includes(':') ? 6 : 4, value }
}

/** Writes an address in its one canonical form (for IPv6: RFC 5952 4). */
export function formatAddress({ family, value }: Address): string {
  return family === 4 ? cut(value, 4, 8).join('.') : formatV6(cut(value, 8, 16))
}

function parseV4(text: string): bigint | undefined {
  const parts = text.split('.')
  // A leading zero is refused: to some readers it means octal.
  const good =
    parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)
  return good ? join(parts.map(Number), 8n) : undefined
}

function parseV6(text: string): bigint | undefined {
  const halves = text.split('::')
  const [head, tail] = halves.map((half, index) => parseGroups(half, index === halves.length - 1))
  if (halves.length > 2 || head === undefined) return undefined
  if (halves.length === 1) return head.length === 8 ? join(head, 16n) : undefined
  // "::" stands for one group of zeros or more.
  if (tail === undefined || head.length + tail.length > 7) return undefined
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => 0)
  return join([...head, ...zeros, ...tail], 16n)
}

/** The 16-bit groups of one side of "::"; at the end of all, the last two may be written as an IPv4 address. */
function parseGroups(text: string, atEnd: boolean): number[] | undefined {
  if (text === '') return []
  const parts = text.split(':')
  const last = parts.at(-1) ?? ''
  const v4 = atEnd && last.includes('.') ? parseV4(last) : undefined
  const plain = v4 === undefined ? parts : parts.slice(0, -1)
  if (!plain.every((part) => /^[0-9a-f]{1,4}$/i.test(part))) return undefined
  const groups = plain.map((part) => Number.parseInt(part, 16))
  return v4 === undefined ? groups : [...groups, ...cut(v4, 2, 16)]
}

function formatV6(groups: readonly number[]): string {
  const hex = groups.map((group) => group.toString(16))
  const { start, length } = longestZeros(groups)
  if (length < 2) return hex.join(':')
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`
}

function longestZeros(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 }
  let start = 0
  for (const [index, group] of groups.entries()) {
    if (group !== 0) start = index + 1
    else if (index + 1 - start > best.length) best = { start, length: index + 1 - start }
  }
  return best
}

function join(parts: readonly number[], bits: bigint): bigint {
  return parts.reduce((value, part) => (value << bits) | BigInt(part), 0n)
}

function cut(value: bigint, count: number, bits: number): number[] {
  const mask = (1n << BigInt(bits)) - 1n
  return Array.from({ length: count }, (_, index) =>
    Number((value >> BigInt(bits * (count - 1 - index))) & mask),
  )
}
