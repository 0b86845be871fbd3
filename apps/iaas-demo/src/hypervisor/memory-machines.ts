import { MemoryTable } from './table.ts'

import type { Machine } from './machine.ts'
import type { MachineTable } from './store.ts'

/** Machines in memory, those whose step is due beside. */
export class MemoryMachines extends MemoryTable<Machine, 'imageId'> implements MachineTable {
  readonly #pending = new Map<string, number>()

  constructor() {
    super(['imageId'])
  }

  override put(machine: Machine): void {
    super.put(machine)
    this.#pending.delete(machine.id)
    if (machine.pending !== undefined) this.#pending.set(machine.id, machine.pending.dueAt)
  }

  override delete(id: string): void {
    super.delete(id)
    this.#pending.delete(id)
  }

  due(at: number, limit: number): readonly Machine[] {
    return [...this.#pending]
      .filter(([, dueAt]) => dueAt <= at)
      .toSorted(([, one], [, other]) => one - other)
      .slice(0, limit)
      .flatMap(([id]) => this.get(id) ?? [])
  }
}
