import { OcciError, type HeaderFields } from '@occi/core'

/** The rules that hold for a client. */
export type Version = '1.1' | '1.2'

/**
 * The version of a client's User-Agent: the highest of its `OCCI/X.Y`; none means ours.
 * @throws OcciError `unsupported-version` for a later one than ours (GFD.223 5.3)
 */
export function versionOf(headers: HeaderFields): Version {
  const agent = headers.get('user-agent')?.join(' ') ?? ''
  if (!agent.includes('OCCI/')) return '1.2'
  let highest: readonly [number, number] | undefined
  for (const [, major = '', minor = ''] of agent.matchAll(
    /(?<![^\s;,()])OCCI\/(\d{1,4})\.(\d{1,4})(?![\d.]\d)/g,
  )) {
    const found = [Number(major), Number(minor)] as const
    if (highest === undefined || isLater(found, highest)) highest = found
  }
  if (highest === undefined) return '1.2'
  if (isLater(highest, [1, 2])) {
    throw new OcciError(
      'unsupported-version',
      `OCCI/${highest.join('.')} is later than OCCI/1.2, which is spoken here`,
    )
  }
  return isLater(highest, [1, 1]) ? '1.2' : '1.1'
}

function isLater(
  [major, minor]: readonly [number, number],
  [otherMajor, otherMinor]: readonly [number, number],
): boolean {
  return major === otherMajor ? minor > otherMinor : major > otherMajor
}
