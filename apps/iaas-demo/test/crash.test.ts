import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'

import { seededRandom } from '../src/hypervisor/random.ts'
import { Client, pathOf } from './_client.ts'
import { Customer } from './_customer.ts'
import { network } from './_demo.ts'
import { cloudFile, expectSound } from './_file.ts'
import { startDemo } from './_process.ts'

/** How often the demo is killed; more rounds find more. */
const rounds = Number(process.env['OCCI_CRASH_ROUNDS'] ?? 4)
const seed = Number(process.env['OCCI_CRASH_SEED'] ?? Date.now() % 100_000)

test(
  `killed at any moment, it has all that was answered and nothing half (seed ${seed})`,
  async () => {
    using file = cloudFile()
    const random = seededRandom(seed)
    const start = () => startDemo('--port', '0', '--boot-ms', '40', '--data', file.path)
    const customers: Customer[] = []
    const told = () => customers.reduce((sum, customer) => sum + customer.told, 0)
    for (let round = 0; round < rounds; round += 1) {
      await using demo = start()
      const client = new Client(await demo.url())
      if (round === 0) {
        const path = pathOf(await client.send('POST', '/', network)) ?? ''
        customers.push(...[1, 2, 3].map((number) => new Customer(`c${number}`, seed + number, path)))
      }
      for (const customer of customers) expect(await customer.faults(client)).toEqual([])
      const before = told()
      const over = new AbortController()
      const work = customers.map((customer) => customer.goOn(client, over.signal))
      // Something has been answered in each round, however busy the machine is.
      await expect.poll(told, { timeout: 20_000, interval: 20 }).toBeGreaterThan(before + 2)
      await wait(random() * 500)
      demo.kill('SIGKILL')
      over.abort()
      await Promise.all(work)
      await demo.ended
    }
    {
      await using demo = start()
      const client = new Client(await demo.url())
      for (const customer of customers) expect(await customer.faults(client)).toEqual([])
      const booting = () => client.computesWith('occi.compute.state.message', 'booting')
      await expect.poll(booting, { timeout: 20_000, interval: 200 }).toEqual([])
      demo.kill('SIGTERM')
      expect([await demo.ended, demo.printed.error.replaceAll(/^an unfinished[^]*?^\}\n/gm, '')]).toEqual([
        0,
        '',
      ])
    }
    await expectSound(file.path)
    expect(told()).toBeGreaterThan(rounds)
  },
  40_000 + rounds * 8000,
)
