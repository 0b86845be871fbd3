import type { Connection } from '../database/connection.ts'
import { shared } from '../rows/owners.ts'

/** The id, location and owner of a row. */
export interface Keys {
  readonly id: string
  readonly location: string
  readonly owner: number
}

interface Rival extends Keys {
  readonly sequence: number
}

/** The shared entities that an owner does not see because an Entity of his own has the same location or id. */
export class HiddenRows {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Takes into account that an Entity has come. */
  comes(sequence: number, { id, location, owner }: Keys): void {
    for (const rival of this.#rivals(id, location)) {
      if (owner === shared && rival.owner !== shared) this.#hide(rival.owner, sequence)
      else if (owner !== shared && rival.owner === shared) this.#hide(owner, rival.sequence)
    }
  }

  /** Takes into account that an Entity has gone. */
  goes(sequence: number, { id, location, owner }: Keys): void {
    this.#connection.run('DELETE FROM occi_hidden WHERE sequence = ?', sequence)
    if (owner === shared) return
    for (const rival of this.#rivals(id, location)) {
      if (rival.owner === shared && !this.#isHidden(rival, owner))
        this.#connection.run(
          'DELETE FROM occi_hidden WHERE owner = ? AND sequence = ?',
          owner,
          rival.sequence,
        )
    }
  }

  #hide(owner: number, sequence: number): void {
    this.#connection.run('INSERT OR IGNORE INTO occi_hidden VALUES (?, ?)', owner, sequence)
  }

  /** Whether something else of an owner hides a shared Entity. */
  #isHidden({ id, location }: Rival, owner: number): boolean {
    return this.#rivals(id, location).some((one) => one.owner === owner)
  }

  /** Those with this id or location, whoever owns them. */
  #rivals(id: string, location: string): readonly Rival[] {
    return this.#connection.all<Rival>(
      'SELECT sequence, id, location, owner FROM occi_entity WHERE id = ? OR location = ?',
      id,
      location,
    )
  }
}
