import type { OcciRequest } from '@occi/core'
import { describe, expect, test } from 'vitest'

import { addressOf, pathWithin, prefixOf } from './address.ts'

const origin = 'http://127.0.0.1:8888'

function request(host: string | undefined, from = origin): OcciRequest {
  return {
    ...{ method: 'GET', path: '/', query: '', origin: from },
    headers: new Map(host === undefined ? [] : [['host', [host]]]),
    body: async () => '',
    signal: new AbortController().signal,
  }
}

describe('addressOf', () => {
  test.each([
    [undefined, origin],
    ['127.0.0.1:8888', origin],
    ['localhost', 'http://localhost'],
    ['localhost:9000', 'http://localhost:9000'],
    ['[::1]:9000', 'http://[::1]:9000'],
    ['[::1]', 'http://[::1]'],
    ['', origin],
    ['evil.example', origin],
    ['localhost.evil.example', origin],
    ['evil.example:8888', origin],
    ['localhost:8888@evil.example', origin],
    ['localhost/../evil', origin],
    ['localhost:999999', origin],
    ['localhost:80:80', origin],
    ['localhost, evil.example', origin],
    ['local"host', origin],
    ['[::1', origin],
  ])('Host %j without a public URL: %s', (host, publicUrl) => {
    expect(addressOf(request(host), {} as never, '')).toEqual({ prefix: '', publicUrl })
  })

  test.each([
    ['cloud.example', 'http://cloud.example/occi'],
    ['cloud.example:81', 'http://cloud.example:81/occi'],
    ['localhost', `${origin}/occi`],
  ])('allowedHosts instead of this machine: %s -> %s', (host, publicUrl) => {
    const options = { allowedHosts: ['cloud.example'] } as never
    expect(addressOf(request(host), options, '/occi')).toEqual({ prefix: '/occi', publicUrl })
  })

  test('over TLS the believed host is one of https', () => {
    expect(addressOf(request('localhost', 'https://127.0.0.1:8443'), {} as never, '').publicUrl).toBe(
      'https://localhost',
    )
  })

  test('a public URL holds whatever the Host says', () => {
    const options = { publicUrl: 'https://cloud.example/occi/' } as never
    expect(addressOf(request('localhost'), options, '/occi').publicUrl).toBe('https://cloud.example/occi')
  })
})

test.each([
  [{}, ''],
  [{ publicUrl: 'https://cloud.example' }, ''],
  [{ publicUrl: 'https://cloud.example/occi/' }, '/occi'],
  [{ publicUrl: 'https://cloud.example/public', prefix: '/inside/' }, '/inside'],
  [{ prefix: '/' }, ''],
])('prefixOf %j is %j', (options, prefix) => {
  expect(prefixOf(options)).toBe(prefix)
})

describe('pathWithin', () => {
  const wellKnown = '/.well-known/org/ogf/occi/-/'

  test.each([
    ['/compute/', '', '/compute/'],
    ['/occi/compute/', '/occi', '/compute/'],
    ['/occi/', '/occi', '/'],
    ['/occi', '/occi', '/'],
    [wellKnown, '/occi', wellKnown],
    [wellKnown.slice(0, -1), '/occi', wellKnown],
  ])('%s with prefix %j is %s', (path, prefix, within) => {
    expect(pathWithin(path, prefix)).toBe(within)
  })

  test.each(['/', '/compute/', '/occitan/', '/OCCI/'])('%s is outside of /occi', (path) => {
    expect(() => pathWithin(path, '/occi')).toThrow(expect.objectContaining({ code: 'not-found' }))
  })
})
