import { describe, expect, test } from 'vitest'

import { compute, ipNetwork, link, network, set, storage } from './_demo.ts'
import { openTenantDemo, type Name, type TenantDemo } from './_tenants.ts'

const computeId = 'http://schemas.ogf.org/occi/infrastructure#compute'
const saving =
  'Category: save; scheme="http://schemas.ogf.org/occi/infrastructure/compute/action#"; class="action"'

describe('the demo with users', () => {
  test('lets in nobody else, and says how to come in', async () => {
    const demo = openTenantDemo()
    const { status, headers, text } = await demo.send(undefined, 'GET', '/-/')
    expect([status, headers.get('www-authenticate')]).toEqual([
      401,
      'Basic realm="a small cloud", charset="UTF-8", Bearer realm="a small cloud"',
    ])
    expect(text).toBe('say who you are: credentials are wanted, basic or bearer')
  })

  test("each has things of his own, and another's are not there", async () => {
    const demo = openTenantDemo()
    const machine = await demo.make('ann', compute, set('occi.core.title', 'hers'))
    expect((await demo.send('ann', 'GET', machine)).status).toBe(200)
    expect((await demo.send('bob', 'GET', machine)).status).toBe(404)
    expect((await demo.send('bob', 'DELETE', machine)).status).toBe(404)
    expect((await demo.send('bob', 'GET', '/compute/')).text).toBe('')
    expect((await demo.send('bob', 'DELETE', '/compute/')).status).toBe(200)
    expect((await demo.send('ann', 'GET', '/compute/')).text).toContain(machine)
    expect((await demo.cloud.inventory()).machines).toHaveLength(1)
  })

  test('nobody is told of a machine by sending its id', async () => {
    const demo = openTenantDemo()
    const machine = await demo.make('ann', compute)
    const id = `urn:uuid:${machine.slice('/compute/'.length)}`
    const made = await demo.make('bob', compute, set('occi.core.id', id))
    expect(made).not.toBe(machine)
    expect((await demo.cloud.inventory()).machines).toHaveLength(2)
  })

  test('what the administrator makes is there for all, and theirs to link to, not to change', async () => {
    const demo = openTenantDemo()
    const lan = await demo.make('admin', network, ipNetwork, set('occi.network.address', '10.0.0.0/24'))
    await demo.send('admin', 'POST', `${lan}?action=up`, action('network', 'up'))
    for (const who of ['ann', 'bob'] as const) {
      expect((await demo.send(who, 'GET', lan)).text).toContain('occi.network.state="active"')
      const refused = [403, expect.stringContaining('shared')]
      const renamed = await demo.send(who, 'POST', lan, set('occi.core.title', who))
      const down = await demo.send(who, 'POST', `${lan}?action=down`, action('network', 'down'))
      const deleted = await demo.send(who, 'DELETE', lan)
      for (const { status, text } of [renamed, down, deleted]) expect([status, text]).toEqual(refused)
      await demo.make(who, compute, link(lan))
    }
    const seen = async (who: Name) =>
      (await demo.send(who, 'GET', '/networkinterface/')).text.split('\n').length
    expect([await seen('ann'), await seen('bob')]).toEqual([1, 1])
    const [one] = (await demo.cloud.inventory()).networks
    expect([one?.state, one?.name]).toEqual(['up', expect.not.stringMatching(/ann|bob/)])
  })

  test('an image that one saves is one’s own', async () => {
    const demo = openTenantDemo()
    const machine = await demo.make('ann', compute)
    const saved = await demo.send(
      'ann',
      'POST',
      `${machine}?action=save`,
      saving,
      set('method', 'hot'),
      set('name', 'mine'),
    )
    const [, term = ''] = /Category: (mine-[0-9a-f]+);/.exec(saved.text) ?? []
    expect((await demo.send('ann', 'GET', '/-/')).text).toContain(term)
    const elsewhere = (await demo.send('bob', 'GET', '/-/')).text
    expect(elsewhere).not.toContain(term)
    expect(elsewhere).toContain('debian-13')
    const template = `Category: ${term}; scheme="http://example.com/occi/templates/os#"`
    const refused = await demo.send('bob', 'POST', '/compute/', compute, template)
    const unknown = await demo.send(
      'bob',
      'POST',
      '/compute/',
      compute,
      template.replace(term, 'mine-00000000'),
    )
    expect([refused.status, refused.text.replace(term, 'it')]).toEqual([
      unknown.status,
      unknown.text.replace('mine-00000000', 'it'),
    ])
    expect(await demo.make('ann', compute, template)).toMatch(/^\/compute\//)
  })

  test('each may have four machines and sixteen cores', async () => {
    const demo = openTenantDemo()
    for (let number = 0; number < 3; number += 1)
      await demo.make('ann', compute, set('occi.compute.cores', 5))
    const tooMany = await demo.send('ann', 'POST', '/compute/', compute, set('occi.compute.cores', 2))
    expect([tooMany.status, tooMany.text]).toEqual([403, expect.stringContaining('occi.compute.cores')])
    await demo.make('ann', compute, set('occi.compute.cores', 1))
    expect((await demo.send('ann', 'POST', '/compute/', compute)).status).toBe(403)
    await demo.make('bob', compute, set('occi.compute.cores', 16))
    for (let number = 0; number < 5; number += 1) await demo.make('admin', compute)
    expect((await demo.cloud.inventory()).machines).toHaveLength(10)
  })

  test('how much room others leave is not told', async () => {
    const demo = openTenantDemo()
    const machine = await demo.send(
      'ann',
      'POST',
      '/compute/',
      compute,
      set('occi.compute.memory', 1_000_000),
    )
    const volume = await demo.send('ann', 'POST', '/storage/', storage, set('occi.storage.size', 1_000_000))
    for (const { status, text } of [machine, volume])
      expect([status, text]).toEqual([409, 'there is no room for it at the moment'])
    const toAll = await demo.send('admin', 'POST', '/storage/', storage, set('occi.storage.size', 1_000_000))
    expect(toAll.text).toContain('free are')
  })

  test('a form that was made for one is of no use to another', async () => {
    const demo = openTenantDemo()
    const html = { accept: 'text/html' }
    const { text } = await demo.ask('bob', 'GET', '/compute/?new', html)
    const [, token = ''] = /name="console:token" value="([^"]+)"/.exec(text) ?? []
    const body = new URLSearchParams({
      'console:token': token,
      'console:page': '/compute/?new',
      kind: computeId,
    })
    const form = { ...html, 'content-type': 'application/x-www-form-urlencoded' }
    expect((await demo.ask('ann', 'POST', '/compute/', form, body.toString())).status).toBe(403)
    expect((await demo.cloud.inventory()).machines).toEqual([])
    expect((await demo.ask('bob', 'POST', '/compute/', form, body.toString())).status).toBe(303)
  })

  test('the pages of one tell nothing of what another has', async () => {
    const [here, elsewhere] = [openTenantDemo(), openTenantDemo()]
    for (const demo of [here, elsewhere]) await demo.make('bob', compute, set('occi.core.title', 'his'))
    const lan = await here.make('ann', network, set('occi.core.title', 'hers'))
    const machine = await here.make('ann', compute, set('occi.core.title', 'hers'), link(lan))
    await here.send(
      'ann',
      'POST',
      '/-/',
      'Category: hers; scheme="http://example.com/tags#"; class="mixin"; location="/hers/"',
    )
    await here.send('ann', 'POST', '/hers/', `X-OCCI-Location: ${machine}`)
    for (const path of [
      '/',
      '/-/',
      '/compute/',
      '/compute/?new',
      '/network/',
      '/hers/',
      lan,
      machine,
      `${machine}?join=networkinterface`,
    ])
      expect(await pageOf(here, path)).toBe(await pageOf(elsewhere, path))
  })

  test('a volume of one is joined to no machine of another', async () => {
    const demo = openTenantDemo()
    const disk = await demo.make('ann', storage, set('occi.storage.size', 1))
    const refused = await demo.send('bob', 'POST', '/compute/', compute, link(disk))
    const unknown = await demo.send('bob', 'POST', '/compute/', compute, link('/storage/none'))
    expect([refused.status, refused.text.replace(disk, 'it')]).toEqual([
      unknown.status,
      unknown.text.replace('/storage/none', 'it'),
    ])
    expect((await demo.cloud.inventory()).machines).toEqual([])
  })
})

/** What bob sees in the console, without what is another in each service. */
async function pageOf(demo: TenantDemo, path: string): Promise<string> {
  const { status, text } = await demo.ask('bob', 'GET', path, { accept: 'text/html' })
  const plain = text
    .replaceAll(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{8}\b/g, '<id>')
    .replaceAll(/(?<=name="console:token" value=")[^"]+/g, '<token>')
  return `${status} ${plain}`
}

function action(kind: string, term: string): string {
  return `Category: ${term}; scheme="http://schemas.ogf.org/occi/infrastructure/${kind}/action#"; class="action"`
}
