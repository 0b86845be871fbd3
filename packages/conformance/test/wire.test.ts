/** Every scenario on the wire, on both edges and in every rendering it applies to, each with a service of its own. */
import { expect, test } from 'vitest'

import { scenarios } from '../src/scenarios/index.ts'
import { runScenarios } from '../src/world/index.ts'
import { harness } from './fixture/harness.ts'

test('every scenario has an id of its own', () => {
  const ids = scenarios.map(({ id }) => id)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
})

runScenarios(scenarios, harness, { test })
