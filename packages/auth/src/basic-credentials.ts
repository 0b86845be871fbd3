/** What credentials of the scheme Basic hold. */
export interface Pair {
  /** In Unicode's form NFC, as tables of users are compared. */
  readonly name: string
  readonly password: string
}

/** Why credentials hold no name and password. */
export interface Fault {
  readonly fault: string
}

/** Reads `base64(name ":" password)` (RFC 7617 2). */
export function readPair(credentials: string): Pair | Fault {
  // Buffer skips what is no base64.
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(credentials)) return faulty('are no base64')
  const text = utf8(Buffer.from(credentials, 'base64'))
  if (text === undefined) return faulty('are no UTF-8')
  if (Array.from(text).some((character) => character < ' ' || character === '\u007f'))
    return faulty('have control characters')
  const colon = text.indexOf(':')
  if (colon < 0) return faulty('have no colon between name and password')
  return { name: text.slice(0, colon).normalize('NFC'), password: text.slice(colon + 1) }
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function faulty(what: string): Fault {
  return { fault: `the Basic credentials ${what} (RFC 7617)` }
}
