export { requirements, waived, isResolutionId } from './requirements/index.ts'
export type {
  Requirement,
  RequirementDocument,
  RequirementId,
  RequirementLevel,
  RequirementSide,
  ResolutionId,
  Waiver,
} from './requirements/index.ts'
export { citationsById, citationsIn, coverage, verifies } from './coverage/index.ts'
export type { Citation, Coverage } from './coverage/index.ts'
