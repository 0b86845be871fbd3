import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'

import { startDemo } from './_process.ts'

const infra = 'http://schemas.ogf.org/occi/infrastructure'
const plain = { 'Content-Type': 'text/plain' }

describe('the demo as a process', () => {
  test('a life of a cloud in text/plain', async () => {
    await using demo = startDemo('--port', '0', '--boot-ms', '0')
    const url = await demo.url()
    const categories = await text(`${url}/-/`)
    for (const term of [
      'compute',
      'network',
      'storage',
      'networkinterface',
      'storagelink',
      'small',
      'debian-13',
      'save',
    ])
      expect(categories).toContain(`Category: ${term}; `)
    const network = await create(url, 'network', [`Category: ipnetwork; scheme="${infra}/network#"`])
    const storage = await create(url, 'storage', ['X-OCCI-Attribute: occi.storage.size=10.0'])
    const compute = await create(url, 'compute', [
      'Category: small; scheme="http://example.com/occi/templates/resource#"',
      `Link: <${pathOf(network)}>; rel="${infra}#network"; category="${infra}#networkinterface"`,
      `Link: <${pathOf(storage)}>; rel="${infra}#storage"; category="${infra}#storagelink"`,
    ])
    const running = await text(compute)
    expect(running).toContain('X-OCCI-Attribute: occi.compute.state="active"')
    expect(running).toContain('occi.storagelink.deviceid="vdb"')
    const stop = `Category: stop; scheme="${infra}/compute/action#"; class="action"`
    const stopped = await fetch(`${compute}?action=stop`, { method: 'POST', headers: plain, body: stop })
    expect(await stopped.text()).toContain('occi.compute.state="inactive"')
    for (const one of [compute, storage, network])
      expect((await fetch(one, { method: 'DELETE' })).status).toBe(200)
    expect(await text(`${url}/`)).toBe('')
  })

  test('a life of a compute in text/occi', async () => {
    await using demo = startDemo('--port', '0', '--boot-ms', '0')
    const url = await demo.url()
    const occi = { 'Content-Type': 'text/occi', Accept: 'text/occi' }
    const category = `compute; scheme="${infra}#"; class="kind"`
    const attributes = 'occi.core.title="web", occi.compute.cores=2'
    const headers = { ...occi, Category: category, 'X-OCCI-Attribute': attributes }
    const created = await fetch(`${url}/compute/`, { method: 'POST', headers })
    expect([created.status, await created.text()]).toEqual([201, 'OK'])
    const location = created.headers.get('location') ?? ''
    const shown = await fetch(location, { headers: occi })
    expect(shown.headers.get('category')).toContain('compute; scheme=')
    expect(shown.headers.get('x-occi-attribute')).toContain('occi.compute.cores=2')
    const action = { ...occi, Category: `suspend; scheme="${infra}/compute/action#"; class="action"` }
    const suspended = await fetch(`${location}?action=suspend`, { method: 'POST', headers: action })
    expect(suspended.headers.get('x-occi-attribute')).toContain('occi.compute.state="suspended"')
    expect((await fetch(location, { method: 'DELETE', headers: occi })).status).toBe(200)
    expect((await fetch(location, { headers: occi })).status).toBe(404)
  })

  test.for([[], ['--auth']])('what it says to try can be tried: %j', async (options, { skip }) => {
    if (spawnSync('curl', ['--version']).error !== undefined) skip('there is no curl here')
    await using demo = startDemo('--port', '0', ...options)
    const url = await demo.url()
    const commands = demo.printed.out.split('\n').filter((line) => line.startsWith('  curl '))
    const answers = commands.map((command) => spawnSync('sh', ['-c', command]).stdout.toString())
    expect(answers).toEqual([
      expect.stringContaining('Category: compute; '),
      expect.stringContaining(`X-OCCI-Location: ${url}/compute/`),
      expect.stringContaining(`X-OCCI-Location: ${url}/compute/`),
    ])
    expect(answers[1]).toBe(answers[2])
  })

  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it at once, in the midst of a boot', async (signal) => {
    await using demo = startDemo('--port', '0', '--boot-ms', '3600000')
    await create(await demo.url(), 'compute', [])
    demo.kill(signal)
    expect([await demo.ended, demo.printed.error]).toEqual([0, ''])
  })

  test('it begins with as many computes as it is told, and all can be started', async () => {
    await using demo = startDemo('--port', '0', '--seed', '300', '--boot-ms', '0')
    const url = await demo.url()
    const lines = (await text(`${url}/compute/`)).split(/\r?\n/)
    expect(lines).toHaveLength(300)
    const last = lines.at(-1)?.replace('X-OCCI-Location: ', '') ?? ''
    expect(await text(last)).toContain('occi.core.title="worker-300"')
    const start = `Category: start; scheme="${infra}/compute/action#"; class="action"`
    expect(
      (await fetch(`${url}/compute/?action=start`, { method: 'POST', headers: plain, body: start })).status,
    ).toBe(200)
    expect(await text(last)).toContain('occi.compute.state="active"')
    await create(url, 'compute', [])
  })

  test('boots fail as often as it is told', async () => {
    await using demo = startDemo('--port', '0', '--boot-ms', '0', '--fail-boot', '1')
    const failed = await text(await create(await demo.url(), 'compute', []))
    expect(failed).toContain('occi.compute.state="error"')
    expect(failed).toContain('occi.compute.state.message="the boot failed: ')
  })
})

describe('what it cannot do, it says in a sentence', () => {
  test('a port that is taken', async () => {
    await using first = startDemo('--port', '0')
    const { port } = new URL(await first.url())
    await using second = startDemo('--port', port)
    expect(await second.ended).toBe(1)
    expect(second.printed.error).toBe(`port ${port} of 127.0.0.1 is taken: choose another with --port\n`)
  })

  test('options that are none', async () => {
    await using demo = startDemo('--port', 'many')
    expect(await demo.ended).toBe(2)
    expect(demo.printed).toEqual({
      out: '',
      error: '--port takes a whole number from 0 to 65535, not "many"\n',
    })
  })

  test('a host of others', async () => {
    await using demo = startDemo('--host', '192.0.2.1')
    expect(await demo.ended).toBe(1)
    expect(demo.printed.error).toBe('192.0.2.1 is no address of this machine: choose another with --host\n')
  })

  test('--help', async () => {
    await using demo = startDemo('--help')
    expect(await demo.ended).toBe(0)
    expect(demo.printed.out).toContain('--fail-boot SHARE')
  })
})

async function create(url: string, noun: string, lines: readonly string[]): Promise<string> {
  const body = [`Category: ${noun}; scheme="${infra}#"; class="kind"`, ...lines].join('\n')
  const response = await fetch(`${url}/${noun}/`, { method: 'POST', headers: plain, body })
  expect(response.status).toBe(201)
  return response.headers.get('location') ?? ''
}

async function text(url: string): Promise<string> {
  const response = await fetch(url)
  expect(response.status).toBe(200)
  return response.text()
}

function pathOf(url: string): string {
  return new URL(url).pathname
}
