import { serve } from '@occi/core'
import { compute } from '@occi/infrastructure'
import { describe, expect, test } from 'vitest'

import { filled, formsIn, textOf, type PageForm } from './_page.ts'
import { TestService } from './_service.ts'

const scheme = 'http://schemas.ogf.org/occi/infrastructure#'

async function formAt(service: TestService, url: string): Promise<PageForm> {
  const [form] = formsIn(await service.page(url))
  if (form === undefined) throw new Error(`there is no form at ${url}`)
  return form
}

async function follow(service: TestService, answer: Awaited<ReturnType<TestService['submit']>>) {
  expect([answer.status, answer.body]).toEqual([303, ''])
  return service.send('GET', answer.headers.get('location') ?? '')
}

describe('a form', () => {
  test('makes a Resource with its Links, and leads to it', async () => {
    await using service = new TestService()
    const network = await service.make('network', 'occi.core.title="lan"')
    const form = await formAt(service, '/compute/?new')
    const answer = await service.submit(
      filled(form, {
        'attribute:occi.core.title': 'web <1>',
        'attribute:occi.compute.cores': '2',
        [`link:${scheme}networkinterface`]: network,
      }),
    )
    const page = textOf((await follow(service, answer)).body)
    expect(page).toContain('web <1>')
    expect(page).toContain('Cores occi.compute.cores 2')
    expect(page).toContain('lan Network interface inactive')
  })

  test('comes back filled in, each fault at its field', async () => {
    await using service = new TestService()
    const form = await formAt(service, '/compute/?new')
    const answer = await service.submit(
      filled(form, {
        'attribute:occi.core.title': 'web',
        'attribute:occi.compute.cores': 'four',
        'attribute:occi.compute.memory': '-1',
        'attribute:occi.compute.hostname': 'a b',
      }),
    )
    expect(answer.status).toBe(400)
    const [again] = formsIn(answer.body)
    expect(Object.fromEntries(again?.fields ?? [])).toMatchObject({
      'attribute:occi.core.title': 'web',
      'attribute:occi.compute.cores': 'four',
      'attribute:occi.compute.memory': '-1',
    })
    for (const name of ['cores', 'memory', 'hostname'])
      expect(answer.body).toContain(`id="attribute:occi.compute.${name}-fault"`)
    expect(answer.body).not.toContain('id="attribute:occi.core.title-fault"')
    expect(await service.page('/compute/')).toContain('No compute yet')
  })

  test('edits an Entity: what is blanked is unset, what stays is as it was', async () => {
    await using service = new TestService()
    const path = await service.make('compute', 'occi.core.title="web"', 'occi.compute.hostname="a.example"')
    const form = await formAt(service, `${path}?edit`)
    const answer = await service.submit(
      filled(form, { 'attribute:occi.core.title': 'db', 'attribute:occi.compute.hostname': '' }),
    )
    const page = textOf((await follow(service, answer)).body)
    expect(page).toContain('Title occi.core.title db')
    expect(page).toMatch(/Not set .*Hostname/)
  })

  test('deletes an Entity and leads to its Collection', async () => {
    await using service = new TestService()
    const path = await service.make('compute')
    const answer = await service.submit(await formAt(service, `${path}?delete`))
    expect(answer.headers.get('location')).toBe('/compute/')
    expect((await service.send('GET', path)).status).toBe(404)
  })

  test('invokes an Action with its parameters', async () => {
    await using service = new TestService()
    const path = await service.make('compute')
    const form = await formAt(service, `${path}?action=stop`)
    expect(form.fields).toContainEqual(['attribute:method', 'poweroff'])
    const good = await service.submit(filled(form, { 'attribute:method': 'graceful' }))
    expect([good.status, good.headers.get('location')]).toEqual([303, path])
    const bad = await service.submit(filled(form, { 'attribute:method': 'softly' }))
    expect(bad.status).toBe(400)
    expect(bad.body).toContain('id="attribute:method-fault"')
  })

  test('makes a tag, puts it on, takes it off, removes it', async () => {
    await using service = new TestService()
    const path = await service.make('compute', 'occi.core.title="web"')
    const made = await service.submit(filled(await formAt(service, '/-/?tag'), { term: 'shop' }))
    expect(made.headers.get('location')).toMatch(/^\/-\/#http/)
    const id = 'http://cloud.test/tags#shop'
    await service.submit(await formAt(service, `${path}?join=${encodeURIComponent(id)}`))
    expect(textOf(await service.page('/shop/'))).toContain('web')
    const off = await service.submit(await formAt(service, `${path}?leave=${encodeURIComponent(id)}`))
    expect(off.headers.get('location')).toBe(path)
    expect(textOf(await service.page('/shop/'))).toContain('Empty')
    await service.submit(await formAt(service, `/-/?untag=${encodeURIComponent(id)}`))
    expect(await service.page('/-/')).not.toContain(id)
  })

  test('deletes the members that are ticked, and no others', async () => {
    await using service = new TestService()
    const [one, two, three] = [
      await service.make('compute'),
      await service.make('compute'),
      await service.make('compute'),
    ]
    const form = await formAt(service, `/compute/?chosen=delete&entity=${one}&entity=${two}`)
    const answer = await service.submit(form)
    expect(answer.headers.get('location')).toBe('/compute/')
    expect((await service.send('GET', one)).status).toBe(404)
    expect((await service.send('GET', three)).status).toBe(200)
  })

  test('acts on the members that are ticked, and on no others', async () => {
    const acted: string[] = []
    const action = ({ location }: { readonly location: string }) => void acted.push(location)
    await using service = new TestService({ backends: [serve(compute, { action })] })
    const paths = [
      await service.make('compute'),
      await service.make('compute'),
      await service.make('compute'),
    ]
    const [one = '', , three = ''] = paths
    const form = await formAt(service, `/compute/?chosen=action:stop&entity=${three}&entity=${one}`)
    expect((await service.submit(form)).headers.get('location')).toBe('/compute/')
    expect(acted).toEqual([three, one])
    const stranger = await service.make('network')
    const wrong = await service.submit(filled(form, { entity: [one, stranger] }))
    expect([wrong.status, acted.length]).toEqual([400, 2])
  })

  test('that names no members does not mean all of them', async () => {
    await using service = new TestService()
    const path = await service.make('compute')
    const form = filled(await formAt(service, `/compute/?chosen=delete&entity=${path}`), { entity: [] })
    expect((await service.submit(form)).status).toBe(400)
    expect((await service.send('GET', path)).status).toBe(200)
  })
})

describe('a form is not taken', () => {
  test.each([
    ['made up', 'abc.def'],
    ['empty', ''],
    ['without a mark', 'zzzzzzzzz'],
  ])('whose token is %s', async (_what, token) => {
    await using service = new TestService()
    const form = filled(await formAt(service, '/compute/?new'), { 'console:token': token })
    const answer = await service.submit(form)
    expect(answer.status).toBe(403)
    expect(textOf(answer.body)).toContain('nothing was changed')
    expect(await service.page('/compute/')).toContain('No compute yet')
  })

  test('that has been open for too long; it comes back filled in and can be sent then', async () => {
    let now = Date.UTC(2026, 0, 1)
    await using service = new TestService({}, { clock: () => now, formHours: 2 })
    const form = filled(await formAt(service, '/compute/?new'), { 'attribute:occi.core.title': 'web' })
    now += 4 * 3_600_000
    const late = await service.submit(form)
    expect([late.status, textOf(late.body).includes('open for too long')]).toEqual([403, true])
    const [again] = formsIn(late.body)
    expect(again?.fields).toContainEqual(['attribute:occi.core.title', 'web'])
    expect((await service.submit(again ?? form)).status).toBe(303)
  })

  test('that was made for another user', async () => {
    const users = { owner: (extras: unknown) => String(extras) }
    await using service = new TestService({
      authenticate: ({ headers }) => headers.get('x-user')?.[0] ?? 'nobody',
      registry: new (class extends (await import('@occi/registry-memory')).MemoryRegistry {
        override owner(extras: unknown) {
          return users.owner(extras)
        }
      })(),
    })
    const page = await service.send('GET', '/compute/?new', { headers: { 'x-user': 'mallory' } })
    expect(textOf(page.body)).toContain('New compute')
    expect(page.body).toContain('Signed in as <strong><bdi>mallory</bdi></strong>')
    const [form] = formsIn(page.body)
    if (form === undefined) throw new Error('there is no form')
    expect((await service.submit(form, { 'x-user': 'alice' })).status).toBe(403)
    expect((await service.submit(form, { 'x-user': 'mallory' })).status).toBe(303)
  })

  test.each([
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ 'sec-fetch-site': 'cross-site', origin: 'http://cloud.test' }],
  ])('that comes from another site: %j', async (headers) => {
    await using service = new TestService()
    const path = await service.make('compute')
    expect((await service.submit(await formAt(service, `${path}?delete`), headers)).status).toBe(403)
    expect((await service.send('GET', path)).status).toBe(200)
  })

  test('that is none of the console: curl -d with a text of OCCI is told what to say', async () => {
    await using service = new TestService()
    const answer = await service.send('POST', '/compute/', {
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: '*/*' },
      body: `Category: compute; scheme="${scheme}"; class="kind"`,
    })
    expect(answer.status).toBe(415)
    expect(answer.body).toContain('send one of text/plain, text/occi+plain, text/occi')
    expect(answer.body).not.toContain('text/html')
  })
})

