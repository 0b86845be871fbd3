import { expect, test } from 'vitest'

import { infra } from './_demo.ts'
import { act, make, openService } from './_service.ts'

const compute = `${infra}#compute`
const debian = 'http://example.com/occi/templates/os#debian-13'

// verifies('I-027', 'I-029')
test('a machine is saved, and the template that comes back starts another', async () => {
  await using demo = await openService()
  const { location } = await make(demo, { kind: compute, mixins: [debian] })
  await demo.pass(1000)
  const saved = await act(demo, location, 'save', { method: 'hot', name: 'Golden one' })
  expect(saved).toEqual({
    status: 200,
    location: '',
    body: {
      mixins: [
        {
          term: expect.stringMatching(/^golden-one-[0-9a-f]{8}$/),
          scheme: 'http://example.com/occi/templates/os#',
          title: 'Golden one',
          depends: [`${infra}#os_tpl`],
          applies: [compute],
          location: expect.stringMatching(/^\/mixin\/os_tpl\/golden-one-[0-9a-f]{8}\/$/),
        },
      ],
    },
  })
  const [template] = saved.body.mixins as readonly { scheme: string; term: string; location: string }[]
  expect((await demo.json('GET', '/-/')).body.mixins).toContainEqual(template)

  const copy = await make(demo, { kind: compute, mixins: [`${template?.scheme}${template?.term}`] })
  expect(copy.body.mixins).toEqual([`${template?.scheme}${template?.term}`])
  expect((await demo.json('GET', template?.location ?? '')).body.resources).toMatchObject([
    { id: copy.body.id },
  ])
})

test('a tag is made, put on, replaced, taken off and removed', async () => {
  await using demo = await openService()
  const tag = { term: 'blue', scheme: 'http://example.com/my/tags#', title: 'Blue', location: '/tags/blue/' }
  expect((await demo.json('POST', '/-/', { mixins: [tag] })).body).toEqual({ mixins: [tag] })
  const lan = await make(demo, { kind: `${infra}#network` })
  const data = await make(demo, { kind: `${infra}#storage`, attributes: { 'occi.storage.size': 1 } })
  const members = async (method: string, body: unknown) =>
    (await demo.json(method, '/tags/blue/', body)).body.resources?.map(({ id }) => id)
  expect(await members('POST', { resources: [{ id: lan.body.id }] })).toEqual([lan.body.id])
  expect(await members('POST', [data.location])).toEqual([lan.body.id, data.body.id])
  expect(await members('PUT', { resources: [data.body] })).toEqual([data.body.id])
  expect(await members('DELETE', { locations: [data.location] })).toEqual([])
  await members('POST', [lan.location])
  expect((await demo.json('DELETE', '/-/', { mixins: [tag] })).body).toEqual({})
  expect((await demo.json('GET', lan.location)).body).toEqual(lan.body)
})
