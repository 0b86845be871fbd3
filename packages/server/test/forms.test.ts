import { OcciError, type Rendering, type RenderingContext, type Result } from '@occi/core'
import { compute } from '@occi/infrastructure'
import { textRenderings } from '@occi/render-text'
import { describe, expect, test } from 'vitest'

import { category, edges, open } from './_service.ts'

const form = 'application/x-www-form-urlencoded'
const forms: ReadonlySet<Result['form']> = new Set([
  'entity',
  'collection',
  'created',
  'categories',
  'done',
  'error',
])

/** Writes pages, reads forms: it keeps what it was told. */
class Pages implements Rendering {
  readonly name = 'pages'
  readonly mediaTypes = ['text/html']
  readonly inputTypes = [form]
  readonly reads = new Set(['entities', 'entity', 'members'] as const)
  readonly writes = forms
  readonly untagged = true
  readonly told: RenderingContext[] = []

  recognizes({ body }: { readonly body: string }) {
    return body.startsWith('mine')
  }
  methodOf({ body }: { readonly body: string }) {
    return /method=(\w+)/.exec(body)?.[1]
  }
  async verify({ body }: { readonly body: string }, { sign, scope }: RenderingContext) {
    if (body.includes(`mark=${await sign(scope.owner ?? 'nobody')}`)) return
    throw new OcciError('forbidden', 'the form has no mark')
  }
  parse(): never {
    throw new OcciError('malformed', 'nothing is read here')
  }
  render(result: Result, context: RenderingContext) {
    this.told.push(context)
    const headers = [['Location', '/elsewhere'] as const, ['cache-control', 'no-store'] as const]
    return { headers, body: `<${result.form}>` }
  }
}

describe.each(edges)('forms over %s', (edge) => {
  async function openPages() {
    const pages = new Pages()
    const authenticate = () => undefined
    const opened = await open({ renderings: [...textRenderings, pages], authenticate }, edge)
    const post = (path: string, body: string, headers = {}) =>
      opened.send('POST', path, { headers: { accept: 'text/html', 'content-type': form, ...headers }, body })
    return { ...opened, pages, post }
  }

  test('a type that is only read is not answered with, and is not among those that are offered', async () => {
    await using opened = await openPages()
    expect((await opened.send('GET', '/-/', { headers: { accept: form } })).status).toBe(406)
    const { headers, body, status } = await opened.post('/compute/', 'Category: compute')
    expect(headers.get('accept')).toBe('text/plain, text/occi+plain, text/occi, text/uri-list, text/html')
    expect([status, body]).toEqual([415, '<error>'])
    const plain = await opened.post('/compute/', 'Category: compute', { accept: 'text/plain' })
    expect(plain.body).toBe(
      `the Content-Type ${form} is not read here; send one of text/plain, text/occi+plain, text/occi`,
    )
    const html = await opened.post('/compute/', 'x', { 'content-type': 'text/html' })
    expect(html.status).toBe(415)
  })

  test('one that is not meant changes nothing, also where the operation reads nothing', async () => {
    await using opened = await openPages()
    const vm = await opened.make('/compute/', [category(compute)])
    expect((await opened.post(vm, 'mine method=DELETE')).status).toBe(403)
    expect((await opened.send('GET', vm)).status).toBe(200)
    const context = opened.pages.told.at(-1)
    const mark = await context?.sign('nobody')
    expect(mark).toMatch(/^[\w-]{43}$/)
    expect((await opened.post(vm, `mine method=DELETE mark=${mark}`)).status).toBe(200)
    expect((await opened.send('GET', vm)).status).toBe(404)
  })

  test('what is known of a request is told with an error: what was sent, the catalogue, the path, the query', async () => {
    await using opened = await openPages()
    await opened.post('/compute/?new', 'mine')
    const { source, catalog, path, query, lookup } = opened.pages.told.at(-1) ?? {}
    expect([source?.body, path, query?.has('new')]).toEqual(['mine', '/compute/', true])
    expect(catalog?.get(compute.id)).toBe(compute)
    const vm = await opened.make('/compute/', [category(compute)])
    expect((await lookup?.entity(vm))?.location).toBe(vm)
    await opened.send('GET', '/nothing', { headers: { accept: 'text/html' } })
    expect(opened.pages.told.at(-1)?.source).toBeUndefined()
  })

  test('its own Location and Cache-Control count, and an Entity that is shown with more has no ETag', async () => {
    await using opened = await openPages()
    const { headers } = await opened.send('POST', '/compute/', {
      headers: { accept: 'text/html' },
      body: category(compute),
    })
    expect([headers.get('location'), headers.get('cache-control')]).toEqual(['/elsewhere', 'no-store'])
    const vm = await opened.make('/compute/', [category(compute)])
    const page = await opened.send('GET', vm, { headers: { accept: 'text/html' } })
    expect([page.status, page.headers.get('etag')]).toEqual([200, null])
    expect((await opened.send('GET', vm)).headers.get('etag')).not.toBeNull()
  })
})
