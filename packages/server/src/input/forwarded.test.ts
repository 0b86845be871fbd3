import type { OcciRequest } from '@occi/core'
import { describe, expect, test } from 'vitest'
import { requestIdOf, seenThrough, type TrustedProxies } from './forwarded.ts'

function request(headers: Record<string, string | readonly string[]>): OcciRequest {
  const fields = Object.entries({ host: 'inside', ...headers }).map(
    ([name, value]) => [name, [value].flat()] as const,
  )
  return {
    method: 'GET',
    path: '/',
    query: '',
    headers: new Map(fields),
    body: async () => '',
    signal: new AbortController().signal,
    origin: 'http://10.0.0.1:8888',
    peer: '10.0.0.9',
  }
}

/** Client, scheme and host as the service sees them. */
function seen(headers: Parameters<typeof request>[0], trusted?: TrustedProxies): string {
  const { peer, origin, headers: fields } = seenThrough(request(headers), trusted)
  return `${peer} ${origin.slice(0, origin.indexOf(':'))} ${fields.get('host')?.join(' ')}`
}

const said = {
  'x-forwarded-for': '6.6.6.6, 203.0.113.7',
  'x-forwarded-host': 'cloud.example',
  'x-forwarded-proto': 'https',
  forwarded: 'for=6.6.6.6;host=evil.example, for=203.0.113.8;proto=https;host=cloud.example:8443',
}

describe('what proxies say', () => {
  test('is not believed where none is trusted', () => {
    expect(seen(said)).toBe('10.0.0.9 http inside')
  })

  const cases: readonly (readonly [string, TrustedProxies, Parameters<typeof request>[0], string])[] = [
    ['the last entry for one proxy', { fields: 'x-forwarded' }, said, '203.0.113.7 https cloud.example'],
    ['the last element for one proxy', { fields: 'forwarded' }, said, '203.0.113.8 https cloud.example:8443'],
    ['the last but one for two', { fields: 'x-forwarded', hops: 2 }, said, '6.6.6.6 https cloud.example'],
    ['the last but one element for two', { fields: 'forwarded', hops: 2 }, said, '6.6.6.6 http evil.example'],
    ['nothing where nothing is said', { fields: 'forwarded' }, {}, '10.0.0.9 http inside'],
    [
      'nothing where the field is empty',
      { fields: 'x-forwarded' },
      { 'x-forwarded-for': '' },
      '10.0.0.9 http inside',
    ],
    [
      'fields that are repeated',
      { fields: 'x-forwarded' },
      { 'x-forwarded-for': ['6.6.6.6', '203.0.113.7'] },
      '203.0.113.7 http inside',
    ],
    [
      'quoted values, with commas and semicolons in them',
      { fields: 'forwarded' },
      { forwarded: 'for="a,b;c", For="[2001:db8::1]:4711";Proto=HTTPS' },
      '2001:db8::1 https inside',
    ],
    ['a port', { fields: 'x-forwarded' }, { 'x-forwarded-for': '203.0.113.7:80' }, '203.0.113.7 http inside'],
    [
      'a bare IPv6 address',
      { fields: 'x-forwarded' },
      { 'x-forwarded-for': '2001:db8::1' },
      '2001:db8::1 http inside',
    ],
    ['a made-up name', { fields: 'forwarded' }, { forwarded: 'for=_hidden' }, '_hidden http inside'],
    [
      'no other scheme',
      { fields: 'x-forwarded' },
      { 'x-forwarded-proto': 'javascript' },
      '10.0.0.9 http inside',
    ],
  ]
  test.each(cases)('is read: %s', (_title, trusted, headers, wanted) => {
    expect(seen(headers, trusted)).toBe(wanted)
  })

  test('takes no time that grows with nonsense', () => {
    const forwarded = `${'for="a\\",,'.repeat(100_000)}"`
    expect(typeof seen({ forwarded }, { fields: 'forwarded' })).toBe('string')
  })
})

test('an id is taken from proxies that are trusted, where it is fit to be one', () => {
  const trusted = { fields: 'forwarded' } as const
  const idOf = (id: string, by?: TrustedProxies) => requestIdOf(request({ 'x-request-id': id }), by)
  expect(idOf('a-1', trusted)).toBe('a-1')
  expect([idOf('a-1'), idOf('a b', trusted), idOf('', trusted), idOf('x'.repeat(129), trusted)]).toEqual(
    Array(4).fill(undefined),
  )
})
