import { describe, expect, test } from 'vitest'

import { Client, pathOf } from './_client.ts'
import { compute, link, network, set } from './_demo.ts'
import { cloudFile, expectSound } from './_file.ts'
import { startDemo } from './_process.ts'

const waits = { timeout: 20_000, interval: 100 }

describe('several processes on one file', () => {
  test('one is killed, and another goes on with what it had begun', { timeout: 60_000 }, async () => {
    using file = cloudFile()
    const start = () => startDemo('--port', '0', '--boot-ms', '2000', '--data', file.path)
    await using first = start()
    const one = new Client(await first.url())
    await using second = start()
    const other = new Client(await second.url())
    const net = pathOf(await one.send('POST', '/', network)) ?? ''
    await other.act(net, 'up')
    const path = pathOf(await one.send('POST', '/', compute, link(net))) ?? ''
    first.kill('SIGKILL')
    await first.ended
    await expect.poll(() => other.computesWith('occi.compute.state', 'active'), waits).toEqual([path])
    await expect.poll(() => stateOfLink(other, path), waits).toBe('active')
    second.kill('SIGTERM')
    expect(await second.ended).toBe(0)
    await expectSound(file.path)
  })

  test('what one does the others know: Mixins, states, deletions', { timeout: 60_000 }, async () => {
    using file = cloudFile()
    const start = () => startDemo('--port', '0', '--boot-ms', '50', '--data', file.path)
    await using first = start()
    const one = new Client(await first.url())
    await using second = start()
    const other = new Client(await second.url())
    const blue = 'Category: blue; scheme="http://example.com/tags#"; class="mixin"; location="/tags/blue/"'
    expect(await other.send('POST', '/-/', blue)).toMatchObject({ status: 200 })
    const path = pathOf(await one.send('POST', '/', compute, blue)) ?? ''
    const made = pathOf(await other.send('POST', '/', compute)) ?? ''
    await expect.poll(() => one.computesWith('occi.compute.state', 'active'), waits).toEqual([path, made])
    expect(await other.act(path, 'stop')).toMatchObject({ status: 200 })
    await expect.poll(() => one.computesWith('occi.compute.state', 'inactive'), waits).toEqual([path])
    expect(await other.send('DELETE', path)).toMatchObject({ status: 200 })
    expect(await one.send('GET', path)).toMatchObject({ status: 404 })
    for (const demo of [first, second]) demo.kill('SIGTERM')
    expect([await first.ended, await second.ended]).toEqual([0, 0])
    await expectSound(file.path)
  })
})

describe('--workers', () => {
  test('they serve one port, one that dies is replaced, and all end well', { timeout: 90_000 }, async () => {
    using file = cloudFile()
    const args = ['--port', '0', '--boot-ms', '50', '--seed', '20', '--data', file.path, '--workers', '2']
    await using demo = startDemo(...args)
    const url = await demo.url()
    const client = new Client(url)
    const net = pathOf(await client.send('POST', '/', network)) ?? ''
    const made = await Promise.all(
      Array.from({ length: 40 }, async (_, number) => {
        const own = new Client(url)
        const path = pathOf(await own.send('POST', '/', compute, link(net))) ?? ''
        await own.send('POST', path, set('occi.compute.cores', 1 + (number % 2)))
        return path
      }),
    )
    expect(new Set(made).size).toBe(40)
    const running = async () => (await client.computesWith('occi.compute.state', 'active')).length
    await expect.poll(running, waits).toBe(40)
    process.kill(Number(/^worker (\d+) listens$/m.exec(demo.printed.out)?.[1]), 'SIGKILL')
    await expect.poll(() => demo.printed.error, waits).toMatch(/^worker \d+ died; another takes its place$/m)
    await expect.poll(async () => (await client.send('POST', '/', compute)) !== 'in doubt', waits).toBe(true)
    await expect.poll(running, waits).toBeGreaterThan(40)
    demo.kill('SIGTERM')
    expect(await demo.ended).toBe(0)
    await expectSound(file.path)
  })

  test('a port that is taken is told once', { timeout: 60_000 }, async () => {
    using file = cloudFile()
    await using first = startDemo('--port', '0')
    const { port } = new URL(await first.url())
    await using second = startDemo('--port', port, '--data', file.path, '--workers', '2')
    expect(await second.ended).toBe(1)
    expect(second.printed.error).toContain(`port ${port} of 127.0.0.1 is taken: choose another with --port\n`)
  })
})

async function stateOfLink(client: Client, path: string): Promise<string | undefined> {
  const answer = await client.send('GET', path)
  const text = answer === 'in doubt' ? '' : await answer.text()
  return /occi.networkinterface.state="(\w+)"/.exec(text)?.[1]
}
