import type { RequirementId, ResolutionId } from '../requirements/index.ts'
import type { Edge, ServiceSettings, World } from './world.ts'

/** A story on the wire as data: any test runner can run it. */
export interface Scenario {
  /** Stable: `http:page:beyond-last`. */
  readonly id: string
  /** What the service does, in a sentence. */
  readonly title: string
  /** What it verifies: it fails if the service violates one of these; resolutions that it follows may be named too. */
  readonly verifies: readonly (RequirementId | ResolutionId)[]
  /** The media types it applies to. Missing: all that the service offers. */
  readonly renderings?: readonly string[]
  /** It says nothing of renderings: one run is enough. */
  readonly once?: boolean
  /** Where it can run. Missing: on every edge. */
  readonly edges?: readonly Edge[]
  /** How the service has to be. Missing: the fixture as it is. */
  readonly service?: ServiceSettings
  /** Rejects when the service does not do what it should. */
  run(world: World): Promise<void>
}
