import { OcciError, type Rendering, type Result } from '@occi/core'
import { compute } from '@occi/infrastructure'
import { textPlain, textRenderings } from '@occi/render-text'
import { describe, expect, test } from 'vitest'

import { category, edges, open, type Edge } from './_service.ts'

const forms = ['entity', 'collection', 'created', 'categories', 'done', 'error'] as const

function rendering(more: Partial<Rendering>): Rendering {
  return {
    name: 'mine',
    mediaTypes: ['application/mine'],
    reads: new Set(['entities', 'entity', 'action', 'categories', 'members', 'filter'] as const),
    writes: new Set<Result['form']>(forms),
    parse: () => {
      throw new OcciError('malformed', 'nothing is read here')
    },
    render: ({ form }) => ({ body: `<${form}>` }),
    ...more,
  }
}

async function openWith(edge: Edge, ...more: readonly Rendering[]) {
  return open({ renderings: [...textRenderings, ...more] }, edge)
}

describe.each(edges)('Renderings over %s', (edge) => {
  test('one is added to those that are there', async () => {
    await using opened = await openWith(edge, rendering({}))
    const { status, headers, body } = await opened.send('GET', '/-/', {
      headers: { accept: 'application/mine' },
    })
    expect([status, headers.get('content-type'), body]).toEqual([200, 'application/mine', '<categories>'])
    expect(headers.get('accept')).toBe(
      'text/plain, text/occi+plain, text/occi, text/uri-list, application/mine',
    )
    expect((await opened.send('GET', '/-/')).headers.get('content-type')).toBe('text/plain; charset=utf-8')
  })

  test('one takes over a media type', async () => {
    await using opened = await openWith(
      edge,
      rendering({ mediaTypes: ['text/plain'], parse: (...given) => textPlain.parse(...given) }),
    )
    expect((await opened.send('GET', '/-/')).body).toBe('<categories>')
    expect((await opened.send('GET', '/compute/none')).body).toBe('<error>')
    expect((await opened.send('GET', '/-/', { headers: { accept: 'text/occi+plain' } })).body).toContain(
      'Category: ',
    )
    expect((await opened.send('POST', '/compute/', { body: category(compute) })).body).toBe('<created>')
  })

  test('one sets status, fields and type of its own: 303 after a form', async () => {
    const headers = [
      ['Location', 'http://127.0.0.1/list'],
      ['Content-Type', 'text/html'],
    ] as const
    await using opened = await openWith(
      edge,
      rendering({ mediaTypes: ['text/html'], render: () => ({ status: 303, headers }) }),
    )
    const answer = await opened.server.handle({
      ...{ method: 'GET', path: '/-/', query: '', origin: 'http://127.0.0.1' },
      headers: new Map([['accept', ['text/html']]]),
      body: async () => '',
      signal: new AbortController().signal,
    })
    expect(answer.status).toBe(303)
    expect(answer.headers.filter(([name]) => /^(location|content-type)$/i.test(name))).toEqual(headers)
  })

  test('one says that a POST means another method: a form without script', async () => {
    const form = rendering({
      mediaTypes: ['application/x-www-form-urlencoded'],
      methodOf: ({ body }) => new URLSearchParams(body).get('_method') ?? undefined,
    })
    await using opened = await openWith(edge, form)
    const vm = await opened.make('/compute/', [category(compute)])
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await opened.send('POST', vm, { headers, body: '_method=DELETE' })).status).toBe(200)
    expect((await opened.send('GET', vm)).status).toBe(404)
    expect((await opened.send('POST', '/compute/', { headers, body: '_method=FOO' })).status).toBe(405)
    expect((await opened.send('POST', '/compute/', { headers, body: '_method=constructor' })).status).toBe(
      405,
    )
    expect((await opened.send('POST', '/compute/', { headers, body: 'a=b' })).status).toBe(400)
  })

  test.each([
    ['a field with a line break', { headers: [['X-Mine', 'a\r\nSet-Cookie: b']] }],
    ['a field with what HTTP cannot carry', { headers: [['X-Mine', '漢']] }],
    ['a status that is none', { status: 999 }],
    ['a status that is no answer', { status: 101 }],
  ] as const)('one that writes %s: 500, logged, and the service goes on', async (_title, written) => {
    await using opened = await openWith(edge, rendering({ render: () => written }))
    const answer = await opened.send('GET', '/-/', { headers: { accept: 'application/mine' } })
    expect([answer.status, answer.headers.get('x-mine'), answer.headers.get('set-cookie')]).toEqual([
      500,
      null,
      null,
    ])
    expect(opened.logged.length).toBeGreaterThan(0)
    expect((await opened.send('GET', '/-/')).status).toBe(200)
  })

  test('one that breaks: 500 for a reading', async () => {
    const render = () => {
      throw new Error('it cannot write')
    }
    await using opened = await openWith(edge, rendering({ render }))
    const { status, body } = await opened.send('GET', '/-/', { headers: { accept: 'application/mine' } })
    expect([status, body.includes('it cannot write')]).toEqual([500, false])
  })

  test('what cannot be written after a change is a success all the same', async () => {
    const render = (result: Result) => {
      if (result.form === 'created') throw new OcciError('not-acceptable', 'it does not fit')
      return {}
    }
    await using opened = await openWith(edge, rendering({ render }))
    const { status, headers, body } = await opened.send('POST', '/compute/', {
      headers: { accept: 'application/mine' },
      body: category(compute),
    })
    expect([status, headers.get('x-occi-warning'), body]).toEqual([201, 'it does not fit', ''])
    expect(headers.get('location')).toMatch(/\/compute\/[\w-]+$/)
  })

  test('a body in parts is sent whole, and not at all for HEAD', async () => {
    let walked = 0
    async function* parts() {
      walked += 1
      for (const part of ['a', 'ä', '漢', '💥']) yield part
    }
    await using opened = await openWith(edge, rendering({ render: () => ({ body: parts() }) }))
    const headers = { accept: 'application/mine' }
    expect((await opened.send('GET', '/-/', { headers })).body).toBe('aä漢💥')
    expect((await opened.send('HEAD', '/-/', { headers })).body).toBe('')
    expect(walked).toBe(1)
  })

  test('a body in parts that breaks off is not taken for a whole one', async () => {
    async function* parts() {
      yield 'a'
      await Promise.resolve()
      throw new Error('it cannot go on')
    }
    await using opened = await openWith(edge, rendering({ render: () => ({ body: parts() }) }))
    await expect(opened.send('GET', '/-/', { headers: { accept: 'application/mine' } })).rejects.toThrow(/\w/)
    expect((await opened.send('GET', '/-/')).status).toBe(200)
  })
})
