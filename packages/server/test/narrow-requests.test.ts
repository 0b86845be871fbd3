import { Refusal, defineMixin, serve } from '@occi/core'
import { compute, network, storage, networkInterface } from '@occi/infrastructure'
import { textPlain } from '@occi/render-text'
import { describe, expect, test } from 'vitest'

import { attribute, category, inlineLink, open, type Sent } from './_service.ts'

const stop =
  'Category: stop; scheme="http://schemas.ogf.org/occi/infrastructure/compute/action#"; class="action"'

async function openWithThree() {
  const opened = await open()
  const paths = [1, 2, 3].map(() => opened.make('/compute/', [category(compute)]))
  return { ...opened, paths: await Promise.all(paths) }
}

describe('what was meant for some is not done to all', () => {
  test.each<readonly [string, string, string, Sent]>([
    ['a body that names no locations', 'DELETE', '/compute/', { body: category(storage) }],
    [
      'a filter by attribute',
      'DELETE',
      '/compute/',
      { headers: { 'x-occi-attribute': 'occi.core.title="t"' } },
    ],
    ['a page', 'DELETE', '/compute/?number=1', {}],
    [
      'an Action beside locations',
      'POST',
      '/compute/?action=stop',
      { body: stop, headers: { 'x-occi-location': '/compute/1' } },
    ],
  ])('%s', async (_title, method, path, sent) => {
    await using opened = await openWithThree()
    const answer = await opened.send(method, path, sent)
    expect(answer.status).toBe(400)
    expect((await opened.send('GET', '/compute/')).body.split('\r\n')).toHaveLength(3)
  })
})

test('the service is known by every allowed host at its port', async () => {
  await using opened = await open({}, 'node')
  const path = await opened.make('/network/', [category(network)])
  const { port } = new URL((await opened.send('GET', '/network/')).body.slice('X-OCCI-Location: '.length))
  const body = (target: string) => ({ body: [category(compute), inlineLink(target, networkInterface)] })
  const made = await opened.send('POST', '/compute/', body(`http://localhost:${port}${path}`))
  expect(made.status).toBe(201)
  expect((await opened.send('GET', new URL(made.headers.get('location') ?? '').pathname)).body).toContain(
    `<${path}>`,
  )
  expect((await opened.send('POST', '/compute/', body(`http://localhost:${port}/network/none`))).status).toBe(
    400,
  )
})

test('a Kind in the rel of a Mixin of a user is what it applies to, and is not rendered as rel', async () => {
  await using opened = await open()
  const tag = `Category: tag; scheme="http://example.com/tags#"; class="mixin"; rel="${compute.id}"; location="/tag/"`
  expect((await opened.send('POST', '/-/', { body: tag })).status).toBe(200)
  const shown = (await opened.send('GET', '/-/')).body.split('\r\n').find((line) => line.includes('/tags#'))
  expect(shown).not.toContain('rel=')
  const volume = await opened.make('/storage/', [category(storage), attribute('occi.storage.size', 1)])
  expect((await opened.send('POST', '/tag/', { body: `X-OCCI-Location: ${volume}` })).status).toBe(400)
})

test('a deletion that stops half-way says what is gone', async () => {
  const refuse = () => {
    throw new Refusal('keep it')
  }
  await using opened = await open({ backends: [serve(compute, { delete: refuse })] })
  const target = await opened.make('/network/', [category(network)])
  const path = await opened.make('/compute/', [category(compute), inlineLink(target, networkInterface)])
  const { body: link } = await opened.send('GET', '/networkinterface/')
  const answer = await opened.send('DELETE', path)
  expect(answer.status).toBe(400)
  expect(answer.body).toBe(
    `keep it; deleted before: ${new URL(link.slice('X-OCCI-Location: '.length)).pathname}`,
  )
})

test('a Rendering that fails after a change does not make it an error', async () => {
  const broken = {
    ...textPlain,
    parse: (...given: Parameters<typeof textPlain.parse>) => textPlain.parse(...given),
    render: () => {
      throw new Error('broken')
    },
  } as typeof textPlain
  await using opened = await open({ renderings: [broken] })
  const answer = await opened.send('POST', '/compute/', { body: category(compute) })
  expect(answer.status).toBe(201)
  expect(answer.headers.get('location')).toContain('/compute/')
  expect(opened.logged).toEqual(['error: a Rendering failed after a change: broken'])
})

test('a provider does not take what is the service has itself, and is not asked again at once when it fails', async () => {
  const asked: string[] = []
  const thief = defineMixin({ scheme: 'http://example.com/images#', term: 'thief', location: '/compute/' })
  const fine = defineMixin({ scheme: 'http://example.com/images#', term: 'fine', location: '/fine/' })
  const providers = [
    { name: 'taking', categories: () => Promise.resolve({ categories: [thief, fine], holdFor: 60_000 }) },
    {
      name: 'failing',
      categories: () => {
        asked.push('again')
        return Promise.reject(new Error('away'))
      },
    },
  ]
  await using opened = await open({ providers })
  const { body } = await opened.send('GET', '/-/')
  expect(body).toContain('Category: fine;')
  expect(body).not.toContain('Category: thief;')
  await opened.send('GET', '/compute/')
  expect(asked).toEqual(['again'])
})
