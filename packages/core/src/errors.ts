/**
 * The stable codes of everything that can go wrong. A code never changes its meaning; the sentence beside it may.
 * The server has one table from code to HTTP status (`@occi/server`, output/status.ts).
 */
export type OcciErrorCode =
  | 'malformed'
  | 'invalid-query'
  | 'missing-kind'
  | 'unknown-category'
  | 'unknown-attribute'
  | 'missing-attribute'
  | 'invalid-value'
  | 'invalid-link'
  | 'unknown-location'
  | 'reserved-location'
  | 'not-applicable'
  | 'kind-change'
  | 'unknown-action'
  | 'not-renderable'
  | 'refused'
  | 'unauthenticated'
  | 'forbidden'
  | 'quota-exceeded'
  | 'immutable'
  | 'not-found'
  | 'method-not-allowed'
  | 'not-acceptable'
  | 'timeout'
  | 'conflict'
  | 'action-refused'
  | 'ambiguous-action'
  | 'precondition-failed'
  | 'too-large'
  | 'unsupported-media-type'
  | 'uri-too-long'
  | 'rate-limited'
  | 'header-too-large'
  | 'invalid-definition'
  | 'internal'
  | 'unsupported-version'
  | 'not-implemented'
  | 'overloaded'
  | 'unavailable'
  | 'backend-timeout'

/** What an error is about: where it was found, what was given and what was wanted. Every member may be missing. */
export interface OcciErrorDetails {
  /** The attribute, action parameter or member concerned. */
  readonly attribute?: string
  /** Where several attributes of one message are wrong: all of them, in order; the error itself is that of the first. */
  readonly faults?: readonly { readonly attribute: string; readonly message: string }[]
  /** The type identifier of the Category concerned. */
  readonly category?: string
  /** The path of the Entity or Collection concerned. */
  readonly location?: string
  /** Where in the message: `X-OCCI-Attribute line 3`, `Category field 2`, or a JSON path. */
  readonly where?: string
  /** For `method-not-allowed`: the methods that are allowed there. */
  readonly allow?: readonly string[]
  /** For `unauthenticated`: the challenges of the WWW-Authenticate field. */
  readonly challenge?: readonly string[]
  /** For `unavailable`, `overloaded` and `rate-limited`: seconds after which to try again. */
  readonly retryAfter?: number
  /** For `conflict`: another operation is at it, or was a moment ago; the same may succeed if it begins anew. */
  readonly contended?: boolean
  /** For `quota-exceeded`: what is there or promised, what was asked for besides, and what is allowed. */
  readonly quota?: { readonly used: number; readonly asked: number; readonly allowed: number }
  /** For operations on many entities: which failed and why. */
  readonly failures?: readonly { readonly location: string; readonly message: string }[]
}

const brand = Symbol.for('@occi/core/error')

/** The one error of the framework: a stable code, a sentence for a human, details and a cause. It knows nothing of HTTP. */
export class OcciError extends Error {
  /** `OcciError`, or the name of what extends it. */
  override readonly name: string = 'OcciError'
  /** Stable word for programs. */
  readonly code: OcciErrorCode
  /** What the error is about. */
  readonly details: OcciErrorDetails
  /** How it is recognised where two copies of this package meet. */
  readonly [brand] = true

  constructor(code: OcciErrorCode, message: string, details: OcciErrorDetails = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.details = details
  }

  /** Recognises an OcciError, also one made by another copy of this package. */
  static is(value: unknown): value is OcciError {
    return typeof value === 'object' && value !== null && brand in value
  }
}

/**
 * Thrown by a Backend to say no. Nothing of the operation is kept and the client is told the sentence.
 * The status is 400 unless another 4xx or 5xx is given.
 */
export class Refusal extends OcciError {
  /** `Refusal`. */
  override readonly name = 'Refusal'
  /** HTTP status of the answer, 400 to 599. */
  readonly status: number

  constructor(
    message: string,
    options: { readonly status?: number; readonly details?: OcciErrorDetails; readonly cause?: unknown } = {},
  ) {
    super('refused', message, options.details, options.cause)
    const { status = 400 } = options
    if (!Number.isInteger(status) || status < 400 || status > 599) {
      throw new RangeError(`a Refusal takes a status from 400 to 599, not ${status}`)
    }
    this.status = status
  }

  /** Recognises a Refusal, also one made by another copy of this package. */
  static override is(value: unknown): value is Refusal {
    return OcciError.is(value) && 'status' in value && typeof value.status === 'number'
  }
}
