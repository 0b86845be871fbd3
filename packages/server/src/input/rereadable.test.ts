import type { OcciRequest } from '@occi/core'
import { expect, test } from 'vitest'

import { Rereadable } from './rereadable.ts'

/** A request that counts how often it is asked for its body and its signal. */
function counting() {
  const asked = { body: 0, signal: 0 }
  const { signal } = new AbortController()
  class Counting implements OcciRequest {
    readonly method = 'GET'
    readonly path = '/a'
    readonly query = 'b=c'
    readonly headers = new Map([['host', ['a.example']]])
    readonly origin = 'http://a.example'
    readonly body = async () => {
      asked.body += 1
      return 'text'
    }

    get signal() {
      asked.signal += 1
      return signal
    }
  }
  return { request: new Counting(), asked, signal }
}

test('the body is read once, however often it is asked for', async () => {
  const { request, asked } = counting()
  const rereadable = new Rereadable(request)
  expect([await rereadable.body(), await rereadable.body()]).toEqual(['text', 'text'])
  expect(asked.body).toBe(1)
})

test('the signal is that of the request, asked for when it is wanted', () => {
  const { request, asked, signal } = counting()
  const rereadable = new Rereadable(request)
  expect(asked.signal).toBe(0)
  expect(rereadable.signal).toBe(signal)
})

test('all else is as it was, or as it is known better', () => {
  const { request } = counting()
  const { method, path, query, headers, origin } = request
  expect(new Rereadable(request)).toMatchObject({ method, path, query, headers, origin })
  expect(new Rereadable(request)).not.toHaveProperty('peer')
  const seen = { origin: 'https://b.example', peer: '192.0.2.1' }
  expect(new Rereadable(request, seen)).toMatchObject({ path, headers, ...seen })
})
