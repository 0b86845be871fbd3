import { bitsOf, formatAddress, parseAddress } from './address.ts'
import { HypervisorError } from './errors.ts'

import type { Address } from './address.ts'

/** The addresses a network may give out: a range, read from CIDR. */
export interface AddressPlan {
  readonly family: 4 | 6
  readonly prefix: number
  /** The lowest address of the range. */
  readonly base: bigint
  /** The lowest address that an interface can have. */
  readonly first: bigint
  /** The highest address that an interface can have. */
  readonly last: bigint
}

/** Reads CIDR; host bits that are set are let go (`192.168.0.1/24` is `192.168.0.0/24`). Refuses with `address`. */
export function parsePlan(cidr: string): AddressPlan {
  const [address = '', prefixText = '', ...more] = cidr.split('/')
  const { family, value } = parseAddress(address)
  const prefix = Number(prefixText)
  if (more.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(prefixText) || prefix > bitsOf(family)) {
    throw new HypervisorError(
      'address',
      `${JSON.stringify(cidr)} is not a range in CIDR, such as 10.0.0.0/24`,
    )
  }
  const size = 1n << BigInt(bitsOf(family) - prefix)
  return { family, prefix, ...usable(family, value - (value % size), size) }
}

/** The plan in CIDR, in its one canonical form. */
export function formatPlan(plan: AddressPlan): string {
  return `${formatAddress({ family: plan.family, value: plan.base })}/${plan.prefix}`
}

/** The address in canonical form, if an interface or gateway in the plan can have it. Refuses with `address`. */
export function addressWithin(plan: AddressPlan, text: string): string {
  const address = parseAddress(text)
  if (!holds(plan, address)) {
    throw new HypervisorError('address', `${text} is not an address that ${formatPlan(plan)} can give out`)
  }
  return formatAddress(address)
}

/** Whether an interface in the plan can have the address, given in canonical form. */
export function canHold(plan: AddressPlan, text: string): boolean {
  return holds(plan, parseAddress(text))
}

/** The lowest address (canonical) that is not taken. Refuses with `capacity` when the plan is full. */
export function lowestFree(plan: AddressPlan, taken: ReadonlySet<string>): string {
  for (let value = plan.first; value <= plan.last; value += 1n) {
    const text = formatAddress({ family: plan.family, value })
    if (!taken.has(text)) return text
  }
  throw new HypervisorError(
    'capacity',
    `no address is left in ${formatPlan(plan)}: all ${taken.size} are taken`,
  )
}

/** The lowest address that the plan can give out. */
export function firstAddress(plan: AddressPlan): string {
  return formatAddress({ family: plan.family, value: plan.first })
}

function holds(plan: AddressPlan, { family, value }: Address): boolean {
  return family === plan.family && value >= plan.first && value <= plan.last
}

function usable(family: 4 | 6, base: bigint, size: bigint): Pick<AddressPlan, 'base' | 'first' | 'last'> {
  const end = base + size - 1n
  // RFC 3021 and RFC 6164: in a range of one or two addresses all can be used.
  if (size <= 2n) return { base, first: base, last: end }
  // IPv6 has no broadcast address; its lowest one is the routers' own (RFC 4291 2.6.1).
  return { base, first: base + 1n, last: family === 4 ? end - 1n : end }
}
