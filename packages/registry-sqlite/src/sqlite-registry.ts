import {
  RegistryTables,
  type Backend,
  type Category,
  type CategoryLayer,
  type Change,
  type Commit,
  type Entity,
  type EntityQuery,
  type OwnershipOptions,
  type Page,
  type Reservation,
  type Scope,
} from '@occi/core'
import { applyPlan, checkQuotas, frozenChange, Plan } from '@occi/core/registry'
import { Connection } from './database/connection.ts'
import type { Database } from './database/database.ts'
import { asUnavailable } from './database/faults.ts'
import { closeDatabase, openDatabase, type OpenOptions } from './database/open-database.ts'
import { Writer } from './database/writer.ts'
import { Processes } from './processes/processes.ts'
import { Reader } from './query/reader.ts'
import { Layout } from './rows/layout.ts'
import { migrate, type Ownership } from './schema/migrate.ts'
import { Counters } from './store/counters.ts'
import { MixinRows } from './store/mixin-rows.ts'
import { ReservationRows } from './store/reservation-rows.ts'
import { Store } from './store/store.ts'
import type { Stored } from './store/stored.ts'
import { SumRows } from './store/sum-rows.ts'

/** How a {@link SqliteRegistry} behaves. */
export interface SqliteOptions extends OwnershipOptions {
  /** For how many milliseconds a write waits for its turn while other processes write. Missing: 5000. */
  readonly busyTimeout?: number
}

/** Where a {@link SqliteRegistry} keeps what it knows: a file of its own, or a database of an application. */
export type SqlitePlace =
  | ({
      /** The path of the file, which is made if it is not there; `:memory:`: it ends with the process. */
      readonly file: string
    } & Pick<OpenOptions, 'survives' | 'mapped'>)
  | {
      /** An open database with tables of an application. The application closes it, after the registry, and leaves no transaction open over an await. */
      readonly database: Database
    }

/** How long a statement may keep the event loop waiting, in milliseconds; after that the wait is asynchronous. */
const shortWait = 20

/**
 * A Registry on SQLite: what it knows outlives the process, and several processes may share it. Every condition of a query has an index;
 * long answers are read in chunks that start after the last one given, so that nothing is held open.
 */
export class SqliteRegistry extends RegistryTables {
  readonly #connection: Connection
  readonly #closeDatabase: () => void
  readonly #layout: Layout
  readonly #reader: Reader
  readonly #mixins: MixinRows
  readonly #sums: SumRows
  readonly #reservations: ReservationRows
  readonly #processes: Processes
  readonly #writer: Writer

  /** Made by {@link SqliteRegistry.open}: a database with the tables in it, and what to do with it in the end. */
  constructor(database: Database, closeDatabase: () => void, options: SqliteOptions = {}) {
    super(options)
    this.#connection = new Connection(database)
    this.#closeDatabase = closeDatabase
    this.#layout = new Layout(this.#connection, (id) => this.categoryServed(id))
    this.#reader = new Reader(this.#connection, this.#layout)
    this.#mixins = new MixinRows(this.#connection, this.#layout)
    this.#sums = new SumRows(this.#connection, this.#layout)
    this.#reservations = new ReservationRows(this.#connection, this.#layout)
    this.#processes = new Processes(this.#connection)
    this.#writer = new Writer(this.#connection, options.busyTimeout ?? 5000, () => this.#layout.forget())
  }

  /**
   * Opens a registry; of a class that extends this one too.
   * @throws OcciError `unavailable`: no driver is installed; the file cannot be opened, is no SQLite database, belongs to something else, or is of a
   * later version
   */
  static async open<R extends SqliteRegistry>(
    this: new (database: Database, closeDatabase: () => void, options?: SqliteOptions) => R,
    options: SqliteOptions & SqlitePlace,
  ): Promise<R> {
    if ('database' in options) {
      prepare(options.database, 'shared', 'the database')
      return new this(options.database, () => {}, options)
    }
    const database = await openDatabase(options.file, options)
    try {
      prepare(database, 'own', options.file)
      database.exec(`PRAGMA busy_timeout = ${shortWait}`)
      return new this(database, () => closeDatabase(database), options)
    } catch (error) {
      database.close()
      throw error
    }
  }

