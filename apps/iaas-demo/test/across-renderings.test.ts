import { expect, test } from 'vitest'

import { infra } from './_demo.ts'
import { occiJsonType, openService } from './_service.ts'

const plain = { Accept: 'text/plain' }
const occi = { 'Content-Type': 'text/occi', Accept: 'text/occi' }

// verifies('J-002')
test('what is created in JSON is changed in text/occi and read in text/plain', async () => {
  await using demo = await openService()
  const made = await demo.json('POST', '/compute/', {
    kind: `${infra}#compute`,
    mixins: ['http://example.com/occi/templates/resource#small'],
    title: 'say "hi", all',
    attributes: { 'occi.compute.hostname': 'web.example.com' },
  })
  expect(made.status).toBe(201)
  await demo.pass(1000)
  const changed = await demo.send('POST', made.location, {
    ...occi,
    'X-OCCI-Attribute': 'occi.compute.cores=4, occi.core.summary="by \\"text\\""',
  })
  expect(changed.headers.get('x-occi-attribute')).toContain('occi.compute.cores=4')
  const read = await demo.send('GET', made.location, plain)
  expect((await read.text()).split(/\r?\n/)).toEqual([
    `Category: compute; scheme="${infra}#"; class="kind"; title="Compute Resource"`,
    'Category: small; scheme="http://example.com/occi/templates/resource#"; class="mixin"; title="Small: 1 core and 2 GB"',
    ...['stop', 'restart', 'suspend', 'save'].map(
      (term) => `Link: <${made.location}?action=${term}>; rel="${infra}/compute/action#${term}"`,
    ),
    `X-OCCI-Attribute: occi.core.id="${made.body.id}"`,
    'X-OCCI-Attribute: occi.core.title="say \\"hi\\", all"',
    'X-OCCI-Attribute: occi.core.summary="by \\"text\\""',
    'X-OCCI-Attribute: occi.compute.architecture="x64"',
    'X-OCCI-Attribute: occi.compute.cores=4',
    'X-OCCI-Attribute: occi.compute.hostname="web.example.com"',
    'X-OCCI-Attribute: occi.compute.memory=2.0',
    'X-OCCI-Attribute: occi.compute.state="active"',
  ])
  expect((await demo.json('GET', made.location)).body).toMatchObject({
    title: 'say "hi", all',
    summary: 'by "text"',
    attributes: { 'occi.compute.cores': 4, 'occi.compute.memory': 2 },
  })
})

test('what is created in text is linked in JSON and deleted in text', async () => {
  await using demo = await openService()
  const body = `Category: network; scheme="${infra}#"\nX-OCCI-Attribute: occi.network.vlan=7`
  const network = await demo.send('POST', '/network/', { ...plain, 'Content-Type': 'text/plain' }, body)
  const lan = new URL(network.headers.get('location') ?? '').pathname
  expect((await demo.json('GET', lan)).body.attributes).toEqual({
    'occi.network.vlan': 7,
    'occi.network.state': 'inactive',
  })
  const target = { location: lan, kind: `${infra}#network` }
  const made = await demo.json('POST', '/compute/', {
    kind: `${infra}#compute`,
    links: [{ kind: `${infra}#networkinterface`, target }],
  })
  expect(made.body.links).toMatchObject([{ target }])
  const read = await (await demo.send('GET', made.location, plain)).text()
  expect(read).toContain(`Link: <${lan}>; rel="${infra}#network"; self="/networkinterface/`)
  expect((await demo.send('DELETE', lan, occi)).status).toBe(200)
  expect((await demo.json('GET', made.location)).body).not.toHaveProperty('links')
})

test('a tag made in JSON is put on in text, and a template saved in text is used in JSON', async () => {
  await using demo = await openService()
  const tag = { term: 'blue', scheme: 'http://example.com/my/tags#', location: '/tags/blue/' }
  await demo.json('POST', '/-/', tag)
  const { location, body } = await demo.json('POST', '/compute/', { kind: `${infra}#compute` })
  await demo.pass(1000)
  await demo.send('POST', '/tags/blue/', { ...occi, 'X-OCCI-Location': location })
  expect((await demo.json('GET', '/tags/blue/')).body.resources).toMatchObject([{ id: body.id }])

  const saved = await demo.send('POST', `${location}?action=save`, {
    ...occi,
    Category: `save; scheme="${infra}/compute/action#"; class="action"`,
    'X-OCCI-Attribute': 'method="hot", name="golden"',
  })
  const [, term = '', scheme = ''] = /^(.+?); scheme="(.+?)"/.exec(saved.headers.get('category') ?? '') ?? []
  const copy = await demo.json('POST', '/compute/', { kind: `${infra}#compute`, mixins: [scheme + term] })
  expect(copy).toMatchObject({ status: 201, body: { mixins: [scheme + term] } })
})

test('a tag of the entity told in one rendering is a condition in another', async () => {
  await using demo = await openService()
  const { location } = await demo.json('POST', '/network/', { kind: `${infra}#network` })
  const [inText, inJson] = [
    await demo.send('GET', location, plain),
    await demo.send('GET', location, { Accept: occiJsonType }),
  ]
  const tags = [inText, inJson].map(({ headers }) => headers.get('etag') ?? '')
  expect(tags[0]).not.toBe(tags[1])
  const change = { title: 'lan' }
  const send = (tag = '') =>
    demo.send(
      'POST',
      location,
      { Accept: occiJsonType, 'Content-Type': occiJsonType, 'If-Match': tag },
      JSON.stringify(change),
    )
  expect((await send(tags[0])).status).toBe(200)
  expect((await send(tags[0])).status).toBe(412)
})

test('application/json is the same rendering by another name', async () => {
  await using demo = await openService()
  const type = 'application/json'
  const body = JSON.stringify({ kind: `${infra}#network`, title: 'lan' })
  const made = await demo.send('POST', '/network/', { 'Content-Type': type, Accept: type }, body)
  expect([made.status, made.headers.get('content-type')]).toEqual([201, type])
  const { pathname } = new URL(made.headers.get('location') ?? '')
  expect((await demo.json('GET', pathname)).body).toEqual(await made.json())
})