describe('a page', () => {
  test('changes nothing, whatever it is asked for', async () => {
    await using service = new TestService()
    const path = await service.make('compute')
    for (const query of ['delete', 'edit', 'action=stop', 'chosen=delete', 'console:method=DELETE'])
      await service.send('GET', `${path}?${query}`)
    expect((await service.send('GET', path)).status).toBe(200)
  })

  test('is given to browsers alone', async () => {
    await using service = new TestService()
    const type = async (accept: string) =>
      (await service.send('GET', '/-/', { headers: { accept } })).headers.get('content-type')
    expect(await type('text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8')).toBe(
      'text/html; charset=utf-8',
    )
    expect(await type('*/*')).toBe('text/plain; charset=utf-8')
    expect(
      (await service.send('GET', '/-/', { headers: { accept: 'application/x-www-form-urlencoded' } })).status,
    ).toBe(406)
  })

  test('has no ETag, and is kept by nobody', async () => {
    await using service = new TestService()
    const path = await service.make('compute')
    const { headers } = await service.send('GET', path)
    expect([headers.get('etag'), headers.get('cache-control')]).toEqual([undefined, 'no-store'])
  })

  test('lets nothing run but its own style and script', async () => {
    await using service = new TestService()
    const { headers, body } = await service.send('GET', '/')
    const policy = headers.get('content-security-policy') ?? ''
    for (const [element, rule] of [
      ['style', 'style-src'],
      ['script', 'script-src'],
    ]) {
      const [, text = ''] = new RegExp(`<${element}>(.*?)</${element}>`, 's').exec(body) ?? []
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
      expect(policy).toContain(`${rule} 'sha256-${Buffer.from(digest).toString('base64')}'`)
    }
    expect(policy).toContain("default-src 'none'")
    expect(body).not.toMatch(/\son[a-z]+=|\sstyle=|(src|href)="(https?:)?\/\//)
  })
})
