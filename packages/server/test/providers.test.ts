import type { Mixin } from '@occi/core'
import { compute, defineOsTemplate, infrastructure } from '@occi/infrastructure'
import { expect, test } from 'vitest'

import type { CategoryProvider } from '../src/index.ts'
import { Recorder } from './_recorder.ts'
import { category, open } from './_service.ts'

const image = (term: string) => defineOsTemplate({ scheme: 'http://example.com/images#', term, title: term })

/** Images that come and go. */
function imagesOf(shown: Mixin[], recorder: Recorder): CategoryProvider {
  const backend = recorder.backend('I')
  return { name: 'images', categories: async () => ({ categories: [...shown], backend }) }
}

test('Categories appear and vanish; an Entity whose Category is gone can be read, changed and deleted', async () => {
  const shown = [image('debian')]
  const recorder = new Recorder()
  await using opened = await open({ extensions: [infrastructure()], providers: [imagesOf(shown, recorder)] })
  expect((await opened.send('GET', '/-/')).body).toContain('Category: debian;')
  const vm = await opened.make('/compute/', [category(compute), category(image('debian'))])
  expect(recorder.calls).toEqual(['I.create debian'])
  expect((await opened.send('GET', '/mixin/os_tpl/debian/')).body).toContain(vm)

  shown.pop()
  expect((await opened.send('GET', '/-/')).body).not.toContain('debian')
  expect((await opened.send('GET', '/mixin/os_tpl/debian/')).status).toBe(404)
  const gone = await opened.send('POST', '/compute/', {
    body: [category(compute), category(image('debian'))],
  })
  expect([gone.status, gone.body.includes('debian')]).toEqual([400, true])
  const read = await opened.send('GET', vm)
  expect([read.status, read.body.includes('Category: debian;')]).toEqual([200, true])
  expect((await opened.send('POST', vm, { body: ['X-OCCI-Attribute: occi.core.title="old"'] })).status).toBe(
    200,
  )
  recorder.restart()
  expect((await opened.send('DELETE', vm)).status).toBe(200)
  expect(recorder.calls).toEqual(['I.delete debian'])

  shown.push(image('fedora'))
  expect((await opened.send('GET', '/-/')).body).toContain('Category: fedora;')
})

test('one that fails or hangs costs its own Categories, not the service', async () => {
  const failing: CategoryProvider = { name: 'failing', categories: () => Promise.reject(new Error('away')) }
  const breaking: CategoryProvider = {
    name: 'breaking',
    categories: () => {
      throw new Error('broken')
    },
  }
  const hanging: CategoryProvider = {
    name: 'hanging',
    timeout: 5,
    categories: () => new Promise(() => undefined),
  }
  const clashing: CategoryProvider = {
    name: 'clashing',
    categories: async () => ({ categories: [{ ...compute, title: 'mine' }] }),
  }
  const shown = [image('debian')]
  const providers = [failing, breaking, hanging, clashing, imagesOf(shown, new Recorder())]
  await using opened = await open({ providers })
  const { status, body } = await opened.send('GET', '/-/')
  expect([status, body.includes('Category: debian;'), body.includes('title="mine"')]).toEqual([
    200,
    true,
    false,
  ])
  expect(opened.logged.filter((line) => line.startsWith('warn: the category provider '))).toHaveLength(3)
})
