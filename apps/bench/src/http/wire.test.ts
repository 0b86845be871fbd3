import { expect, test } from 'vitest'

import { toWire } from './wire.ts'

test('a request without a body', () => {
  const headers = [['Accept', 'text/plain']] as const
  expect(toWire({ method: 'GET', path: '/-/', headers })).toBe(
    'GET /-/ HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/plain\r\n\r\n',
  )
})

test('a body brings its length in bytes', () => {
  expect(toWire({ method: 'POST', path: '/a', headers: [], body: 'schön' })).toBe(
    'POST /a HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 6\r\n\r\nschön',
  )
})
