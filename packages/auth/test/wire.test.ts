import { connect } from 'node:net'

import { listen } from '@occi/server/node'
import { describe, expect, test } from 'vitest'

import {
  anyOf,
  basic,
  bearerJwt,
  bearerTokens,
  createToken,
  hashPassword,
  hashToken,
  keystone,
} from '../src/index.ts'
import { edges, open, serviceWith } from './_edges.ts'
import { newKey, now, startIssuer, tokenBy } from './_issuer.ts'
import { basicOf, cheap } from './_request.ts'

const realm = 'cloud'
const token = createToken()
const tokens = bearerTokens({ realm, tokens: [{ hash: hashToken(token), user: 'ann' }] })
const users = [
  { name: 'ann', password: await hashPassword('p:ä€', cheap) },
  { name: 'bob', password: await hashPassword('', cheap) },
]
const passwords = basic({ realm, users, cost: cheap })
const authenticate = anyOf(passwords, tokens)
const challenges = 'Basic realm="cloud", charset="UTF-8", Bearer realm="cloud"'
const compute = 'Category: compute; scheme="http://schemas.ogf.org/occi/infrastructure#"'

describe.each(edges)('who is asking, over %s', (edge) => {
  // verifies('HTTP-81', 'H11-128', 'TEXT-61', 'H11-97', 'J-008', 'HTTP-15')
  test('without credentials 401 with all challenges; right ones 200, wrong ones 401', async () => {
    await using service = await open(authenticate, edge)
    const none = await service.send('GET', '/-/')
    expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, challenges])
    expect(none.headers.get('server')).toMatch(/\bOCCI\/1\.2\b/)
    expect(await none.text()).toBe('say who you are: credentials are wanted, basic or bearer')
    for (const authorization of [basicOf('ann', 'p:ä€'), basicOf('bob', ''), `Bearer ${token}`])
      expect((await service.send('GET', '/-/', { authorization })).status).toBe(200)
    for (const authorization of [basicOf('ann', 'p'), basicOf('bob', 'p:ä€'), `Bearer ${token}x`])
      expect((await service.send('GET', '/-/', { authorization })).status).toBe(401)
  })

  test('HEAD tells a client how to sign in, and OPTIONS says nothing to strangers', async () => {
    await using service = await open(authenticate, edge)
    for (const method of ['HEAD', 'OPTIONS']) {
      const { status, headers } = await service.send(method, '/compute/')
      expect([status, headers.get('www-authenticate'), headers.get('allow')]).toEqual([401, challenges, null])
      const known = await service.send(method, '/compute/', { authorization: `Bearer ${token}` })
      expect(known.status).toBe(method === 'HEAD' ? 200 : 204)
    }
  })

  test('a refusal is told in the rendering that is wanted', async () => {
    await using service = await open(authenticate, edge)
    const answer = await service.send('GET', '/compute/', {
      accept: 'application/occi+json',
      authorization: basicOf('ann', 'x'),
    })
    expect(await answer.json()).toMatchObject({
      status: 401,
      code: 'unauthenticated',
      message: 'the name or the password is wrong',
    })
  })

  test.each([
    'Basic',
    'Basic ???',
    `Basic ${Buffer.from('nocolon').toString('base64')}`,
    `Basic ${Buffer.from([0xff, 0x3a]).toString('base64')}`,
    `Basic ${Buffer.from('ann:\u0000').toString('base64')}`,
    'Bearer',
    'Bearer a b',
    'Digest username="ann"',
    'nonsense',
    ',',
    `${basicOf('ann', 'p:ä€')}, ${basicOf('bob', '')}`,
  ])('%s is answered with 401 and a sentence, and is no fault of ours', async (authorization) => {
    await using service = await open(authenticate, edge)
    const answer = await service.send('GET', '/-/', { authorization })
    expect([answer.status, service.logged]).toEqual([401, []])
    expect(await answer.text()).toMatch(/^[a-z ].{10}/)
  })

  test('a user is the owner of what he makes, by whichever way he comes', async () => {
    await using service = await open(authenticate, edge)
    const made = await service.send(
      'POST',
      '/compute/',
      {
        'content-type': 'text/plain',
        authorization: basicOf('ann', 'p:ä€'),
      },
      compute,
    )
    expect(made.status).toBe(201)
    const { pathname } = new URL(made.headers.get('location') ?? '')
    const seen = async (authorization: string) =>
      (await service.send('GET', pathname, { authorization })).status
    expect([await seen(`Bearer ${token}`), await seen(basicOf('bob', ''))]).toEqual([200, 404])
  })

  test('JSON Web Tokens, with keys from their issuer', async () => {
    const key = await newKey('one')
    await using issuer = await startIssuer(key)
    const jwt = bearerJwt({
      realm,
      issuer: 'https://id.example',
      audience: 'occi',
      keys: issuer.url,
      clock: () => now,
    })
    await using service = await open(anyOf(passwords, jwt), edge)
    const ask = async (authorization: string) => service.send('GET', '/-/', { authorization })
    expect((await ask(`Bearer ${await tokenBy(key)}`)).status).toBe(200)
    const late = await ask(`Bearer ${await tokenBy(key, { exp: now.getTime() / 1000 - 60 })}`)
    expect([late.status, late.headers.get('www-authenticate')]).toEqual([
      401,
      'Basic realm="cloud", charset="UTF-8", Bearer realm="cloud", error="invalid_token", error_description="the token has expired"',
    ])
  })

  test('an issuer that is away costs a 503 with Retry-After', async () => {
    const key = await newKey('one')
    await using issuer = await startIssuer(key)
    issuer.fail()
    const jwt = bearerJwt({ realm, issuer: 'https://id.example', audience: 'occi', keys: issuer.url })
    await using service = await open(anyOf(jwt), edge)
    const answer = await service.send('GET', '/-/', { authorization: `Bearer ${await tokenBy(key)}` })
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30'])
  })

  test('a client of OpenStack is sent to its identity service, and comes back with X-Auth-Token', async () => {
    await using service = await open(
      anyOf(keystone({ uri: 'https://keystone.example:5000/v2.0', tokens })),
      edge,
    )
    const head = await service.send('HEAD', '/-/')
    expect([head.status, head.headers.get('www-authenticate')]).toEqual([
      401,
      'Keystone uri="https://keystone.example:5000/v2.0"',
    ])
    expect((await service.send('GET', '/-/', { 'x-auth-token': token })).status).toBe(200)
    expect((await service.send('GET', '/-/', { 'x-auth-token': 'x' })).status).toBe(401)
  })
})

test('two Authorization fields are not two users', async () => {
  await using listening = await listen(serviceWith(authenticate), { port: 0 })
  const answer = await new Promise<string>((resolve, reject) => {
    let text = ''
    const socket = connect(Number(new URL(listening.url).port), '127.0.0.1')
    socket.on('data', (chunk: Buffer) => void (text += chunk.toString()))
    socket.on('end', () => resolve(text))
    socket.on('error', reject)
    const both = [basicOf('ann', 'p:ä€'), basicOf('bob', '')].map((value) => `Authorization: ${value}\r\n`)
    socket.write(`GET /-/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${both.join('')}\r\n`)
  })
  expect(answer).toMatch(/^HTTP\/1\.1 401 /)
  expect(answer).toContain('the request has 2 Authorization fields; send one')
})
