import { expect, test } from 'vitest'

import { textOf } from './_page.ts'
import { TestService } from './_service.ts'

async function openThree(): Promise<TestService> {
  const service = new TestService()
  for (const [title, cores] of [
    ['one', 1],
    ['two', 2],
    ['three', 2],
  ] as const)
    await service.make('compute', `occi.core.title="${title}"`, `occi.compute.cores=${cores}`)
  return service
}

/** The titles of a table, in order. */
async function titlesAt(service: TestService, url: string): Promise<readonly string[]> {
  const page = await service.page(url)
  return [...page.matchAll(/<th scope="row">\s*<a [^>]*><bdi>([^<]*)</g)].map(([, title = '']) => title)
}

test.each([
  ['', ['one', 'two', 'three']],
  ['?order=newest', ['three', 'two', 'one']],
  ['?page=2&number=2', ['three']],
  ['?page=2&number=2&order=newest', ['one']],
  ['?attribute=occi.compute.cores&value=2', ['two', 'three']],
  ['?attribute=occi.compute.cores&value=2&order=newest', ['three', 'two']],
  ['?attribute=occi.compute.cores&value=2&page=2&number=1', ['three']],
  ['?attribute=occi.core.title&value=one&with=', ['one']],
  ['?attribute=occi.core.title&value=&with=', ['one', 'two', 'three']],
  ['?attribute=occi.compute.cores&value=many', []],
  ['?attribute=constructor&value=x', []],
  ['?with=http%3A%2F%2Fexample.com%2F%23none', []],
  ['?page=9&number=25', []],
])('/compute/%s', async (query, titles) => {
  await using service = await openThree()
  expect(await titlesAt(service, `/compute/${query}`)).toEqual(titles)
})

test('where nothing is, a page says how to begin; where nothing fits, it says so', async () => {
  await using service = new TestService()
  expect(textOf(await service.page('/compute/'))).toContain('No compute yet')
  expect(textOf(await service.page('/compute/?order=newest'))).toContain('No compute yet')
  expect(textOf(await service.page('/compute/?attribute=occi.core.title&value=x'))).toContain('Nothing fits')
  expect(textOf(await service.page('/'))).toContain('Where to begin')
})

test('other Renderings take no notice of what a page is asked for', async () => {
  await using service = await openThree()
  const text = async (url: string) =>
    (await service.send('GET', url, { headers: { accept: 'text/uri-list' } })).body
  expect(await text('/compute/?new&order=newest&attribute=x&value=y')).toBe(await text('/compute/'))
})

test('a Collection is filtered where there is something to filter by', async () => {
  await using service = await openThree()
  await service.send('POST', '/-/', {
    headers: {
      'content-type': 'text/occi',
      category: 'tag; scheme="http://example.com/#"; class="mixin"; location="/tag/"',
    },
  })
  const [member = ''] = (
    await service.send('GET', '/compute/', { headers: { accept: 'text/uri-list' } })
  ).body.split('\n')
  await service.send('POST', '/tag/', { headers: { 'content-type': 'text/uri-list' }, body: member })
  expect(await service.page('/compute/')).toContain('<form method="get" class="filter">')
  expect(await service.page('/tag/')).not.toContain('<form method="get" class="filter">')
})