  async get(location: string, scope: Scope): Promise<Entity | undefined> {
    return available(() => this.#reader.at(location, scope))
  }

  async getById(id: string, scope: Scope): Promise<Entity | undefined> {
    return available(() => this.#reader.withId(id, scope))
  }

  /** Reads 256 entities at a time; what is created meanwhile is not part of the answer. */
  async *list(query: EntityQuery, scope: Scope, page: Page = {}): AsyncGenerator<readonly Entity[], void> {
    yield* translated(this.#reader.entities(query, scope, page))
  }

  async *locations(
    query: EntityQuery,
    scope: Scope,
    page: Page = {},
  ): AsyncGenerator<readonly string[], void> {
    yield* translated(this.#reader.locations(query, scope, page))
  }

  async count(query: EntityQuery, scope: Scope): Promise<number> {
    return available(() => this.#reader.count(query, scope))
  }

  async commit(changes: readonly Change[], scope: Scope, reservation?: Reservation): Promise<Commit> {
    return this.#writer.write(() => {
      if (reservation !== undefined) this.#reservations.checkExists(reservation)
      const counters = new Counters(this.#connection)
      const { revision } = counters
      const store = this.#store(counters)
      const plan = new Plan(changes, scope, store, revision)
      this.#reservations.checkHolds(plan.claims, reservation?.id, false)
      if (reservation === undefined) this.#checkQuotas(plan, scope)
      const written = applyPlan(plan, store, revision)
      counters.write()
      if (reservation !== undefined) this.#reservations.remove(reservation)
      return { revision, entities: written.map((stored) => this.#whole(stored)) }
    })
  }

  async reserve(reservation: Omit<Reservation, 'id'>, scope: Scope): Promise<Reservation> {
    await this.#live()
    const { operation, requestId } = reservation
    const changes = reservation.changes.map(frozenChange)
    const held = Object.freeze({ id: crypto.randomUUID(), operation, requestId, changes })
    return this.#writer.write(() => {
      const plan = new Plan(changes, scope, this.#store(new Counters(this.#connection)), 0)
      this.#reservations.checkHolds(plan.claims, undefined, true)
      this.#checkQuotas(plan, scope)
      this.#processes.enter()
      this.#reservations.add(held, this.#processes.id, plan.claims, [...plan.growths()])
      return held
    })
  }

  async release(reservation: Reservation): Promise<void> {
    await this.#writer.write(() => this.#reservations.remove(reservation))
  }

  /** Those of this process, and those of processes that have ended, which it takes over. */
  async reservations(): Promise<readonly Reservation[]> {
    await this.takeOver()
    return this.#ownReservations()
  }

  /** Takes over those of processes that have ended since it was asked for last. */
  async takeOver(): Promise<readonly Reservation[]> {
    if (!available(() => this.#processes.hasOthers())) return []
    await this.#live()
    const taken = new Set(await this.#writer.write(() => this.#processes.takeOver()))
    return this.#ownReservations().filter(({ id }) => taken.has(id))
  }

  async userMixins(scope: Scope): Promise<CategoryLayer> {
    return available(() => this.#mixins.layer(scope))
  }

  /** Made when the registry was, and the same for all processes on it. */
  async secret(): Promise<string> {
    const row = available(() =>
      this.#connection.get<{ readonly secret: string }>('SELECT secret FROM occi_registry'),
    )
    return row?.secret ?? ''
  }

  override setBackend(category: Category, backend: Backend | undefined): void {
    super.setBackend(category, backend)
    this.#layout.shapes.refresh()
    this.#reader.forget()
  }

  /** Finishes what is being written and closes the file; an application's own database stays open. */
  async close(): Promise<void> {
    await this.#writer.ended()
    await this.#processes.close()
    this.#closeDatabase()
  }

  #ownReservations(): readonly Reservation[] {
    return available(() => this.#reservations.of(this.#processes.id))
  }

  async #live(): Promise<void> {
    await this.#processes.live().catch((error: unknown) => {
      throw asUnavailable(error)
    })
  }

  #store(counters: Counters): Store {
    return new Store(this.#connection, this.#layout, this.#mixins, this.#sums, counters)
  }

  #whole({ entity, links }: Stored): Entity {
    return links === 0 ? entity : this.#reader.withLinks(entity)
  }

  #checkQuotas(plan: Plan<Stored>, scope: Scope): void {
    checkQuotas(
      plan,
      scope,
      (quota, owner) => this.#sums.of(quota, owner) + this.#reservations.promised(quota, owner),
    )
  }
}

function prepare(database: Database, ownership: Ownership, name: string): void {
  available(() => migrate(database, ownership, name))
}

/** @throws OcciError `unavailable`: the store failed */
function available<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asUnavailable(error)
  }
}

/** The same with faults of the store as the contract has them. */
function* translated<T>(chunks: Generator<T, void>): Generator<T, void> {
  for (;;) {
    const next = available(() => chunks.next())
    if (next.done === true) return
    yield next.value
  }
}
