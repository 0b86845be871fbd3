import { getEventListeners } from 'node:events'

import { OcciError } from '@occi/core'
import { describe, expect, test } from 'vitest'
import { Patience, unlessAborted } from './patience.ts'

const over = new OcciError('unavailable', 'the time is over')

function clientSignal() {
  const client = new AbortController()
  return { client, listeners: () => getEventListeners(client.signal, 'abort').length }
}

describe('Patience', () => {
  test('ends with the client, for its reason', () => {
    const { client } = clientSignal()
    const { signal } = new Patience(client)
    client.abort('gone')
    expect([signal.aborted, signal.reason]).toEqual([true, 'gone'])
  })

  test('ends with its time, before its signal is asked for or after', () => {
    const [early, late] = [new Patience(clientSignal().client), new Patience(clientSignal().client)]
    const { signal } = early
    for (const patience of [early, late]) patience.end(over)
    expect([signal.reason, early.signal, late.signal.reason]).toEqual([over, signal, over])
  })

  test('of a client that has gone already is over', () => {
    expect(new Patience({ signal: AbortSignal.abort('gone') }).signal.reason).toBe('gone')
  })

  test('listens only while somebody asks, and leaves nothing behind at a signal that lives on', () => {
    const { client, listeners } = clientSignal()
    const patience = new Patience(client)
    expect(listeners()).toBe(0)
    const { signal } = patience
    expect(listeners()).toBe(1)
    patience.release()
    client.abort()
    expect([listeners(), signal.aborted]).toEqual([0, false])
  })
})

test('a promise is waited for unless a signal aborts, and nothing is left at the signal', async () => {
  const { client, listeners } = clientSignal()
  expect(await unlessAborted(Promise.resolve(1), client.signal)).toBe(1)
  await Promise.resolve()
  expect(listeners()).toBe(0)
  const waiting = unlessAborted(new Promise(() => undefined), client.signal)
  client.abort(over)
  await expect(waiting).rejects.toBe(over)
  await expect(unlessAborted(Promise.resolve(1), client.signal)).rejects.toBe(over)
})
