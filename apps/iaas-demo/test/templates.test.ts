import { describe, expect, test } from 'vitest'

import { act, compute, infra, link, network, openDemo, os, set, size, whole, type Demo } from './_demo.ts'

const osTemplates = 'http://example.com/occi/templates/os#'

// verifies('I-100', 'I-102', 'I-104', 'I-105', 'I-122', 'I-124')
test('images and sizes are found in the query interface', async () => {
  const { lines } = await openDemo().send('GET', '/-/')
  expect(lines).toContain(
    `Category: debian-13; scheme="${osTemplates}"; class="mixin"; title="Debian GNU/Linux 13"; rel="${infra}#os_tpl"; location="/mixin/os_tpl/debian-13/"`,
  )
  const small = lines.find((line) => line.startsWith('Category: small;'))
  expect(small).toContain(`rel="${infra}#resource_tpl"; location="/mixin/resource_tpl/small/"`)
  expect(small).toContain('attributes="occi.compute.cores occi.compute.memory"')
})

describe('save', () => {
  // verifies('I-026', 'I-027', 'I-028', 'I-029')
  test('makes an OS template that outlives its compute and can be started from', async () => {
    const { demo, path } = await running()
    const saved = await act(demo, path, 'save', set('method', 'hot'), set('name', 'Golden one'))
    expect(saved.status).toBe(200)
    expect(saved.lines).toHaveLength(1)
    const term = /^Category: (golden-one-[0-9a-f]{8});/.exec(saved.lines[0] ?? '')?.[1] ?? ''
    expect(saved.lines[0]).toContain(`title="Golden one"; rel="${infra}#os_tpl"`)
    expect((await demo.send('GET', '/-/')).lines).toContain(saved.lines[0])
    expect((await demo.send('DELETE', path)).status).toBe(200)
    const again = await demo.send('GET', await demo.make(compute, os(term)))
    expect(again.lines[1]).toContain(`Category: ${term}; scheme="${osTemplates}"`)
    const { machines, images } = await demo.cloud.inventory()
    expect(machines).toMatchObject([{ imageId: images.find(({ name }) => name === 'Golden one')?.id }])
  })

  // verifies('I-026')
  test('deferred: the compute stops, is saved, and boots again', async () => {
    const { demo, path } = await running()
    await act(demo, path, 'save', set('method', 'deferred'))
    const seen: (string | undefined)[] = []
    for (const ms of [0, 500, 500, 1000]) {
      await demo.pass(ms)
      const answer = await demo.send('GET', path)
      seen.push(
        `${answer.attribute('occi.compute.state')} ${answer.attribute('occi.compute.state.message') ?? ''}`,
      )
    }
    expect(seen).toEqual(['active stopping', 'inactive saving', 'inactive booting', 'active '])
  })
})

describe('another OS template', () => {
  // verifies('I-106', 'I-107')
  test('takes the place of the old one on a compute that is stopped, whose disk is made anew', async () => {
    const { demo, path } = await running(os('debian-13'))
    await act(demo, path, 'stop')
    const answer = await demo.send('POST', path, os('alpine-3.22'))
    expect(answer.status).toBe(200)
    expect(termsOf(answer.lines)).toEqual(['compute', 'alpine-3.22'])
    expect(await imageOf(demo)).toBe('alpine-3.22')
  })

  // verifies('I-106', 'I-107')
  test('does so by its Collection as well', async () => {
    const { demo, path } = await running(os('debian-13'))
    await act(demo, path, 'stop')
    expect((await demo.send('POST', '/mixin/os_tpl/alpine-3.22/', `X-OCCI-Location: ${path}`)).status).toBe(
      200,
    )
    expect(termsOf((await demo.send('GET', path)).lines)).toEqual(['compute', 'alpine-3.22'])
    expect(await imageOf(demo)).toBe('alpine-3.22')
  })

  // verifies('I-108')
  test.each(['entity', 'Collection'])('is refused to a compute that runs, through its %s', async (way) => {
    const { demo, path } = await running(os('debian-13'))
    const before = await whole(demo)
    const refused =
      way === 'entity'
        ? await demo.send('POST', path, os('alpine-3.22'), set('occi.core.title', 'new'))
        : await demo.send('POST', '/mixin/os_tpl/alpine-3.22/', `X-OCCI-Location: ${path}`)
    expect(refused.status).toBe(409)
    expect(refused.lines.join()).toContain('it can be rebuilt only when it is stopped or failed')
    expect(await whole(demo)).toEqual(before)
  })

  test('that does not run on the architecture is refused', async () => {
    const demo = openDemo()
    const refused = await demo.send(
      'POST',
      '/compute/',
      compute,
      os('ubuntu-24.04'),
      set('occi.compute.architecture', 'x86'),
    )
    expect(refused.status).toBe(400)
    expect(refused.lines.join()).toContain('does not run on i686')
  })

  test('taken off leaves the machine as it is', async () => {
    const { demo, path } = await running(os('alpine-3.22'))
    expect((await demo.send('DELETE', '/mixin/os_tpl/alpine-3.22/', `X-OCCI-Location: ${path}`)).status).toBe(
      200,
    )
    expect(await imageOf(demo)).toBe('alpine-3.22')
  })
})

describe('a resource template', () => {
  // verifies('I-121')
  test('wins over what is sent with it', async () => {
    const { demo } = await running(size('medium'), set('occi.compute.cores', 8))
    expect((await demo.cloud.inventory()).machines).toMatchObject([{ cores: 2, memory: 4 }])
  })

  // verifies('I-125')
  test('takes the place of another, and resizes', async () => {
    const { demo, path } = await running(size('small'))
    const answer = await demo.send('POST', path, size('large'))
    expect(termsOf(answer.lines)).toEqual(['compute', 'large'])
    expect(answer.attribute('occi.compute.cores')).toBe('8')
    expect((await demo.cloud.inventory()).machines).toMatchObject([{ cores: 8, memory: 16 }])
  })

  test('put on many is put on none where one finds no room', async () => {
    const demo = openDemo({ hosts: [{ id: 'only', cores: 10, memory: 64 }] })
    const paths = [
      await demo.make(compute, set('occi.compute.memory', 3)),
      await demo.make(compute, size('small')),
    ]
    await demo.pass(1000)
    const before = await whole(demo)
    const locations = paths.map((path) => `X-OCCI-Location: ${path}`)
    expect((await demo.send('POST', '/mixin/resource_tpl/large/', ...locations)).status).toBe(409)
    expect(await whole(demo)).toEqual(before)
  })
})

test('a compute whose templates are put on with a Link that is refused has the old ones', async () => {
  const { demo, path } = await running(os('debian-13'), size('small'))
  const lan = await demo.make(network)
  await act(demo, path, 'stop')
  const before = await whole(demo)
  demo.cloud.faults.failNext('attachInterface', 'no port is left')
  const refused = await demo.send('POST', path, os('alpine-3.22'), size('large'), link(lan))
  expect([refused.status, refused.lines.join()]).toEqual([500, expect.stringContaining('no port is left')])
  expect(await whole(demo)).toEqual(before)
})

async function running(...lines: readonly string[]) {
  const demo = openDemo()
  const path = await demo.make(compute, ...lines)
  await demo.pass(1000)
  return { demo, path }
}

async function imageOf(demo: Demo): Promise<string | undefined> {
  return (await demo.cloud.inventory()).machines[0]?.imageId
}

function termsOf(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => /^Category: ([^;]+);/.exec(line)?.[1] ?? [])
}
