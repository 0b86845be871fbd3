export { requirements } from './manifest.ts'
export type { RequirementId } from './manifest.ts'
export type {
  Requirement,
  RequirementDocument,
  RequirementLevel,
  RequirementSide,
  ResolutionId,
  Waiver,
} from './requirement.ts'
export { isResolutionId } from './resolution.ts'
export { waived } from './waived.ts'
