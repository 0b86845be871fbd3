import { defineExtension } from '@occi/core'
import { network, storage as storageKind } from '@occi/infrastructure'
import { MemoryRegistry } from '@occi/registry-memory'
import { textRenderings } from '@occi/render-text'
import { createServer } from '@occi/server'
import { expect, test } from 'vitest'

import { compute, infra, openDemo, os, set, size, storage } from './_demo.ts'

const kinds = ['compute', 'network', 'storage', 'networkinterface', 'storagelink']

// verifies('I-001')
test('the five Kinds are found', async () => {
  const { lines } = await openDemo().send('GET', '/-/')
  for (const kind of kinds)
    expect(lines.join('\n')).toContain(`Category: ${kind}; scheme="${infra}#"; class="kind"; `)
})

// verifies('I-002')
test('a service that offers some of them shows these alone, and makes no others', async () => {
  const some = defineExtension({ name: 'some', kinds: [network, storageKind], standard: true })
  const demo = openDemo({}, () =>
    createServer({ registry: new MemoryRegistry(), renderings: textRenderings, extensions: [some] }),
  )
  const { lines } = await demo.send('GET', '/-/')
  expect(kinds.filter((kind) => lines.some((line) => line.startsWith(`Category: ${kind};`)))).toEqual([
    'network',
    'storage',
  ])
  expect((await demo.send('POST', '/', compute)).status).toBe(400)
  expect((await demo.send('POST', '/compute/', compute)).status).toBeGreaterThanOrEqual(400)
  expect((await demo.send('GET', '/compute/')).status).toBe(404)
})

// verifies('I-003', 'I-005')
test('an Entity shows its Kind first, for life', async () => {
  const demo = openDemo()
  const path = await demo.make(compute)
  const { lines } = await demo.send('GET', path)
  expect(lines[0]).toContain(`Category: compute; scheme="${infra}#"; class="kind"`)
  const asStorage = [storage, set('occi.storage.size', 1)]
  expect((await demo.send('PUT', path, ...asStorage)).status).toBeGreaterThanOrEqual(400)
  expect((await demo.send('POST', path, ...asStorage)).status).toBeGreaterThanOrEqual(400)
  expect((await demo.send('GET', path)).lines).toEqual(lines)
})

// verifies('I-123')
test('what the provider does behind a template is not shown', async () => {
  const demo = openDemo()
  const path = await demo.make(compute, os('alpine-3.22'), size('small'))
  await demo.pass(1000)
  const { lines } = await demo.send('GET', path)
  const names = lines.flatMap((line) => /^X-OCCI-Attribute: ([^=]+)=/.exec(line)?.[1] ?? [])
  expect(names).toEqual([
    'occi.core.id',
    'occi.compute.architecture',
    'occi.compute.cores',
    'occi.compute.memory',
    'occi.compute.state',
  ])
  expect(lines.join()).not.toContain('host-1')
})
