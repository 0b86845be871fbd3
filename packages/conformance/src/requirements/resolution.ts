import type { ResolutionId } from './requirement.ts'

const highest: ReadonlyMap<string, number> = new Map([
  ['R', 58],
  ['X', 16],
  ['A', 46],
])

/** Asks whether an id names a resolution, so that a test can cite the resolution beside the requirement. */
export function isResolutionId(id: string): id is ResolutionId {
  const [series = '', number = '', ...rest] = id.split('-')
  return rest.length === 0 && /^[1-9]\d*$/.test(number) && Number(number) <= (highest.get(series) ?? 0)
}
