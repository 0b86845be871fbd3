/** Header fields by lower-case name; a field sent several times has several values. */
export type HeaderFields = ReadonlyMap<string, readonly string[]>

/** A request as plain data; the doors of the server make it from whatever their platform has (the WSGI idea). */
export interface OcciRequest {
  /** Upper case: `GET`. */
  readonly method: string
  /** The path as sent, percent-encoding untouched, with prefix: `/cloud/compute/`. */
  readonly path: string
  /** The query as sent, without `?`; empty if there is none. */
  readonly query: string
  /** All that were sent. */
  readonly headers: HeaderFields
  /** Reads the body, once, as UTF-8. @throws OcciError `too-large`, `malformed` (no UTF-8, cut short), `timeout` */
  readonly body: () => Promise<string>
  /** Aborts when the client hangs up. It may be made when it is first asked for: a copy by `{ ...request }` has to name it. */
  readonly signal: AbortSignal
  /** Whether the client has hung up, for doors that know it without a signal: to make one costs as much as a small answer. Missing: the signal says. */
  readonly hasLeft?: boolean | undefined
  /** The address of whoever is connected, as the door sees it: `203.0.113.7`. Missing: the door does not know. */
  readonly peer?: string
  /** The service's own origin as the door sees it: `http://127.0.0.1:8888`. */
  readonly origin: string
}

/** A body: whole, or in parts as they come. */
export type Body = string | AsyncIterable<string>

/** An answer as plain data. */
export interface OcciReply {
  /** 200 to 599. */
  readonly status: number
  /** In order; a name may occur several times. Values hold no control characters. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Missing: no body. */
  readonly body?: Body
}
