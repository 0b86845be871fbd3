import { answerCases } from './answer-cases.ts'
import { categoryCases } from './category-cases.ts'
import { collectionCases } from './collection-cases.ts'
import { contextCases } from './context-cases.ts'
import { entityCases } from './entity-cases.ts'
import { factCases } from './fact-cases.ts'
import type { RenderingCase } from './harness.ts'
import { hostileCases } from './hostile-cases.ts'
import { limitCases } from './limit-cases.ts'
import { messageCases } from './message-cases.ts'
import { randomCases } from './random-cases.ts'
import { replaceCases } from './replace-cases.ts'
import { valueCases } from './value-cases.ts'

export type { RenderingHarness, RenderingSample, RenderingSamples } from './harness.ts'
export { renderingExtension } from './model.ts'

/** The contract of Rendering, design section 7: each id begins with `rendering:`. */
export const renderingCases: readonly RenderingCase[] = [
  ...factCases,
  ...entityCases,
  ...valueCases,
  ...replaceCases,
  ...categoryCases,
  ...messageCases,
  ...collectionCases,
  ...answerCases,
  ...contextCases,
  ...limitCases,
  ...randomCases,
  ...hostileCases,
]
