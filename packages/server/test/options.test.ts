import { Refusal, entity, serve, systemScope } from '@occi/core'
import { compute, networkInterface } from '@occi/infrastructure'
import { describe, expect, test } from 'vitest'

import type { Limits, ServerOptions } from '../src/index.ts'
import { attribute, category, edges, inlineLink, location, open, type Sent } from './_service.ts'
import { extensions, targets } from './_world.ts'

const plain = 'Category: resource; scheme="http://schemas.ogf.org/occi/core#"; class="kind"'
const tag = 'Category: mine; scheme="http://example.com/tags#"; class="mixin"; location="/mine/"'

type Row = readonly [
  title: string,
  options: Partial<ServerOptions>,
  ask: readonly [method: string, path: string, sent?: Sent],
  status: number,
  said: string,
]

const rows: readonly Row[] = [
  ['userMixins: missing', {}, ['POST', '/-/', { body: tag }], 200, ''],
  [
    'userMixins: false',
    { userMixins: false },
    ['POST', '/-/', { body: tag }],
    501,
    'Mixins of users are switched off here',
  ],
  ['clientPaths: missing', {}, ['PUT', '/compute/mine', { body: category(compute) }], 201, ''],
  [
    'clientPaths: false',
    { clientPaths: false },
    ['PUT', '/compute/mine', { body: category(compute) }],
    400,
    'an Entity cannot be put at /compute/mine: paths are chosen by the server',
  ],
  [
    'deleteUnbound: missing',
    {},
    ['DELETE', '/'],
    405,
    'DELETE of / would delete all below it, which is switched off here',
  ],
  ['deleteUnbound: true', { deleteUnbound: true }, ['DELETE', '/'], 200, ''],
  [
    'plainResources: missing',
    {},
    ['POST', '/resource/', { body: plain }],
    405,
    'entities of http://schemas.ogf.org/occi/core#resource are not created by clients (Category line 1)',
  ],
  ['plainResources: true', { plainResources: true }, ['POST', '/resource/', { body: plain }], 201, ''],
  ['entityLocation: missing', {}, ['GET', '/entity/'], 404, 'there is nothing at /entity/'],
  ['entityLocation: /entity/', { entityLocation: '/entity/' }, ['GET', '/entity/'], 200, ''],
]

describe('options', () => {
  // verifies('HTTP-6')
  test.each(rows)('%s', async (_title, options, [method, path, sent], status, said) => {
    await using opened = await open({ extensions, ...options })
    const answer = await opened.send(method, path, sent)
    expect(answer.status).toBe(status)
    if (status >= 400) expect(answer.body).toBe(said)
  })

  test.each([
    [{}, 'urn:example:chosen'],
    [{ clientIds: false }, expect.stringMatching(/^urn:uuid:/) as string],
  ])('%o: the id of what a client sends with an id', async (options, id) => {
    await using opened = await open(options)
    const path = await opened.make('/compute/', [
      category(compute),
      attribute('occi.core.id', 'urn:example:chosen'),
    ])
    expect((await opened.registry.get(path, systemScope))?.id).toEqual(id)
  })

  test('deleteUnbound: everything below the path, and nothing else', async () => {
    await using opened = await open({ extensions, deleteUnbound: true })
    for (const path of ['/vms/a/1', '/vms/a/2', '/vms/b'])
      await opened.send('PUT', path, { body: category(compute) })
    expect((await opened.send('DELETE', '/vms/a/')).status).toBe(200)
    expect((await opened.send('GET', '/compute/')).body).toBe('X-OCCI-Location: http://127.0.0.1:8888/vms/b')
  })

  test('entityLocation: shown in the query interface', async () => {
    await using opened = await open({ entityLocation: '/entity/' })
    const [first] = (await opened.send('GET', '/-/')).body.split('\n')
    expect(first).toContain(`Category: ${entity.term}; `)
    expect(first).toContain('location="/entity/"')
  })

  test.each([
    [undefined, 502],
    [false, 502],
    [true, 200],
  ])('lastKnownState: %s: a Backend that cannot look: %i', async (lastKnownState, status) => {
    const backend = serve(compute, {
      retrieve() {
        throw new Refusal('the host is away', { status: 502 })
      },
    })
    await using opened = await open({
      backends: [backend],
      ...(lastKnownState === undefined ? {} : { lastKnownState }),
    })
    const vm = await opened.make('/compute/', [category(compute), attribute('occi.compute.cores', 3)])
    const answer = await opened.send('GET', vm)
    expect([answer.status, answer.body.includes('occi.compute.cores=3')]).toEqual([status, status === 200])
  })

  test('software: named before the versions', async () => {
    await using opened = await open({ software: 'my-cloud/2.1' })
    expect((await opened.send('GET', '/nowhere')).headers.get('server')).toBe(
      'my-cloud/2.1 OCCI/1.2 OCCI/1.1',
    )
  })
})

