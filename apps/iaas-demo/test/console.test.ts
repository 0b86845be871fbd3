import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

import { listen } from '@occi/server/node'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, describe, expect, test, vi } from 'vitest'

import { openBrowser } from './_browser.ts'
import { openDemo, type Demo } from './_demo.ts'

const browser = await openBrowser()
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

afterAll(() => browser?.close())

// A browser takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const compute = 'http://schemas.ogf.org/occi/infrastructure#'

/** A page of a demo of its own; what a browser complains about fails the test. */
async function visit(options: BrowserContextOptions, story: (page: Page, demo: Demo) => Promise<void>) {
  if (browser === undefined) throw new Error('there is no browser')
  const demo = openDemo()
  const service = await listen(demo.server, { port: 0 })
  const context = await browser.newContext({ ...options, baseURL: service.url })
  const complaints: string[] = []
  const page = await context.newPage()
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (line) => {
    if (line.type() === 'error' && !line.text().includes('status of 4')) complaints.push(line.text())
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(service.url) && !request.url().startsWith('data:'))
      complaints.push(`a request to ${request.url()}`)
  })
  try {
    await story(page, demo)
    expect(complaints).toEqual([])
  } finally {
    await context.close()
    await service.close()
  }
}

/** A network and a volume, made by forms. */
async function makeSurroundings(page: Page): Promise<void> {
  await page.goto('/')
  await page.getByRole('link', { name: 'Make a network' }).click()
  await page.getByLabel('Title').fill('front')
  await page.getByRole('button', { name: 'Create network' }).click()
  await page.getByRole('heading', { level: 1, name: 'front' }).waitFor()
  await page.getByRole('link', { name: /^Storage \d/ }).click()
  await page.getByRole('link', { name: 'Make the first storage' }).click()
  await page.getByLabel('Title').fill('data')
  await page.getByLabel('Size').fill('20')
  await page.getByRole('button', { name: 'Create storage' }).click()
  await page.getByRole('heading', { level: 1, name: 'data' }).waitFor()
}

async function makeCompute(page: Page, title: string): Promise<void> {
  await page.goto('/compute/?new')
  await page.getByLabel('Title').fill(title)
  await page
    .getByLabel('Resource template')
    .selectOption({ label: 'Small: 1 core and 2 GB – 1 cores, 2 memory' })
  await page.getByLabel(/^front/).check()
  await page.getByLabel(/^data/).check()
  await page.getByRole('button', { name: 'Create compute' }).click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
}

const state = (page: Page, text: string) => page.locator('.head .state', { hasText: new RegExp(`^${text}$`) })

describe.skipIf(browser === undefined).each([['with'], ['without']])('%s JavaScript', (how) => {
  const options = { javaScriptEnabled: how === 'with' }
  const scripted = options.javaScriptEnabled

  test('a compute is made from a template, watched, acted on, tagged, edited and deleted', async () => {
    await visit(options, async (page, demo) => {
      await makeSurroundings(page)
      await makeCompute(page, 'web-1')
      await state(page, 'inactive').waitFor()
      const connections = page.locator('section', { hasText: 'Connections' })
      for (const name of ['front', 'data']) await connections.getByRole('link', { name }).waitFor()

      await demo.pass(1000)
      // A page follows by itself where scripts run.
      if (!scripted) await page.reload()
      await state(page, /^active/.source.slice(1))
        .filter({ hasNotText: 'inactive' })
        .waitFor()

      await page.getByRole('link', { name: 'Stop…' }).click()
      await page.getByLabel('Method').selectOption('graceful')
      await page.getByRole('button', { name: 'Stop', exact: true }).click()
      await demo.pass(60_000)
      await page.goto(page.url())
      await state(page, 'inactive').waitFor()
      await page.getByRole('button', { name: 'Start' }).click()
      await page.waitForURL('**/compute/*')
      await demo.pass(1000)

      const path = new URL(page.url()).pathname
      await page.getByRole('link', { name: 'Make a tag' }).click()
      await page.getByLabel('Name').fill('shop')
      await page.getByRole('button', { name: 'Make the tag' }).click()
      await page.waitForURL('**/-/#*')
      await page.goto(path)
      await page.getByLabel('Add').selectOption({ label: 'Shop' })
      await page.getByRole('button', { name: 'Add…' }).click()
      await page.getByRole('button', { name: 'Add Shop' }).click()
      await page.getByRole('link', { name: 'Shop', exact: true }).waitFor()
      await page.goto('/shop/')
      await page.getByRole('link', { name: 'web-1' }).click()

      await page.getByRole('link', { name: 'Edit' }).click()
      await page.getByLabel('Title').fill('web-2')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByRole('heading', { level: 1, name: 'web-2' }).waitFor()
      await page.getByText('Shop').first().waitFor()

      await page.getByRole('link', { name: 'Delete' }).click()
      await page.getByRole('button', { name: 'Delete' }).click()
      await page.getByText('No compute yet').waitFor()
      expect((await demo.send('GET', path)).status).toBe(404)
    })
  })

  test('a refused form comes back filled in, each fault at its field', async () => {
    await visit(options, async (page) => {
      await page.goto('/compute/?new')
      await page.getByLabel('Title').fill('web')
      await page.getByLabel('Hostname').fill('not a name')
      await page.getByLabel('Contextualization').check()
      await page.getByRole('button', { name: 'Create compute' }).click()
      await page.getByRole('alert').waitFor()
      expect(await page.getByLabel('Title').inputValue()).toBe('web')
      expect(await page.getByLabel('Hostname').inputValue()).toBe('not a name')
      expect(await page.getByLabel('Contextualization').isChecked()).toBe(true)
      expect(await page.locator('.faulty .fault').count()).toBe(2)
      await page.getByLabel('Hostname').fill('web.example')
      await page.getByLabel('Contextualization').uncheck()
      await page.getByRole('button', { name: 'Create compute' }).click()
      await page.getByRole('heading', { level: 1, name: 'web' }).waitFor()
    })
  })

  test('those that are ticked are deleted, the others stay', async () => {
    await visit(options, async (page, demo) => {
      for (const title of ['a', 'b', 'c'])
        await demo.make(
          `Category: network; scheme="${compute}"; class="kind"`,
          `X-OCCI-Attribute: occi.core.title="net-${title}"`,
        )
      await page.goto('/network/')
      for (const title of ['a', 'c']) await page.getByLabel(`Choose net-${title}`).check()
      await page.getByLabel('With those ticked').selectOption('Delete')
      await page.getByRole('button', { name: 'Go on…' }).click()
      await page.getByRole('button', { name: 'Delete' }).click()
      await page.getByText('1–1 of 1').waitFor()
      await page.getByRole('link', { name: 'net-b' }).waitFor()
    })
  })
})

