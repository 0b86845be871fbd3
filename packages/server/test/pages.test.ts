import { MemoryRegistry } from '@occi/registry-memory'
import { describe, expect, test } from 'vitest'

import { edges, open } from './_service.ts'

/** Fails after the first chunk of a listing. */
class FailingRegistry extends MemoryRegistry {
  override async *locations(): AsyncGenerator<readonly string[], void> {
    yield ['/compute/1']
    throw new Error('the disk is gone')
  }
}

describe.each(edges)('a page of a Collection over %s', (edge) => {
  test('is answered as an error where it fails in the middle', async () => {
    await using opened = await open({ registry: new FailingRegistry() }, edge)
    const { status, body } = await opened.send('GET', '/compute/?page=1&number=2')
    expect([status, body]).toEqual([500, expect.stringContaining('an internal error')])
    expect(opened.logged).toEqual(['error: a request failed: the disk is gone'])
  })

  test('a whole listing has begun by then, and is cut off', async () => {
    await using opened = await open({ registry: new FailingRegistry() }, edge)
    await expect(opened.send('GET', '/compute/')).rejects.toThrow(/fetch failed|terminated|the disk is gone/)
  })
})

test('a page is sent with its length, a whole listing as it comes', async () => {
  await using opened = await open({}, 'node')
  const page = await opened.send('GET', '/compute/?page=1&number=2')
  const whole = await opened.send('GET', '/compute/')
  const lengths = [page, whole].map(({ headers }) => headers.get('content-length'))
  expect(lengths).toEqual([String(page.body.length), null])
})
