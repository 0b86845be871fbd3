import { OcciError, type Change, type Commit, type Reservation, type Scope } from '@occi/core'
import { MemoryRegistry } from '@occi/registry-memory'
import { Journal, type Entry } from './journal.ts'

/**
 * A registry that outlives its process: each change is written to a file before it is made in memory, and made again when the file is opened.
 * What is refused is refused again then, because everything is done in the same order.
 */
export class FileRegistry extends MemoryRegistry {
  readonly #journal: Journal
  /** By the ids that the file has, since memory gives new ones each time. */
  readonly #held = new Map<string, Reservation>()
  #turn: Promise<unknown> = Promise.resolve()

  constructor(journal: Journal) {
    super()
    this.#journal = journal
  }

  /** Opens a file, or begins one. One process at a time may have it open. */
  static async open(file: string): Promise<FileRegistry> {
    const journal = new Journal(file)
    const registry = new FileRegistry(journal)
    for (const entry of await journal.read()) await registry.#repeat(entry).catch(expectRefusal)
    return registry
  }

  override commit(changes: readonly Change[], scope: Scope, reservation?: Reservation): Promise<Commit> {
    const finishes = reservation === undefined ? {} : { id: reservation.id }
    return this.#write({ call: 'commit', changes, scope, ...finishes }, () =>
      this.#commit(changes, scope, reservation?.id),
    )
  }

  override reserve(planned: Omit<Reservation, 'id'>, scope: Scope): Promise<Reservation> {
    const reservation = { ...planned, id: crypto.randomUUID() }
    return this.#write({ call: 'reserve', reservation, scope }, () => this.#reserve(reservation, scope))
  }

  override release({ id }: Reservation): Promise<void> {
    return this.#write({ call: 'release', id }, () => this.#release(id))
  }

  override async reservations(): Promise<readonly Reservation[]> {
    return [...this.#held].map(([id, held]) => ({ ...held, id }))
  }

  /** Waits for what is being written. */
  override async close(): Promise<void> {
    await this.#turn
  }

  /** One after the other, so that the file has the order in which things are done. */
  #write<T>(entry: Entry, apply: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(() => this.#journal.write(entry)).then(apply)
    this.#turn = done.catch(() => {})
    return done
  }

  async #repeat(entry: Entry): Promise<void> {
    if (entry.call === 'commit') await this.#commit(entry.changes, entry.scope, entry.id)
    if (entry.call === 'reserve') await this.#reserve(entry.reservation, entry.scope)
    if (entry.call === 'release') await this.#release(entry.id)
  }

  async #commit(changes: readonly Change[], scope: Scope, id?: string): Promise<Commit> {
    if (id === undefined) return super.commit(changes, scope)
    const held = this.#held.get(id)
    if (held === undefined) throw new OcciError('conflict', 'the reservation is gone')
    const commit = await super.commit(changes, scope, held)
    this.#held.delete(id)
    return commit
  }

  async #reserve(reservation: Reservation, scope: Scope): Promise<Reservation> {
    const held = await super.reserve(reservation, scope)
    this.#held.set(reservation.id, held)
    return { ...held, id: reservation.id }
  }

  async #release(id: string): Promise<void> {
    const held = this.#held.get(id)
    if (held !== undefined) await super.release(held)
    this.#held.delete(id)
  }
}

function expectRefusal(error: unknown): void {
  if (!OcciError.is(error)) throw error
}
