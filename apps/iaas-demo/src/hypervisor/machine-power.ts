import { demand } from './errors.ts'
import { following } from './followers.ts'
import { demandState } from './machine.ts'
import { need } from './store.ts'
import { withChanges } from './table.ts'

import type { Clock } from './clock.ts'
import type { Events, MachineChange } from './events.ts'
import type { Faults } from './faults.ts'
import type { Machine, MachineState, Step, StepKind } from './machine.ts'
import type { MachineTimers } from './machine-timers.ts'
import type { MachineWaits } from './machine-waits.ts'
import type { HypervisorStore } from './store.ts'

/** How a machine is stopped: asked nicely, by its power button, or by pulling the plug (which takes no time). */
export type StopMethod = 'graceful' | 'acpioff' | 'poweroff'
/** How a machine is restarted: stopped nicely and booted, reset, or the plug pulled and put back. */
export type RestartMethod = 'graceful' | 'warm' | 'cold'
/** Where a suspended machine keeps its memory: on disk, or in memory. */
export type SuspendMethod = 'hibernate' | 'suspend'
/** Whether a machine runs on while it is saved, or is stopped for it and booted again. */
export type SaveMethod = 'hot' | 'deferred'

/** What a step looks like from outside, and what it leads to. */
const STEPS: Readonly<Record<StepKind, { readonly during: MachineState; readonly after: MachineState }>> = {
  boot: { during: 'booting', after: 'running' },
  resume: { during: 'booting', after: 'running' },
  stop: { during: 'stopping', after: 'stopped' },
  suspend: { during: 'suspending', after: 'suspended' },
  save: { during: 'saving', after: 'stopped' },
}

/** How long each takes, as a share of a boot. */
const STOP_SHARE: Readonly<Record<StopMethod, number>> = { graceful: 0.5, acpioff: 0.25, poweroff: 0 }
const SUSPEND_SHARE: Readonly<Record<SuspendMethod, number>> = { hibernate: 0.5, suspend: 0.25 }
const RESUME_SHARE = 0.25
const SAVE_SHARE = 0.5

/** What the power of machines is worked with. */
export interface PowerParts {
  readonly store: HypervisorStore
  readonly clock: Clock
  readonly events: Events
  readonly faults: Faults
  readonly waits: MachineWaits
  /** Missing: whoever owns the store looks for what is due. */
  readonly timers: MachineTimers | undefined
  /** Milliseconds that a boot takes; 0 makes each change complete within its call. */
  readonly bootMs: number
}

/** What makes machines run, stop and fail, in their own time. */
export class MachinePower {
  readonly #parts: PowerParts

  constructor(parts: PowerParts) {
    demand(
      parts.bootMs >= 0 && parts.bootMs < 2 ** 31,
      `${parts.bootMs} is no time to boot in, in milliseconds`,
    )
    this.#parts = parts
  }

  start(id: string): Machine {
    const machine = this.#need(id)
    demandState(machine, 'started', ['stopped', 'suspended', 'failed'])
    return this.#go(machine, [
      machine.state === 'suspended' ? this.#step('resume', RESUME_SHARE) : this.#boot(),
    ])
  }

  stop(id: string, method: StopMethod): Machine {
    const machine = this.#need(id)
    demandState(machine, 'stopped', ['running'])
    return this.#go(machine, [this.#step('stop', STOP_SHARE[method])])
  }

  restart(id: string, method: RestartMethod): Machine {
    const machine = this.#need(id)
    demandState(machine, 'restarted', ['running'])
    if (method === 'warm') return this.#go(machine, [this.#boot()])
    const stop = this.#step('stop', STOP_SHARE[method === 'cold' ? 'poweroff' : 'graceful'])
    return this.#go(machine, [stop, this.#boot()])
  }

  suspend(id: string, method: SuspendMethod): Machine {
    const machine = this.#need(id)
    demandState(machine, 'suspended', ['running'])
    return this.#go(machine, [this.#step('suspend', SUSPEND_SHARE[method])])
  }

  /** What saving does to the machine: a hot save and one of a machine that does not run leave it as it is. */
  save(id: string, method: SaveMethod): Machine {
    const machine = this.#need(id)
    demandState(machine, 'saved', ['running', 'stopped', 'suspended'])
    if (method === 'hot' || machine.state !== 'running') return machine
    return this.#go(machine, [
      this.#step('stop', STOP_SHARE.graceful),
      this.#step('save', SAVE_SHARE),
      this.#boot(),
    ])
  }

  /** The machine dies by itself. */
  kill(id: string, message: string): Machine {
    const machine = this.#need(id)
    demandState(machine, 'killed', ['booting', 'running', 'stopping', 'suspending', 'suspended', 'saving'])
    return this.#change(fail(machine, message), 'died')
  }

  /** Takes the step of a machine that is due, if that is still so: it may have died or gone. */
  goOn(id: string): void {
    const { store, clock } = this.#parts
    const machine = store.machines.get(id)
    const { steps = [], dueAt = Infinity } = machine?.pending ?? {}
    const [step, ...rest] = steps
    if (machine === undefined || step === undefined || dueAt > clock.now()) return
    const next = this.#complete(machine, step, rest)
    this.#change(next, next.state === 'failed' ? `${step.kind}-failed` : `${step.kind}-finished`)
  }

  #need(id: string): Machine {
    return need(this.#parts.store.machines, 'machine', id)
  }

  #boot(): Step {
    return this.#step('boot', 1)
  }

  #step(kind: StepKind, share: number): Step {
    return { kind, ms: this.#parts.bootMs * share }
  }

  #go(machine: Machine, steps: readonly Step[]): Machine {
    return this.#change(this.#advance(machine, steps))
  }

  /** Takes the steps that need no time, up to one that does, or a failure, or the end. */
  #advance(machine: Machine, steps: readonly Step[]): Machine {
    const [step, ...rest] = steps
    if (step === undefined) return machine
    if (step.ms === 0) return this.#complete(machine, step, rest)
    const pending = { steps, dueAt: this.#parts.clock.now() + step.ms }
    return withChanges(machine, { state: STEPS[step.kind].during, message: undefined, pending })
  }

  #complete(machine: Machine, step: Step, rest: readonly Step[]): Machine {
    const fault = this.#parts.faults.ofStep(step.kind)
    if (fault !== undefined) return fail(machine, fault)
    const done = withChanges(machine, {
      state: STEPS[step.kind].after,
      message: undefined,
      pending: undefined,
    })
    return this.#advance(done, rest)
  }

  /** Writes the machine down, waits for what it does next, and tells of it if it came about by itself. */
  #change(machine: Machine, change?: MachineChange): Machine {
    const { store, events, timers, waits } = this.#parts
    const announce = following(store, events, {
      interfaces: store.interfaces.by('machineId', machine.id),
      attachments: store.attachments.by('machineId', machine.id),
    })
    store.machines.put(machine)
    timers?.set(machine)
    if (change !== undefined) events.emit({ type: 'machine', change, machine })
    announce()
    if (machine.pending === undefined) waits.wake(machine.id)
    return machine
  }
}

function fail(machine: Machine, message: string): Machine {
  return withChanges(machine, { state: 'failed', message, pending: undefined })
}
