/** A short run of the fuzzer; `pnpm fuzz --seconds 600` is a long one. */
import { expect, test } from 'vitest'

import { Fuzzer } from './fuzz/fuzzer.ts'

const seeds = [1, 2]

// verifies('H11-127', 'R-20')
test.each(['node', 'fetch'] as const)(
  `hostile input over %s, seeds ${seeds.join(', ')}`,
  async (edge) => {
    await using fuzzer = await Fuzzer.open(edge)
    for (const seed of seeds) {
      const { statuses, entities } = await fuzzer.round(seed)
      expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 201, 400, 404]))
      expect(entities).toBeGreaterThan(0)
    }
  },
  // Some thousand requests: a busy machine takes its time.
  120_000,
)