describe.each(edges)('publicUrl and prefix over %s', (edge) => {
  // verifies('HTTP-37')
  test('links are built from them, paths are read within them', async () => {
    await using opened = await open({ extensions, publicUrl: 'https://cloud.example/occi/' }, edge)
    const ends = {
      net: new URL(
        `http://x${await opened.make('/occi/network/', ['Category: network; scheme="http://schemas.ogf.org/occi/infrastructure#"; class="kind"'])}`,
      ).pathname,
    }
    expect(ends.net).toMatch(/^\/occi\/network\/[\w-]+$/)
    const made = await opened.send('POST', '/occi/compute/', {
      body: [category(compute), inlineLink(`https://cloud.example${ends.net}`, networkInterface)],
    })
    expect(made.headers.get('location')).toMatch(/^https:\/\/cloud\.example\/occi\/compute\/[\w-]+$/)
    const vm = new URL(made.headers.get('location') ?? '').pathname
    expect((await opened.send('GET', vm)).body).toContain(`Link: <${ends.net}>`)
    expect((await opened.send('GET', '/compute/')).status).toBe(404)
    expect((await opened.send('GET', '/occi')).status).toBe(200)
    expect((await opened.send('GET', '/.well-known/org/ogf/occi/-/')).body).toBe(
      (await opened.send('GET', '/occi/-/')).body,
    )
    expect((await opened.send('POST', '/occi/billed/', { body: [location(vm)] })).body).toContain(
      made.headers.get('location'),
    )
  })
})

type LimitRow = readonly [
  limits: Partial<Limits>,
  method: string,
  path: string,
  sent: Sent,
  status: number,
  said: string,
]

const limits: readonly LimitRow[] = [
  [{ body: 20 }, 'POST', '/compute/', { body: category(compute) }, 413, 'the body is larger than 20 bytes'],
  [{ pageSize: 5 }, 'GET', '/compute/?number=6', {}, 413, 'number=6 is more than a page may have, 5'],
  [{ pageSize: 5 }, 'GET', '/compute/?number=5', {}, 200, ''],
  [{ entries: 1 }, 'POST', '/billed/', { body: [location('/a'), location('/b')] }, 413, ''],
  [
    { value: 10 },
    'POST',
    '/compute/',
    { body: [category(compute), attribute('occi.core.title', 'a'.repeat(11))] },
    413,
    '',
  ],
  [{ headerTotal: 60, headerField: 60 }, 'GET', '/-/', { headers: { accept: 'text/occi' } }, 406, ''],
]

describe.each(edges)('limits over %s', (edge) => {
  test.each(limits)('%j: %s %s', async (limit, method, path, sent, status, said) => {
    await using opened = await open({ extensions, limits: limit }, edge)
    const answer = await opened.send(method, path, sent)
    expect([answer.status, answer.headers.get('x-occi-error') ?? answer.body]).toEqual([
      status,
      said === '' ? expect.any(String) : said,
    ])
  })

  test('defaultPageSize: of a page without a number', async () => {
    await using opened = await open({ extensions, limits: { defaultPageSize: 2 } }, edge)
    for (let count = 0; count < 3; count += 1) await opened.make('/compute/', [category(compute)])
    expect((await opened.send('GET', '/compute/?page=1')).body.split('\n')).toHaveLength(2)
    expect((await opened.send('GET', '/compute/?page=2')).body.split('\n')).toHaveLength(1)
  })

  test('waiting: more than may wait for one Entity: 503 with Retry-After, the others have their turn', async () => {
    let letGo = () => {}
    const passed = new Promise<void>((resolve) => (letGo = resolve))
    await using opened = await open(
      { limits: { waiting: 2 }, backends: [serve(compute, { update: () => passed })] },
      edge,
    )
    const vm = await opened.make('/compute/', [category(compute)])
    const ask = async (cores: number) => {
      const answer = await opened.send('POST', vm, { body: [attribute('occi.compute.cores', cores)] })
      if (answer.status === 503) letGo()
      return answer
    }
    const answers = await Promise.all([1, 2, 3, 4].map(ask))
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
      200, 200, 200, 503,
    ])
    expect(answers.find(({ status }) => status === 503)?.headers.get('retry-after')).toBe('1')
  })
})

test('a text/occi answer that is too long after a change is a success without it', async () => {
  await using opened = await open({ extensions, limits: { headerTotal: 60, headerField: 60 } })
  const { net } = await targets(opened)
  const sent = {
    headers: { accept: 'text/occi' },
    body: [category(compute), inlineLink(net, networkInterface)],
  }
  const { status, headers } = await opened.send('POST', '/compute/', sent)
  expect([status, headers.get('location')?.startsWith('http://127.0.0.1:8888/compute/')]).toEqual([201, true])
})
