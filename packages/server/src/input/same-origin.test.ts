import { OcciError, type OcciRequest } from '@occi/core'
import { expect, test } from 'vitest'

import { checkSameOrigin } from './same-origin.ts'

function isLetIn(
  method: string,
  headers: Readonly<Record<string, string>>,
  publicUrl = 'http://10.0.0.5:8888',
): boolean {
  const request: OcciRequest = {
    ...{ method, path: '/compute/', query: '', origin: 'http://127.0.0.1:8888' },
    headers: new Map(
      Object.entries({ host: '10.0.0.5:8888', ...headers }).map(([name, value]) => [name, [value]]),
    ),
    body: async () => '',
    signal: new AbortController().signal,
  }
  try {
    checkSameOrigin(request, { prefix: '', publicUrl })
    return true
  } catch (error) {
    if (OcciError.is(error) && error.code === 'forbidden') return false
    throw error
  }
}

test.each([
  ['POST', {}],
  ['DELETE', { 'sec-fetch-site': 'same-origin' }],
  ['POST', { 'sec-fetch-site': 'none' }],
  ['POST', { origin: 'http://10.0.0.5:8888' }],
  ['PUT', { origin: 'http://127.0.0.1:8888' }],
  ['POST', { origin: 'http://192.0.2.7:80', host: '192.0.2.7' }],
  ['POST', { origin: 'http://[2001:db8::7]:8888', host: '[2001:db8::7]:8888' }],
  ['GET', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
  ['HEAD', { 'sec-fetch-site': 'cross-site' }],
])('%s with %j is let in', (method, headers) => {
  expect(isLetIn(method, headers)).toBe(true)
})

test('so is what comes from the public URL, whatever the door sees', () => {
  expect(
    isLetIn('POST', { origin: 'https://cloud.example', host: 'inside:80' }, 'https://cloud.example/occi'),
  ).toBe(true)
})

test.each([
  ['POST', { 'sec-fetch-site': 'cross-site' }],
  ['POST', { 'sec-fetch-site': 'same-site', origin: 'http://10.0.0.5:8888' }],
  ['DELETE', { 'sec-fetch-site': 'cross-site', origin: 'http://10.0.0.5:8888' }],
  ['POST', { origin: 'https://evil.example' }],
  ['PUT', { origin: 'null' }],
  ['POST', { origin: 'http://10.0.0.5:9999' }],
  ['POST', { origin: 'http://10.0.0.5:8888.evil.example' }],
  // A name of the attacker's that leads here: the browser takes his page and this service for one site.
  ['POST', { origin: 'http://evil.example:8888', host: 'evil.example:8888' }],
  [
    'POST',
    { origin: 'http://evil.example:8888', host: 'evil.example:8888', 'sec-fetch-site': 'same-origin' },
  ],
])('%s with %j is not', (method, headers) => {
  expect(isLetIn(method, headers)).toBe(false)
})
