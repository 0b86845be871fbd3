export { runCases, type ContractCase, type RunOptions, type Skip, type TestFunction } from './run.ts'
export { expectEqual, expectRejects, expectTrue } from './expect.ts'
export { createRandom, type Random } from './random.ts'
export {
  aCompute,
  aLink,
  aNetwork,
  aUserMixin,
  attachment,
  burstable,
  compute,
  network,
  restart,
  testExtension,
  turbo,
} from './fixtures.ts'
export { registryCases, type RegistryHarness } from './registry/index.ts'
export {
  renderingCases,
  renderingExtension,
  type RenderingHarness,
  type RenderingSample,
  type RenderingSamples,
} from './rendering/index.ts'
