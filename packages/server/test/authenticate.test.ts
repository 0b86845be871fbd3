import { OcciError, Refusal, serve } from '@occi/core'
import { compute } from '@occi/infrastructure'
import { describe, expect, test } from 'vitest'

import { attribute, category, edges, open, type Answer } from './_service.ts'

describe.each(edges)('the hook that says who is asking, over %s', (edge) => {
  const challenge = ['Basic realm="cloud"', 'Bearer']
  const authenticate = async ({ headers }: { headers: ReadonlyMap<string, readonly string[]> }) => {
    const [given] = headers.get('authorization') ?? []
    await Promise.resolve()
    if (given === undefined) throw new OcciError('unauthenticated', 'say who you are', { challenge })
    if (given === 'Bearer stolen') throw new OcciError('forbidden', 'not you')
    if (given === 'Bearer broken') throw new Error('the directory is away')
    return { user: given.slice(7) }
  }

  // verifies('HTTP-15', 'HTTP-23')
  test.each([
    ['GET', '/-/'],
    ['GET', '/nowhere'],
    ['POST', '/compute/'],
    ['PATCH', '/compute/'],
    ['HEAD', '/compute/'],
    ['OPTIONS', '/compute/'],
  ])('%s %s of a stranger: 401 with the challenges, before anything else is said', async (method, path) => {
    await using opened = await open({ authenticate }, edge)
    const { status, headers, body } = await opened.send(method, path)
    expect([status, headers.get('www-authenticate')]).toEqual([401, challenge.join(', ')])
    expect(body).toBe(method === 'HEAD' ? '' : 'say who you are')
    expect(headers.get('server')).toContain('OCCI/1.2')
  })

  test.each([
    ['Bearer stolen', 403, 'not you'],
    ['Bearer broken', 500, 'an internal error'],
  ])('%s: %i', async (authorization, status, said) => {
    await using opened = await open({ authenticate }, edge)
    const answer = await opened.send('GET', '/-/', { headers: { authorization } })
    expect([answer.status, answer.body.slice(0, said.length)]).toEqual([status, said])
    expect(opened.logged).toHaveLength(status === 500 ? 1 : 0)
  })

  test('no cache gives one user what was made for another', async () => {
    const caching = ({ headers }: Answer) => [headers.get('vary'), headers.get('cache-control')]
    const ours = ['Accept, Authorization, User-Agent', 'private, no-cache']
    await using opened = await open({ authenticate }, edge)
    expect(caching(await opened.send('GET', '/-/'))).toEqual(ours)
    expect(caching(await opened.send('GET', '/-/', { headers: { authorization: 'Bearer ann' } }))).toEqual(
      ours,
    )
    await using shared = await open({}, edge)
    expect(caching(await shared.send('GET', '/-/'))).toEqual(['Accept, User-Agent', null])
  })

  test('what it gives is handed to Backends', async () => {
    const seen: unknown[] = []
    const backend = serve(compute, {
      create(_draft, _call, extras) {
        seen.push(extras)
        throw new Refusal('no', { status: 402 })
      },
    })
    await using opened = await open({ authenticate, backends: [backend] }, edge)
    const headers = { authorization: 'Bearer ann' }
    const { status } = await opened.send('POST', '/compute/', {
      headers,
      body: [category(compute), attribute('occi.compute.cores', 1)],
    })
    expect([status, ...seen]).toEqual([402, { user: 'ann' }])
  })
})
