import { renderingCases, runCases } from '@occi/testing'
import { describe, test } from 'vitest'

import { createConsole } from '../src/index.ts'

const rendering = createConsole({ clock: () => Date.UTC(2026, 0, 1) })

function form(...fields: [name: string, value: string][]) {
  return { body: new URLSearchParams([['console:token', 'x'], ...fields]).toString() }
}

const machine: [string, string] = ['kind', 'http://example.com/occi/rendering#machine']
const samples = {
  entity: form(machine, ['attribute:com.example.count', '2'], ['attribute:occi.core.title', 'web']),
  action: form(
    ['action', 'http://example.com/occi/rendering/action#restart'],
    ['attribute:method', 'cold'],
    ['attribute:delay', '5'],
    ['attribute:force', 'true'],
  ),
  categories: form(['term', 'tag'], ['scheme', 'http://example.com/mine#'], ['location', '/mine/tag/']),
  members: form(['entity', '/machine/a'], ['entity', '/machine/b']),
}

describe('the contract of Rendering: the console', () => {
  runCases(renderingCases, { rendering, samples, readsItself: false }, { test })
})
