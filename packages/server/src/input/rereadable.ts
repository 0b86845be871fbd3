import type { HeaderFields, OcciRequest } from '@occi/core'

/**
 * A request whose body can be asked for several times. Its signal is asked for when somebody wants it: a door may have to make it first. A class,
 * since each object literal with a getter gets a shape of its own, which costs as much as a small answer.
 */
export class Rereadable implements OcciRequest {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: HeaderFields
  readonly origin: string
  declare readonly peer?: string
  readonly #given: OcciRequest
  #body: Promise<string> | undefined

  /** @param seen what is known better than the request says */
  constructor(given: OcciRequest, seen: Partial<Pick<OcciRequest, 'headers' | 'origin' | 'peer'>> = {}) {
    const { headers = given.headers, origin = given.origin, peer = given.peer } = seen
    this.method = given.method
    this.path = given.path
    this.query = given.query
    this.headers = headers
    this.origin = origin
    if (peer !== undefined) this.peer = peer
    this.#given = given
  }

  readonly body = (): Promise<string> => (this.#body ??= this.#given.body())

  get signal(): AbortSignal {
    return this.#given.signal
  }

  get hasLeft(): boolean | undefined {
    return this.#given.hasLeft
  }
}
