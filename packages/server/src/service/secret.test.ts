import { describe, expect, test } from 'vitest'
import { ServiceSecret } from './secret.ts'

const kept = { secret: async () => 'what two processes share' }

describe('the secret of a service', () => {
  test('gives all processes on a Registry the same key', async () => {
    const keys = await Promise.all([kept, kept].map((registry) => new ServiceSecret(registry).keyFor('tags')))
    expect(keys[0]).toBe(keys[1])
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/)
  })

  test('gives each purpose its own key', async () => {
    const secret = new ServiceSecret(kept)
    expect(await secret.keyFor('tags')).not.toBe(await secret.keyFor('forms'))
  })

  test('is made up for the process where the Registry keeps none', async () => {
    const [one, other] = [new ServiceSecret({}), new ServiceSecret({})]
    expect(await one.keyFor('tags')).toBe(await one.keyFor('tags'))
    expect(await one.keyFor('tags')).not.toBe(await other.keyFor('tags'))
  })
})
