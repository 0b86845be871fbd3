import { readFileSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { MemoryRegistry } from '@occi/registry-memory'
import { listen } from '@occi/server/node'
import { expect, test } from 'vitest'

import { retold } from '../../../scripts/transcript.ts'
import { createDemo } from '../src/demo.ts'
import { Hypervisor, ManualClock } from '../src/hypervisor/index.ts'
import { hostsFor } from '../src/seed.ts'
import { ownership, tenants } from '../src/tenants.ts'
import { rest } from './_demo.ts'

/** Set to write down what comes in place of comparing it. */
const writing = process.env['OCCI_WRITE_README'] === '1'

const sessions = [
  ['README.md', async () => ({})],
  ['SESSION-JSON.md', async () => ({})],
  ['SESSION-USERS.md', async () => ({ registry: new MemoryRegistry(ownership), ...(await tenants()) })],
] as const

test.for(sessions)('the session of %s goes as it says', async ([name, options], { skip }) => {
  const file = new URL(`../${name}`, import.meta.url)
  if (spawnSync('curl', ['--version']).error !== undefined) skip('there is no curl here')
  const clock = new ManualClock()
  const server = createDemo(new Hypervisor({ hosts: hostsFor(0), clock }), await options())
  await using listening = await listen(server, { port: 0 })
  const sleep = async (seconds: number) => {
    clock.advance(seconds * 1000)
    await rest()
  }
  const page = readFileSync(file, 'utf8')
  const told = await retold(page, { host: new URL(listening.url).host, sleep })
  if (writing) writeFileSync(file, told)
  else expect(told).toBe(page)
})
