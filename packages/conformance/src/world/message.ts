/** A request as it goes over the wire; nothing is added but what HTTP itself needs (Host, Content-Length). */
export interface WireRequest {
  readonly method: string
  /** Path and query as sent, prefix of the service included. */
  readonly path: string
  /** In order; a name may occur several times. Values are text; the edge sends their UTF-8 octets. */
  readonly headers?: readonly Header[]
  readonly body?: string
  /** Hangs up when it aborts. */
  readonly signal?: AbortSignal
}

/** A header field: name and value. */
export type Header = readonly [name: string, value: string]

/** An answer as it came over the wire. */
export interface WireReply {
  readonly status: number
  /** In order, repeated names as they came; values decoded from UTF-8. */
  readonly headers: readonly Header[]
  readonly text: string
}

/** All values of a header field, in the order in which they came. */
export function fieldsOf(reply: WireReply, name: string): readonly string[] {
  return reply.headers
    .filter(([given]) => given.toLowerCase() === name.toLowerCase())
    .map(([, value]) => value)
}

/** The first value of a header field; `undefined` if it is missing. */
export function fieldOf(reply: WireReply, name: string): string | undefined {
  return fieldsOf(reply, name)[0]
}
