import { serve, type Quota } from '@occi/core'
import { compute, network, networkInterface } from '@occi/infrastructure'
import { MemoryRegistry } from '@occi/registry-memory'
import { describe, expect, test } from 'vitest'

import { gate, until } from './_gate.ts'
import { Recorder } from './_recorder.ts'
import { attribute, category, edges, inlineLink, open } from './_service.ts'

const owned = () => new MemoryRegistry({ owner: (extras) => extras as string })
const cores = 'occi.compute.cores'
const quotas = async (): Promise<readonly Quota[]> => [
  { kind: compute.id, limit: 2 },
  { kind: compute.id, attribute: cores, limit: 10 },
]
const authenticate = ({ headers }: { headers: ReadonlyMap<string, readonly string[]> }) =>
  headers.get('x-user')?.[0] ?? 'alice'
const machine = (value: number) => [category(compute), attribute(cores, value)]

describe.each(edges)('quotas, over %s', (edge) => {
  test('a creation beyond them is refused before any Backend is called, and says what is used, asked and allowed', async () => {
    const recorder = new Recorder()
    const backends = [serve(compute, recorder.backend('K'))]
    await using opened = await open({ registry: owned(), authenticate, quotas, backends }, edge)
    await opened.make('/compute/', machine(8))
    const refused = await opened.send('POST', '/compute/', { body: machine(3) })
    expect([refused.status, refused.body]).toEqual([
      403,
      `the quota of ${cores} of ${compute.id} is 10; 8 used, 3 more asked for`,
    ])
    expect(recorder.calls).toEqual(['K.create compute'])
    expect(await opened.registry.reservations()).toEqual([])
    await opened.make('/compute/', machine(8), { 'x-user': 'bob' })
    await opened.make('/compute/', machine(2))
    expect((await opened.send('POST', '/compute/', { body: category(compute) })).status).toBe(403)
  })

  test('an update and a PUT that raise the sum are refused, those that lower it are not', async () => {
    await using opened = await open({ registry: owned(), authenticate, quotas }, edge)
    const vm = await opened.make('/compute/', machine(8))
    expect((await opened.send('POST', vm, { body: attribute(cores, 11) })).status).toBe(403)
    expect((await opened.send('PUT', vm, { body: machine(11) })).status).toBe(403)
    expect((await opened.send('PUT', '/compute/mine', { body: machine(3) })).status).toBe(403)
    expect((await opened.send('POST', vm, { body: attribute(cores, 10) })).status).toBe(200)
    expect((await opened.send('POST', vm, { body: attribute(cores, 1) })).status).toBe(200)
    expect((await opened.send('DELETE', vm)).status).toBe(200)
  })

  test('of two who ask at once for the last of something one passes, whatever the Backends do', async () => {
    const { passed, open: letGo } = gate()
    let begun = 0
    const backends = [serve(compute, { create: () => ((begun += 1), passed) })]
    await using opened = await open({ registry: owned(), authenticate, quotas, backends }, edge)
    const asked = [1, 2, 3].map(() => opened.send('POST', '/compute/', { body: machine(6) }))
    await until(() => begun === 1)
    letGo()
    const statuses = (await Promise.all(asked)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 403)).toHaveLength(2)
    expect(begun).toBe(1)
  })
})

test('what a Backend that acts outside adds is kept and counts; inside it is refused and undone', async () => {
  const grow = {
    create: (draft: { attributes: object }) => void Object.assign(draft.attributes, { [cores]: 20 }),
  }
  for (const [actsInside, status] of [
    [false, 201],
    [true, 403],
  ] as const) {
    await using opened = await open({
      registry: owned(),
      authenticate,
      quotas,
      backends: [serve(compute, { actsInside, ...grow })],
    })
    expect((await opened.send('POST', '/compute/', { body: machine(1) })).status).toBe(status)
    const { status: next } = await opened.send('POST', '/compute/', { body: machine(1) })
    expect([next, await opened.registry.count({}, { system: true, changesShared: true })]).toEqual([
      403,
      actsInside ? 0 : 1,
    ])
  }
})

test('Links that come with an Entity count', async () => {
  const few = () => [{ kind: networkInterface.id, limit: 1 }]
  await using opened = await open({ quotas: few })
  const net = await opened.make('/network/', [category(network)])
  const link = inlineLink(net, networkInterface)
  const twice = await opened.send('POST', '/compute/', { body: [category(compute), link, link] })
  expect(twice.status).toBe(403)
  await opened.make('/compute/', [category(compute), link])
})
