import { demand, HypervisorError } from './errors.ts'

import type { StepKind } from './machine.ts'
import type { Random } from './random.ts'

/**
 * Where a fault can be put: the name of a call of the hypervisor, such as `createMachine` (it refuses, having changed
 * nothing), or a step of a machine, such as `boot` (the machine ends in `failed`).
 */
export type FaultPoint<Call extends string = string> = Call | StepKind

/** Faults that can be switched on, to see how callers bear them. */
export class Faults<Call extends string = string> {
  readonly #random: Random
  readonly #next = new Map<string, string[]>()
  #bootShare = 0

  constructor(random: Random) {
    this.#random = random
  }

  /** From now on this share of boots fails: 0 none, 1 all. Which ones is settled by the seed. */
  failBoot(share: number): void {
    demand(share >= 0 && share <= 1, `${share} is no share of boots: a number from 0 to 1 is wanted`)
    this.#bootShare = share
  }

  /** The next time `point` is reached it fails with the message; said twice, the next two times. */
  failNext(point: FaultPoint<Call>, message: string): void {
    this.#next.set(point, [...(this.#next.get(point) ?? []), message])
  }

  /** Switches all faults off. */
  clear(): void {
    this.#bootShare = 0
    this.#next.clear()
  }

  /** Refuses with `fault` if the call is to fail now. */
  check(call: Call): void {
    const message = this.#take(call)
    if (message !== undefined) throw new HypervisorError('fault', message, { call })
  }

  /** Why the step fails now, or nothing if it does not. */
  ofStep(kind: StepKind): string | undefined {
    const message = this.#take(kind)
    if (message !== undefined) return message
    const fails = kind === 'boot' && this.#bootShare > 0 && this.#random() < this.#bootShare
    return fails ? 'the boot failed: no bootable device answered' : undefined
  }

  #take(point: string): string | undefined {
    const [message, ...rest] = this.#next.get(point) ?? []
    if (rest.length > 0) this.#next.set(point, rest)
    else this.#next.delete(point)
    return message
  }
}
