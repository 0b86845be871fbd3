import { type OcciError, Refusal, type OcciErrorCode } from '@occi/core'

/** From error code to HTTP status: the table of R-20. */
export const statusOfCode: Readonly<Record<OcciErrorCode, number>> = {
  malformed: 400,
  'invalid-query': 400,
  'missing-kind': 400,
  'unknown-category': 400,
  'unknown-attribute': 400,
  'missing-attribute': 400,
  'invalid-value': 400,
  'invalid-link': 400,
  'unknown-location': 400,
  'reserved-location': 400,
  'not-applicable': 400,
  'kind-change': 400,
  'unknown-action': 400,
  'not-renderable': 400,
  'invalid-definition': 400,
  refused: 400,
  unauthenticated: 401,
  forbidden: 403,
  'quota-exceeded': 403,
  immutable: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'not-acceptable': 406,
  timeout: 408,
  conflict: 409,
  'action-refused': 409,
  'ambiguous-action': 409,
  'precondition-failed': 412,
  'too-large': 413,
  'uri-too-long': 414,
  'unsupported-media-type': 415,
  'rate-limited': 429,
  'header-too-large': 431,
  internal: 500,
  'unsupported-version': 501,
  'not-implemented': 501,
  overloaded: 503,
  unavailable: 503,
  'backend-timeout': 504,
}

/** The status of an error; the version matters to a Mixin that does not apply alone. */
export function statusOf(error: OcciError, version: '1.1' | '1.2'): number {
  if (Refusal.is(error)) return error.status
  // GFD.185 3.6.8: 403 for a Mixin that does not apply; GFD.221 5.3.4: a bad request.
  if (error.code === 'not-applicable' && version === '1.1') return 403
  return statusOfCode[error.code] ?? 500
}
