import type { Requirement, Waiver } from '../requirements/requirement.ts'
import { isResolutionId } from '../requirements/resolution.ts'

/** Where each requirement stands. Every requirement is in exactly one of verified, waived, missing, contradictions. */
export interface Coverage {
  /** Cited by a test. */
  readonly verified: readonly string[]
  /** Listed with a reason instead of a test. */
  readonly waived: readonly string[]
  /** Neither cited nor waived. */
  readonly missing: readonly string[]
  /** Cited or waived, but in no manifest and no resolution. */
  readonly unknown: readonly string[]
  /** Both cited and waived: one of the two is wrong. */
  readonly contradictions: readonly string[]
}

/** Holds the manifest against what tests cite: `citations` has, by id, the places that cite it. */
export function coverage(
  requirements: readonly Pick<Requirement, 'id'>[],
  waivers: readonly Pick<Waiver, 'id'>[],
  citations: ReadonlyMap<string, readonly string[]>,
): Coverage {
  const ids = requirements.map((requirement) => requirement.id)
  const waived = new Set(waivers.map((waiver) => waiver.id))
  return {
    verified: ids.filter((id) => citations.has(id) && !waived.has(id)),
    waived: ids.filter((id) => waived.has(id) && !citations.has(id)),
    missing: ids.filter((id) => !waived.has(id) && !citations.has(id)),
    unknown: unknownIds(new Set(ids), waived, citations),
    contradictions: ids.filter((id) => waived.has(id) && citations.has(id)),
  }
}

function unknownIds(
  known: ReadonlySet<string>,
  waived: ReadonlySet<string>,
  citations: ReadonlyMap<string, unknown>,
): readonly string[] {
  const cited = [...citations.keys()].filter((id) => !isResolutionId(id))
  return [...new Set([...cited, ...waived])].filter((id) => !known.has(id))
}
