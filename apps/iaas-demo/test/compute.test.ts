import { describe, expect, test } from 'vitest'

import { act, compute, known, openDemo, os, rest, set, size, sshKey, userData, whole } from './_demo.ts'

const state = 'occi.compute.state'
const message = 'occi.compute.state.message'
const key = 'occi.credentials.ssh.publickey'

describe('a new compute', () => {
  // verifies('I-010', 'I-011', 'I-020', 'I-022', 'I-101')
  test('boots: it is inactive and says so, then it is active, by the clock', async () => {
    const demo = openDemo()
    const path = await demo.make(compute, set('occi.core.title', 'web'))
    const booting = await demo.send('GET', path)
    expect(booting.attribute(state)).toBe('inactive')
    expect(booting.attribute(message)).toBe('booting')
    expect(booting.actions).toEqual([])
    demo.clock.advance(999)
    expect((await demo.send('GET', path)).attribute(message)).toBe('booting')
    demo.clock.advance(1)
    const running = await demo.send('GET', path)
    expect(running.attribute(state)).toBe('active')
    expect(running.attribute(message)).toBeUndefined()
    expect(running.actions).toEqual(['stop', 'restart', 'suspend', 'save'])
  })

  test('is one core, one gigabyte, x64 and the first image, where nothing is said', async () => {
    const demo = openDemo()
    const answer = await demo.send('GET', await demo.make(compute))
    expect(answer.attribute('occi.compute.cores')).toBe('1')
    expect(answer.attribute('occi.compute.memory')).toBe('1.0')
    expect(answer.attribute('occi.compute.architecture')).toBe('x64')
    const { machines } = await demo.cloud.inventory()
    expect(machines).toMatchObject([{ imageId: 'debian-13', architecture: 'x86_64' }])
  })

  // verifies('I-012', 'I-013', 'I-014', 'I-015', 'I-016')
  test('is what it is told to be, and the machine has its id', async () => {
    const demo = openDemo()
    const told = [
      set('occi.compute.cores', 4),
      set('occi.compute.memory', 2.5),
      set('occi.compute.architecture', 'x86'),
      set('occi.compute.hostname', 'db.example.com'),
      set('occi.compute.share', 3),
    ]
    const answer = await demo.send('GET', await demo.make(compute, os('alpine-3.22'), ...told))
    expect(answer.lines).toEqual(expect.arrayContaining(told))
    const { machines } = await demo.cloud.inventory()
    expect(machines).toMatchObject([
      {
        id: answer.attribute('occi.core.id'),
        cores: 4,
        memory: 2.5,
        architecture: 'i686',
        hostname: 'db.example.com',
        share: 3,
        imageId: 'alpine-3.22',
      },
    ])
  })

  // verifies('I-019')
  test('has a speed for clients of OCCI 1.1', async () => {
    const demo = openDemo()
    const path = await demo.make(compute, 'X-OCCI-Attribute: occi.compute.speed=2.4')
    expect((await demo.send('GET', path)).attribute('occi.compute.speed')).toBe('2.4')
  })

  // verifies('I-033')
  test('whose boot fails is in error and says why, and can be started again', async () => {
    const demo = openDemo()
    demo.cloud.faults.failNext('boot', 'no bootable device answered')
    const path = await demo.make(compute)
    await demo.pass(1000)
    const failed = await demo.send('GET', path)
    expect(failed.attribute(state)).toBe('error')
    expect(failed.attribute(message)).toBe('no bootable device answered')
    expect(failed.actions).toEqual(['start'])
    expect((await act(demo, path, 'start')).status).toBe(200)
    await demo.pass(1000)
    const started = await demo.send('GET', path)
    expect(started.attribute(state)).toBe('active')
    expect(started.attribute(message)).toBeUndefined()
  })

  test('is refused by a full cloud, and nothing of it stays', async () => {
    const demo = openDemo({ hosts: [{ id: 'only', cores: 4, memory: 8 }] })
    const first = await demo.make(compute, set('occi.compute.cores', 3))
    const before = await whole(demo)
    const refused = await demo.send('POST', '/compute/', compute, set('occi.compute.cores', 2))
    expect(refused.status).toBe(409)
    expect(refused.lines.join()).toContain(
      'no host has room for 2 cores and 1 GB; free are: only 1 cores and 7 GB',
    )
    expect(await whole(demo)).toEqual(before)
    await demo.send('DELETE', first)
    expect((await demo.send('POST', '/compute/', compute, set('occi.compute.cores', 2))).status).toBe(201)
  })

  test('whose boot cannot even begin leaves nothing', async () => {
    const demo = openDemo()
    const before = await whole(demo)
    demo.cloud.faults.failNext('startMachine', 'the power is out')
    const refused = await demo.send('POST', '/compute/', compute)
    expect(refused.status).toBe(500)
    expect(refused.lines.join()).toContain('the power is out')
    expect(await whole(demo)).toEqual(before)
  })
})

