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
export { scenarios } from './scenarios/index.ts'
export { ScenarioFailure, runScenario, runScenarios } from './world/index.ts'
export type {
  Backends,
  Behaviour,
  Edge,
  Harness,
  Header,
  Runner,
  Scenario,
  Service,
  ServiceSettings,
  WireReply,
  WireRequest,
  World,
} from './world/index.ts'
export type { Answer, CategoryView, Client, View } from './client/index.ts'
