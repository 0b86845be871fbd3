import { randomRequest } from '../random/half-right.ts'
import { randomFrom } from '../random/random.ts'
import { expectStatus, expectThat } from '../world/expect.ts'
import type { WireRequest } from '../world/message.ts'
import type { Scenario } from '../world/scenario.ts'
import type { World } from '../world/world.ts'
import { madePair } from './given.ts'

const seed = 20_261_124

/** Input that is half right, from a seed. */
export const randomInput: readonly Scenario[] = [
  {
    id: 'http:bad:random',
    title: `two thousand messages that are half right (seed ${seed}) get no 5xx, and the service goes on`,
    verifies: ['H11-127', 'J-003', 'R-20'],
    once: true,
    async run(world) {
      await madePair(world)
      const random = randomFrom(seed)
      for (let index = 0; index < 2000; index += 1) await expectNoFault(world, randomRequest(random), index)
      expectStatus(await world.client.list('/compute/'), 200, 'GET /compute/')
      expectStatus(await world.as('text/plain').discover(), 200, 'GET /-/')
    },
  },
]

async function expectNoFault(world: World, request: WireRequest, index: number): Promise<void> {
  const { status } = await world.request(request)
  expectThat(
    status < 500,
    `message ${index} of seed ${seed} is answered with ${status}: ${JSON.stringify(request)}`,
  )
}
