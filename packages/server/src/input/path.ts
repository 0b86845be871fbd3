import { OcciError } from '@occi/core'

/** Paths that need no decoding: unreserved characters and no dot segments. */
const plain = /^(\/(?!\.{1,2}(\/|$))[A-Za-z0-9_~:@.-]*)+$/
/** What may stand unencoded in a path besides unreserved characters; a comma may not, as lists are split at it. */
const readable = /%(3A|40|3D|2B|24|26)/g

/**
 * The one form in which a path is compared and stored: each segment percent-encoded in one way, no dot segments, none empty.
 * @throws OcciError `malformed` for broken encodings, dot segments, control characters
 */
export function normalizePath(path: string): string {
  if (plain.test(path) && !path.includes('//')) return path
  if (!path.startsWith('/')) throw malformed(path, 'it does not start with "/"')
  const segments = path.slice(1).split('/')
  return `/${segments.map((segment, index) => normalizeSegment(segment, path, index === segments.length - 1)).join('/')}`
}

/** A text as one segment of a path. */
export function toSegment(text: string): string {
  return encodeURIComponent(text).replace(readable, (encoded) => decodeURIComponent(encoded))
}

function normalizeSegment(segment: string, path: string, last: boolean): string {
  const [decoded, encoded] = recoded(segment, path)
  if (decoded === '' && !last) throw malformed(path, 'a segment is empty')
  if (decoded === '.' || decoded === '..') throw malformed(path, `"${decoded}" is no name`)
  if (Array.from(decoded).some((character) => character < ' ' || character === '\u007f'))
    throw malformed(path, 'it has control characters')
  return encoded
}

/** A segment decoded, and encoded in our way: either fails for what is no UTF-8. */
function recoded(segment: string, path: string): readonly [decoded: string, encoded: string] {
  try {
    const decoded = decodeURIComponent(segment)
    return [decoded, toSegment(decoded)]
  } catch {
    throw malformed(path, `"${segment}" is not percent-encoded UTF-8`)
  }
}

function malformed(path: string, why: string): OcciError {
  return new OcciError(
    'malformed',
    `the path ${JSON.stringify(path.slice(0, 200))} is not well formed: ${why}`,
  )
}
