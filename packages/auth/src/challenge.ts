/** A challenge: a scheme and its parameters (RFC 9110 11.2), each value quoted. */
export function challengeOf(scheme: string, parameters: Readonly<Record<string, string>>): string {
  const all = Object.entries(parameters).map(([name, value]) => `${name}="${quotable(value)}"`)
  return `${scheme} ${all.join(', ')}`
}

/** The scheme of a challenge, in lower case. */
export function schemeOf(challenge: string): string {
  return (challenge.split(' ', 1)[0] ?? '').toLowerCase()
}

/** What a quoted string may hold: no control characters, quotes and backslashes escaped, ASCII alone (RFC 6750 3). */
function quotable(value: string): string {
  return value.replace(/[^ -~]/g, '?').replace(/["\\]/g, '\\$&')
}
