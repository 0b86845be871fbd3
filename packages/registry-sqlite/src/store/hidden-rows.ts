import type { Connection } from '../database/connection.ts'
import { shared } from '../rows/owners.ts'

/** The id, location and owner of a row. */
export interface Keys {
  readonly id: string
  readonly location: string
  readonly owner: number
}

interface Rival {
  readonly sequence: number
  readonly owner: number
}

/** What others have with an id or a location; some twice. Each half is answered by its index alone. */
const selectRivals = `SELECT sequence, owner FROM occi_entity WHERE id = ?1 AND owner <> ?3
  UNION ALL SELECT sequence, owner FROM occi_entity WHERE location = ?2 AND owner <> ?3`

/** Whether an owner has something with the id or the location of a shared Entity. */
const selectHiding = `SELECT 1 FROM occi_entity r JOIN occi_entity o ON o.id = r.id WHERE r.sequence = ?1 AND o.owner = ?2
  UNION ALL SELECT 1 FROM occi_entity r JOIN occi_entity o ON o.location = r.location WHERE r.sequence = ?1 AND o.owner = ?2`

/** The shared entities that an owner does not see because an Entity of his own has the same location or id. */
export class HiddenRows {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Takes into account that an Entity has come. */
  comes(sequence: number, keys: Keys): void {
    const { owner } = keys
    for (const rival of this.#rivals(keys)) {
      if (owner === shared && rival.owner !== shared) this.#hide(rival.owner, sequence)
      else if (owner !== shared && rival.owner === shared) this.#hide(owner, rival.sequence)
    }
  }

  /** Takes into account that an Entity has gone. */
  goes(sequence: number, keys: Keys): void {
    const { owner } = keys
    this.#connection.run('DELETE FROM occi_hidden WHERE sequence = ?', sequence)
    if (owner === shared) return
    for (const rival of this.#rivals(keys)) {
      if (rival.owner === shared && !this.#isHidden(rival, owner)) this.#show(owner, rival.sequence)
    }
  }

  #hide(owner: number, sequence: number): void {
    this.#connection.run('INSERT OR IGNORE INTO occi_hidden VALUES (?, ?)', owner, sequence)
  }

  #show(owner: number, sequence: number): void {
    this.#connection.run('DELETE FROM occi_hidden WHERE owner = ? AND sequence = ?', owner, sequence)
  }

  /** Whether something else of an owner hides a shared Entity. */
  #isHidden({ sequence }: Rival, owner: number): boolean {
    return this.#connection.get(selectHiding, sequence, owner) !== undefined
  }

  #rivals({ id, location, owner }: Keys): readonly Rival[] {
    return this.#connection.all<Rival>(selectRivals, id, location, owner)
  }
}
