import { readFileSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'

import { retold } from '../../../scripts/transcript.ts'
import { Client } from './_client.ts'
import { cloudFile } from './_file.ts'
import { startDemo, type DemoProcess } from './_process.ts'

const page = new URL('../SESSION-DATA.md', import.meta.url)

test('the session of SESSION-DATA.md goes as it says', { timeout: 90_000 }, async ({ skip }) => {
  if (spawnSync('curl', ['--version']).error !== undefined) skip('there is no curl here')
  using file = cloudFile()
  const host = `127.0.0.1:${await freePort()}`
  await using job = new Job()
  const client = new Client(`http://${host}`)
  const active = () => client.computesWith('occi.compute.state', 'active')
  const before = readFileSync(page, 'utf8')
  const told = await retold(before, {
    host,
    // It is as long as it says on a machine that has nothing else to do.
    async sleep() {
      await expect.poll(active, { timeout: 30_000 }).toHaveLength(1)
    },
    async perform(command) {
      if (command === 'npm start -- --data cloud.db &') return job.start(host, file.path)
      if (command === 'kill -9 %1') return job.end('SIGKILL')
      return command === 'kill %1' ? job.end('SIGTERM') : undefined
    },
  })
  if (process.env['OCCI_WRITE_README'] === '1') writeFileSync(page, told)
  else expect(told).toBe(before)
})

/** The demo in the background of a shell. */
class Job implements AsyncDisposable {
  #demo: DemoProcess | undefined

  async start(host: string, file: string): Promise<string> {
    this.#demo = startDemo('--port', host.replace(/.*:/, ''), '--data', file)
    await this.#demo.url()
    return this.#demo.printed.out.replaceAll(file, 'cloud.db').trimEnd()
  }

  async end(signal: NodeJS.Signals): Promise<string> {
    this.#demo?.kill(signal)
    await this.#demo?.ended
    return ''
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#demo?.[Symbol.asyncDispose]()
  }
}

/** The same before and after a restart. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}
