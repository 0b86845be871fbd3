import { isResolutionId, requirements } from '../requirements/index.ts'
import type { RequirementId, ResolutionId } from '../requirements/index.ts'

const known: ReadonlySet<string> = new Set(requirements.map((requirement) => requirement.id))

/**
 * Says, inside a test or a scenario, which requirements it verifies; the resolutions that it follows may be named too.
 * Gives the ids back, so that a scenario can hold them as data.
 *
 * @throws RangeError for an id that is neither in the manifest nor a resolution, so that a typo ends the test.
 */
export function verifies(...ids: readonly (RequirementId | ResolutionId)[]): readonly string[] {
  const unknown = ids.filter((id) => !known.has(id) && !isResolutionId(id))
  if (unknown.length > 0) {
    throw new RangeError(`verifies: ${unknown.join(', ')} is not in the requirements manifest`)
  }
  return ids
}
