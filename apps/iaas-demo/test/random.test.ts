import { expect, test } from 'vitest'

import { seededRandom } from '../src/hypervisor/random.ts'
import { expectConsistent } from './_consistent.ts'
import {
  act,
  compute,
  ipNetwork,
  ipNetworkInterface,
  known,
  link,
  network,
  networkInterface,
  openDemo,
  os,
  rest,
  set,
  size,
  sshKey,
  storage,
  storageLink,
  type Answer,
  type Demo,
} from './_demo.ts'

const steps = 250
const faults = ['startMachine', 'attachInterface', 'attachVolume', 'createNetwork', 'boot', 'stop'] as const

/** What a random client may do; several go on at the same time. */
class RandomClient {
  readonly #demo: Demo
  readonly #random: () => number

  constructor(demo: Demo, seed: number) {
    this.#demo = demo
    this.#random = seededRandom(seed)
  }

  async step(): Promise<Answer | undefined> {
    const demo = this.#demo
    const paths = (await known(demo)).map(({ location }) => location)
    const [machine, lan, disk] = [
      this.#path('compute', paths),
      this.#path('network', paths),
      this.#path('storage', paths),
    ]
    const [adapter, attachment] = [this.#path('networkinterface', paths), this.#path('storagelink', paths)]
    const tasks: readonly (() => Promise<Answer | undefined>)[] = [
      () => demo.send('POST', '/compute/', compute, ...this.#computeLines(), link(lan), link(disk)),
      () => demo.send('POST', '/compute/', compute, ...this.#computeLines()),
      () =>
        demo.send('POST', '/network/', network, ...this.#some([ipNetwork, set('occi.core.title', 'lan')])),
      () => demo.send(this.#one(['POST', 'PUT']), lan, network, ...this.#some([ipNetwork])),
      () => demo.send('POST', lan, ipNetwork, set('occi.network.address', `10.${this.#upTo(9)}.0.0/24`)),
      () => demo.send('POST', '/storage/', storage, set('occi.storage.size', this.#upTo(9))),
      () => demo.send('POST', machine, ...this.#computeLines()),
      () => demo.send('POST', machine, ...this.#computeLines(), link(lan), link(disk)),
      () => demo.send('PUT', machine, compute, ...this.#computeLines()),
      () => demo.send('POST', disk, set('occi.storage.size', this.#upTo(9))),
      () => act(demo, machine, this.#one(['start', 'stop', 'restart', 'suspend', 'save'])),
      () => act(demo, machine, this.#one(['start', 'stop'])),
      () => act(demo, lan, this.#one(['up', 'down'])),
      () => act(demo, disk, this.#one(['online', 'offline'])),
      () =>
        demo.send('POST', '/', networkInterface, ...this.#some([ipNetworkInterface]), ...ends(machine, lan)),
      () => demo.send('POST', '/', storageLink, ...ends(machine, disk)),
      () =>
        demo.send('POST', adapter, ...this.#some(ends(machine, lan)), ...this.#some([ipNetworkInterface])),
      () => demo.send('POST', attachment, ...this.#some(ends(machine, disk))),
      () =>
        demo.send('POST', this.#one(collections), `X-OCCI-Location: ${this.#one([machine, lan, adapter])}`),
      () =>
        demo.send('DELETE', this.#one(collections), `X-OCCI-Location: ${this.#one([machine, lan, adapter])}`),
      () => demo.send('DELETE', this.#one([machine, lan, disk, adapter, attachment])),
      () => demo.send('GET', this.#one([machine, lan, disk, adapter, attachment])),
      () => done(demo.clock.advance(this.#upTo(900))),
      () => done(demo.cloud.faults.failNext(this.#one(faults), 'a fault was switched on')),
    ]
    return this.#one(tasks)()
  }

  #computeLines(): readonly string[] {
    return this.#some([
      size(this.#one(['small', 'medium', 'large'])),
      os(this.#one(['debian-13', 'alpine-3.22', 'ubuntu-24.04'])),
      sshKey,
      set('occi.credentials.ssh.publickey', `key ${this.#upTo(9)}`),
      set('occi.core.title', `title ${this.#upTo(9)}`),
      set('occi.compute.cores', this.#upTo(4)),
      set('occi.compute.architecture', this.#one(['x86', 'x64'])),
    ])
  }

  #path(noun: string, paths: readonly string[]): string {
    const fitting = paths.filter((path) => path.startsWith(`/${noun}/`))
    return fitting.length === 0 ? `/${noun}/none` : this.#one(fitting)
  }

  #some<T>(list: readonly T[]): readonly T[] {
    return list.filter(() => this.#random() < 0.4)
  }

  #one<T>(list: readonly T[]): T {
    const found = list[Math.floor(this.#random() * list.length)]
    if (found === undefined) throw new Error('there is nothing to choose from')
    return found
  }

  #upTo(most: number): number {
    return 1 + Math.floor(this.#random() * most)
  }
}

const collections = [
  '/mixin/resource_tpl/large/',
  '/mixin/resource_tpl/small/',
  '/mixin/os_tpl/alpine-3.22/',
  '/mixin/ssh_key/',
  '/mixin/ipnetwork/',
  '/mixin/ipnetworkinterface/',
]

/** What is no request has no answer. */
async function done(_step: void): Promise<undefined> {
  return undefined
}

function ends(source: string, target: string): readonly string[] {
  return [set('occi.core.source', source), set('occi.core.target', target)]
}

test.each([1, 2, 3, 4, 5, 6])('whatever is asked, service and hypervisor agree: seed %i', async (seed) => {
  const hosts = [1, 2].map((number) => ({ id: `host-${number}`, cores: 10, memory: 40 }))
  const demo = openDemo({ hosts, storageGb: 30, seed })
  const empty = await demo.cloud.usage()
  const clients = [1, 2, 3].map((number) => new RandomClient(demo, seed * 10 + number))
  const statuses = new Set<number>()
  for (let step = 0; step < steps; step += 1) {
    for (const answer of await Promise.all(clients.map((client) => client.step()))) {
      if (answer === undefined) continue
      statuses.add(answer.status)
      if (answer.status >= 500) expect(answer.lines.join()).toContain('a fault was switched on')
    }
    await rest()
    await expectConsistent(demo)
  }
  expect([...statuses]).toEqual(expect.arrayContaining([200, 201, 400, 404, 409]))
  await deleteAll(demo)
  expect(await demo.cloud.usage()).toEqual(empty)
})

async function deleteAll(demo: Demo): Promise<void> {
  demo.cloud.faults.clear()
  for (const noun of ['compute', 'network', 'storage']) {
    expect((await demo.send('DELETE', `/${noun}/`)).status).toBe(200)
  }
  expect(await known(demo)).toEqual([])
}