describe('actions', () => {
  // verifies('I-022', 'I-023', 'I-024', 'I-025', 'I-031')
  test.each([
    ['stop', set('method', 'graceful'), 500, 'active', 'stopping', 'inactive', ['start']],
    ['suspend', set('method', 'hibernate'), 500, 'active', 'suspending', 'suspended', ['start']],
    [
      'restart',
      set('method', 'cold'),
      1000,
      'inactive',
      'booting',
      'active',
      ['stop', 'restart', 'suspend', 'save'],
    ],
    [
      'restart',
      set('method', 'warm'),
      1000,
      'inactive',
      'booting',
      'active',
      ['stop', 'restart', 'suspend', 'save'],
    ],
  ])('%s with %s takes %s ms', async (term, method, ms, onTheWay, saying, at, next) => {
    const { demo, path } = await running()
    const answer = await act(demo, path, term, method)
    expect([answer.status, answer.attribute(state), answer.attribute(message)]).toEqual([
      200,
      onTheWay,
      saying,
    ])
    expect(answer.actions).toEqual([])
    await demo.pass(ms)
    const after = await demo.send('GET', path)
    expect([after.attribute(state), after.attribute(message), after.actions]).toEqual([at, undefined, next])
  })

  test('a suspended compute says that it resumes', async () => {
    const { demo, path } = await running()
    await act(demo, path, 'suspend')
    await demo.pass(250)
    const resuming = await act(demo, path, 'start')
    expect([resuming.attribute(state), resuming.attribute(message)]).toEqual(['suspended', 'resuming'])
    await demo.pass(250)
    expect((await demo.send('GET', path)).attribute(state)).toBe('active')
  })

  // verifies('I-031')
  test('one that does not lead out of the state is refused, on the way anywhere all are', async () => {
    const { demo, path } = await running()
    const before = await whole(demo)
    expect((await act(demo, path, 'start')).status).toBe(409)
    expect(await whole(demo)).toEqual(before)
    await act(demo, path, 'stop', set('method', 'graceful'))
    expect((await act(demo, path, 'stop')).status).toBe(409)
  })

  // verifies('I-023')
  test('a method that nobody knows is refused', async () => {
    const { demo, path } = await running()
    const before = await whole(demo)
    expect((await act(demo, path, 'stop', set('method', 'kill'))).status).toBe(400)
    expect(await whole(demo)).toEqual(before)
  })
})

describe('what the hypervisor does by itself', () => {
  test('is known without anybody asking', async () => {
    const demo = openDemo()
    const location = await demo.make(compute)
    const shown = async () => (await demo.server.entities.get({ location }))?.attributes
    expect(await shown()).toMatchObject({ [state]: 'inactive', [message]: 'booting' })
    await demo.pass(1000)
    expect(await shown()).toMatchObject({ [state]: 'active' })
    const [machine] = (await demo.cloud.inventory()).machines
    await demo.cloud.kill(machine?.id ?? '', 'the host lost power')
    await rest()
    expect(await shown()).toMatchObject({ [state]: 'error', [message]: 'the host lost power' })
    expect((await demo.server.entities.get({ location }))?.actions.map(({ term }) => term)).toEqual(['start'])
  })

  test('of a compute that a client has deleted is no fault', async () => {
    const demo = openDemo()
    const path = await demo.make(compute)
    await demo.send('DELETE', path)
    await demo.pass(5000)
    expect(await known(demo)).toEqual([])
  })
})

