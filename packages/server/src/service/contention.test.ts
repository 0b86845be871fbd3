import { OcciError } from '@occi/core'
import { expect, test } from 'vitest'

import { whenUncontended } from './contention.ts'

const never = { reason: undefined }
const contended = () => new OcciError('conflict', 'another is at it', { contended: true })

test('a task that meets another process begins anew until that is done', async () => {
  let left = 3
  const task = async () => {
    if ((left -= 1) > 0) throw contended()
    return 'done'
  }
  expect(await whenUncontended(task, never)).toBe('done')
})

test('what fails for another reason fails at once', async () => {
  let begun = 0
  const task = async () => {
    begun += 1
    throw new OcciError('conflict', 'the location is taken')
  }
  await expect(whenUncontended(task, never)).rejects.toThrow('the location is taken')
  expect(begun).toBe(1)
})

test('it does not begin anew for a client that has gone', async () => {
  const gone = new AbortController()
  let begun = 0
  const task = async () => {
    begun += 1
    gone.abort()
    throw contended()
  }
  await expect(whenUncontended(task, gone.signal)).rejects.toThrow('another is at it')
  expect(begun).toBe(1)
})
