import { OcciError, serve } from '@occi/core'
import { compute, network, networkInterface, start } from '@occi/infrastructure'
import { describe, expect, test } from 'vitest'

import type { Access } from '../src/index.ts'
import { Recorder } from './_recorder.ts'
import { attribute, category, edges, inlineLink, location, open, type Edge } from './_service.ts'
import { contentOf, extensions } from './_world.ts'

/** A service that writes down what is asked, and answers by a rule. */
async function openAsking(edge: Edge) {
  const asked: string[] = []
  let rule: (access: Access) => boolean = () => true
  const recorder = new Recorder()
  const opened = await open(
    {
      extensions,
      backends: [serve(compute, recorder.backend('K')), serve(networkInterface, recorder.backend('N'))],
      authenticate: () => 'alice',
      authorize: async (access, extras) => {
        asked.push(told(access, extras))
        return rule(access)
      },
    },
    edge,
  )
  const restart = (next: typeof rule = () => true) => {
    rule = next
    asked.length = 0
    recorder.restart()
  }
  return { ...opened, asked, recorder, restart }
}

function told({ operation, path, entity, categories, action }: Access, extras: unknown): string {
  const about = [action?.term, ...categories.map(({ term }) => term), entity?.kind.term]
  return [extras, operation, path, ...about.filter((one) => one !== undefined)].join(' ')
}

const mine = { scheme: 'http://example.com/mine#', term: 'mine', class: 'mixin' }

describe.each(edges)('the hook that says who may do what, over %s', (edge) => {
  test('is asked of each operation, with what it is done to', async () => {
    await using service = await openAsking(edge)
    const { send, make, asked, restart } = service
    const net = await make('/network/', [category(network)])
    const vm = await make('/compute/', [category(compute)])
    const other = await make('/compute/', [category(compute)])
    const requests: readonly (readonly [
      string,
      string,
      string | readonly string[] | undefined,
      ...string[],
    ])[] = [
      ['GET', '/-/', undefined, 'discover /-/'],
      ['GET', '/', undefined, 'list /'],
      ['GET', '/compute/?page=1', undefined, 'list /compute/ compute'],
      ['GET', '/billed/', undefined, 'list /billed/ billed'],
      ['GET', vm, undefined, `retrieve ${vm} compute`],
      ['HEAD', vm, undefined, `retrieve ${vm} compute`],
      ['OPTIONS', vm, undefined],
      [
        'POST',
        '/compute/',
        [category(compute), inlineLink(net, networkInterface)],
        'create /compute/ compute',
        'create /compute/ networkinterface',
      ],
      ['PUT', '/compute/new', category(compute), 'create /compute/new compute'],
      ['PUT', '/compute/new', category(compute), 'replace /compute/new compute'],
      [
        'POST',
        vm,
        [attribute('occi.core.title', 'x'), inlineLink(net, networkInterface)],
        `update ${vm} compute`,
        `create ${vm} networkinterface`,
      ],
      ['POST', `${vm}?action=start`, category(start), `action ${vm} start compute`],
      [
        'POST',
        '/billed/',
        [location(vm), location(other)],
        ...Array<string>(2).fill('associate /billed/ billed compute'),
      ],
      [
        'PUT',
        '/billed/',
        [location(vm)],
        'associate /billed/ billed compute',
        'dissociate /billed/ billed compute',
      ],
      ['DELETE', '/billed/', undefined, 'dissociate /billed/ billed compute'],
      ['POST', '/-/', `${category(mine)}; location="/mine/"`, 'add-mixin /-/ mine'],
      ['DELETE', '/-/', category(mine), 'remove-mixin /-/ mine'],
      ['DELETE', vm, undefined, `delete ${vm} compute`],
      ['DELETE', '/compute/', undefined, ...Array<string>(3).fill('delete /compute/ compute')],
    ]
    for (const [method, path, body, ...wanted] of requests) {
      restart()
      const { status } = await send(method, path, body === undefined ? {} : { body })
      expect(status, `${method} ${path}`).toBeLessThan(300)
      expect(asked, `${method} ${path}`).toEqual(wanted.map((one) => `alice ${one}`))
    }
  })

  test('a no is 403 and nothing is done, whatever is asked', async () => {
    await using service = await openAsking(edge)
    const { send, make, recorder, restart } = service
    const vm = await make('/compute/', [category(compute)])
    await send('POST', '/billed/', { body: [location(vm)] })
    await send('POST', '/-/', { body: `${category(mine)}; location="/mine/"` })
    const before = await contentOf(service)
    restart(() => false)
    for (const [method, path, body] of [
      ['GET', '/-/'],
      ['GET', '/compute/'],
      ['GET', '/compute/?page=1'],
      ['GET', '/nowhere/'],
      ['GET', vm],
      ['POST', '/compute/', category(compute)],
      ['PUT', '/compute/new', category(compute)],
      ['PUT', vm, category(compute)],
      ['POST', vm, attribute('occi.core.title', 'x')],
      ['POST', `${vm}?action=start`, category(start)],
      ['POST', '/compute/?action=start', category(start)],
      ['POST', '/billed/', location(vm)],
      ['PUT', '/billed/', location(vm)],
      ['DELETE', '/billed/'],
      ['POST', '/-/', category({ ...mine, term: 'other' })],
      ['DELETE', '/-/', category(mine)],
      ['DELETE', vm],
      ['DELETE', '/compute/'],
    ] as const) {
      const { status, body: text } = await send(method, path, body === undefined ? {} : { body })
      expect([status, text.slice(0, 19)], `${method} ${path}`).toEqual([403, 'you may not do this'])
    }
    expect(recorder.calls).toEqual([])
    expect(await contentOf(service)).toBe(before)
  })

  test('one of many that may not be touched keeps all from being touched', async () => {
    await using service = await openAsking(edge)
    const { send, make, recorder, restart } = service
    await make('/compute/', [category(compute)])
    const second = await make('/compute/', [category(compute)])
    const before = await contentOf(service)
    restart(({ entity }) => entity?.location !== second)
    const answers = [
      await send('DELETE', '/compute/'),
      await send('POST', '/compute/?action=start', { body: category(start) }),
      await send('POST', '/compute/', { body: [category(compute), ''] }),
    ]
    expect(answers.slice(0, 2).map(({ status }) => status)).toEqual([403, 403])
    expect(answers[0]?.body).toBe(`you may not do this: delete at ${second}`)
    expect(recorder.calls.filter((call) => !call.startsWith('K.create'))).toEqual([])
    expect((await contentOf(service)).startsWith(before.slice(0, 20))).toBe(true)
  })
})

test('what it hides is not there', async () => {
  await using opened = await open({
    authorize: ({ operation, entity }) => {
      if (operation === 'create' || entity === undefined) return true
      throw new OcciError('not-found', `there is nothing at ${entity.location}`)
    },
  })
  const vm = await opened.make('/compute/', [category(compute)])
  for (const [method, path] of [
    ['GET', vm],
    ['DELETE', vm],
    ['GET', '/compute/nothing'],
  ] as const) {
    const { status, body } = await opened.send(method, path)
    expect([status, body]).toEqual([404, `there is nothing at ${path}`])
  }
  const changed = await opened.send('POST', vm, { body: attribute('no.such.attribute', 1) })
  expect(changed.status).toBe(404)
})

test('one that throws is a fault of the service', async () => {
  await using opened = await open({ authorize: () => Promise.reject(new Error('the policy is away')) })
  expect((await opened.send('GET', '/-/')).status).toBe(500)
  expect(opened.logged).toEqual(['error: a request failed: the policy is away'])
})