describe.skipIf(browser === undefined)('with a script', () => {
  test('rows are filtered as one types, sorted by a click; the same thing is shown in JSON', async () => {
    await visit({}, async (page, demo) => {
      for (const title of ['b', 'a', 'c'])
        await demo.make(
          `Category: network; scheme="${compute}"; class="kind"`,
          `X-OCCI-Attribute: occi.core.title="net-${title}"`,
        )
      await page.goto('/network/')
      const rows = page.locator('#members tbody tr:visible')
      await page.getByRole('button', { name: 'Title' }).click()
      expect((await rows.allInnerTexts()).map((text) => /net-./.exec(text)?.[0])).toEqual([
        'net-a',
        'net-b',
        'net-c',
      ])
      await page.getByLabel('Filter this page').fill('net-c')
      expect(await rows.count()).toBe(1)
      await page.getByRole('button', { name: 'Show', exact: true }).nth(1).click()
      await page.locator('pre', { hasText: '"kind"' }).waitFor()
    })
  })
})

describe.skipIf(browser === undefined)('axe finds nothing to complain about', () => {
  test('on any page, light and dark, wide and narrow', async () => {
    await visit({}, async (page, demo) => {
      await expectAccessible(page, '/')
      await makeSurroundings(page)
      await makeCompute(page, 'web-1')
      const path = new URL(page.url()).pathname
      await demo.send(
        'POST',
        '/-/',
        'Category: shop; scheme="http://tags.example/#"; class="mixin"; title="Shop"',
      )
      await demo.send('POST', '/shop/', `X-OCCI-Location: http://localhost${path}`)
      const tag = encodeURIComponent('http://tags.example/#shop')
      const collections = ['/compute/', '/network/', '/shop/', '/storagelink/', '/?page=1']
      const forms = ['/compute/?new', '/storagelink/?new', '/-/?tag', `/-/?untag=${tag}`]
      const entity = ['', '?edit', '?delete', '?action=stop', `?leave=${tag}`].map((query) => path + query)
      const chosen = `/compute/?chosen=delete&entity=${path}`
      const nothing = ['/compute/?attribute=occi.compute.state&value=error', '/compute/none']
      for (const url of ['/', '/-/', ...collections, ...forms, ...entity, chosen, ...nothing])
        await expectAccessible(page, url)
      await page.goto('/compute/?new')
      await page.getByLabel('Hostname').fill('not a name')
      await page.getByRole('button', { name: 'Create compute' }).click()
      await page.getByRole('alert').waitFor()
      await expectAccessible(page)
    })
  }, 300_000)
})

/** Expects no violation on a page; darkness changes colours alone. */
async function expectAccessible(page: Page, url?: string): Promise<void> {
  // Colours that are on their way to others are none.
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  if (url !== undefined) await page.goto(url)
  await page.evaluate(axe)
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme: 'light' })
    const light = await violations(page)
    await page.emulateMedia({ colorScheme: 'dark' })
    const dark = await violations(page, ['color-contrast', 'link-in-text-block'])
    expect({ url, width, light, dark }).toEqual({ url, width, light: [], dark: [] })
  }
}

/** What axe finds, by the rules that are on by themselves or by those that are named. */
function violations(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  return page.evaluate(async (named) => {
    const { axe } = globalThis as unknown as Axe
    const { violations: found } = await axe.run(named === undefined ? {} : { runOnly: named })
    return found.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map(({ html }) => html)
          .join(' ')
          .slice(0, 300)}`,
    )
  }, rules)
}

interface Axe {
  readonly axe: {
    run(options: { readonly runOnly?: readonly string[] }): Promise<{
      readonly violations: readonly {
        readonly id: string
        readonly nodes: readonly { readonly html: string }[]
      }[]
    }>
  }
}