describe('changes', () => {
  // verifies('I-013', 'I-016')
  test('another size, title and host name reach the machine', async () => {
    const { demo, path } = await running()
    const told = [
      set('occi.compute.cores', 8),
      set('occi.compute.memory', 16),
      set('occi.core.title', 'big'),
      set('occi.compute.hostname', 'big.example.com'),
    ]
    expect((await demo.send('POST', path, ...told)).status).toBe(200)
    const { machines } = await demo.cloud.inventory()
    expect(machines).toMatchObject([
      { cores: 8, memory: 16, name: 'big', hostname: 'big.example.com', state: 'running' },
    ])
  })

  test('a size that no host has is refused, and all stays as it was', async () => {
    const { demo, path } = await running()
    const before = await whole(demo)
    const refused = await demo.send(
      'POST',
      path,
      set('occi.compute.cores', 99),
      set('occi.core.title', 'huge'),
    )
    expect(refused.status).toBe(409)
    expect(await whole(demo)).toEqual(before)
  })

  test('a replacement takes out what it does not say, but not the size', async () => {
    const { demo, path } = await running(
      set('occi.compute.cores', 2),
      set('occi.compute.hostname', 'a.example.com'),
    )
    expect((await demo.send('PUT', path, compute, set('occi.core.title', 'new'))).status).toBe(200)
    const answer = await demo.send('GET', path)
    expect(answer.attribute('occi.compute.hostname')).toBeUndefined()
    expect(answer.attribute('occi.compute.cores')).toBe('2')
    const [machine] = (await demo.cloud.inventory()).machines
    expect(machine).not.toHaveProperty('hostname')
  })

  test('what a GET gave, a PUT takes, and nothing is different', async () => {
    const { demo, path } = await running(set('occi.core.title', 'web'))
    const { lines } = await demo.send('GET', path)
    const before = await demo.cloud.inventory()
    expect((await demo.send('PUT', path, ...lines)).status).toBe(200)
    expect((await demo.send('GET', path)).lines).toEqual(lines)
    expect(await demo.cloud.inventory()).toEqual(before)
  })
})

describe('key and data of the user', () => {
  // verifies('I-130', 'I-132', 'I-140', 'I-141')
  test('are given to the machine', async () => {
    const demo = openDemo()
    const path = await demo.make(
      compute,
      sshKey,
      userData,
      set(key, 'ssh-ed25519 AAAA ada'),
      set('occi.compute.userdata', '#!/bin/sh'),
    )
    const answer = await demo.send('GET', path)
    expect(answer.attribute(key)).toBe('ssh-ed25519 AAAA ada')
    const { machines } = await demo.cloud.inventory()
    expect(machines).toMatchObject([{ sshKey: 'ssh-ed25519 AAAA ada', userData: '#!/bin/sh' }])
  })

  // verifies('I-132', 'I-143')
  test('are wanted with their Mixins; the key may be another later, the data not', async () => {
    const demo = openDemo()
    expect((await demo.send('POST', '/compute/', compute, sshKey)).status).toBe(400)
    expect((await demo.send('POST', '/compute/', compute, userData)).status).toBe(400)
    const path = await demo.make(
      compute,
      sshKey,
      userData,
      set(key, 'one'),
      set('occi.compute.userdata', 'once'),
    )
    expect((await demo.send('POST', path, set(key, 'two'))).status).toBe(200)
    const before = await whole(demo)
    expect(
      (await demo.send('POST', path, set('occi.compute.userdata', 'twice'))).status,
    ).toBeGreaterThanOrEqual(400)
    expect(await whole(demo)).toEqual(before)
    expect((await demo.cloud.inventory()).machines).toMatchObject([{ sshKey: 'two', userData: 'once' }])
  })

  // verifies('I-131', 'I-142')
  test('are not for networks', async () => {
    const demo = openDemo()
    const network = 'Category: network; scheme="http://schemas.ogf.org/occi/infrastructure#"'
    expect((await demo.send('POST', '/network/', network, sshKey, set(key, 'x'))).status).toBe(400)
    expect(
      (await demo.send('POST', '/network/', network, userData, set('occi.compute.userdata', 'x'))).status,
    ).toBe(400)
    expect((await demo.cloud.inventory()).networks).toEqual([])
  })

  test('the key leaves the machine with its Mixin', async () => {
    const demo = openDemo()
    const path = await demo.make(compute, sshKey, set(key, 'one'))
    expect((await demo.send('DELETE', '/mixin/ssh_key/', `X-OCCI-Location: ${path}`)).status).toBe(200)
    const [machine] = (await demo.cloud.inventory()).machines
    expect(machine).not.toHaveProperty('sshKey')
    expect((await demo.send('GET', path)).attribute(key)).toBeUndefined()
  })
})

test('a size that a template has set wins over the one that is sent with it', async () => {
  const demo = openDemo()
  const path = await demo.make(compute, size('small'), set('occi.compute.cores', 8))
  expect((await demo.send('GET', path)).attribute('occi.compute.cores')).toBe('1')
})

async function running(...lines: readonly string[]) {
  const demo = openDemo()
  const path = await demo.make(compute, ...lines)
  await demo.pass(1000)
  return { demo, path }
}
