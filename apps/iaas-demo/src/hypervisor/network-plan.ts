import { addressWithin, canHold, firstAddress, formatPlan, parsePlan } from './address-plan.ts'
import { HypervisorError } from './errors.ts'

/** The range of a network and its way out, in canonical form. */
export interface NetworkPlan {
  readonly cidr: string
  readonly gateway?: string
}

/** The plan that was asked for; without a gateway it has none. */
export function givenPlan(cidr: string, gateway: string | undefined): NetworkPlan {
  const plan = parsePlan(cidr)
  if (gateway === undefined) return { cidr: formatPlan(plan) }
  return { cidr: formatPlan(plan), gateway: addressWithin(plan, gateway) }
}

/** The first plan of 10.n.0.0/24 (then 10.n.1.0/24, and so on) that no network has; its lowest address is the gateway. */
export function pooledPlan(isTaken: (cidr: string) => boolean): NetworkPlan {
  for (let n = 0; n < 65_536; n += 1) {
    const cidr = `10.${n % 256}.${Math.floor(n / 256)}.0/24`
    if (!isTaken(cidr)) return { cidr, gateway: firstAddress(parsePlan(cidr)) }
  }
  throw new HypervisorError(
    'capacity',
    'all 65536 address plans of the pool are taken: give the network one of its own',
  )
}

/** What an interface holds of a plan. */
export interface Holding {
  readonly address?: string
  readonly gateway?: string
}

/** Refuses with `in-use` to give up a plan of which interfaces hold addresses. */
export function checkUnheld(name: string, cidr: string, holdings: readonly Holding[]): void {
  const held = holdings.flatMap(({ address, gateway }) => address ?? gateway ?? [])[0]
  if (held === undefined) return
  throw new HypervisorError(
    'in-use',
    `network ${name} cannot give up its plan ${cidr}: an interface holds ${held}`,
  )
}

/** Refuses with `in-use` a plan in which what the interfaces hold has no place. */
export function checkHoldings({ cidr, gateway }: NetworkPlan, holdings: readonly Holding[]): void {
  const plan = parsePlan(cidr)
  const held = holdings.flatMap((holding) => [holding.address, holding.gateway])
  const lost = held.find((address) => address !== undefined && !canHold(plan, address))
  if (lost !== undefined)
    throw new HypervisorError('in-use', `an interface holds ${lost}, which is not in ${cidr}`)
  if (gateway === undefined || !holdings.some(({ address }) => address === gateway)) return
  throw new HypervisorError('in-use', `${gateway} cannot be the gateway: an interface holds it`)
}

/** The gateway as it was, if the range still holds it. */
export function keptGateway(cidr: string, gateway: string | undefined): string | undefined {
  return gateway !== undefined && canHold(parsePlan(cidr), gateway) ? gateway : undefined
}
