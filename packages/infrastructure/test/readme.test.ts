import { readFileSync } from 'node:fs'

import { createCatalog, type Call, type Draft } from '@occi/core'
import { expect, test } from 'vitest'

import { compute, compute11, restart, start, suspend } from '../src/index.ts'
import { extensions, machines } from './examples/cloud.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

test('the example of the README is the one that is checked here', () => {
  expect(read('../README.md')).toContain(`\`\`\`ts\n${read('examples/cloud.ts')}\`\`\``)
})

test('its catalogue holds the 1.1 Kinds and the templates', () => {
  const catalog = createCatalog(extensions)

  expect(catalog.get(compute.id)).toBe(compute11)
  expect(catalog.at('/mixin/os_tpl/debian-13/')?.title).toBe('Debian 13')
  expect(catalog.at('/mixin/resource_tpl/small/')?.attributes['occi.compute.cores']?.default).toBe(2)
})

test('its Backend follows the state machine', async () => {
  const { backend } = machines
  const draft = newDraft()

  await backend.create?.(draft, call, undefined)
  expect(draft.actions).toEqual([start])
  await backend.action?.(draft, start, {}, call, undefined)
  expect(draft.attributes['occi.compute.state']).toBe('active')
  await backend.action?.(draft, suspend, {}, call, undefined)
  expect(() => backend.action?.(draft, restart, {}, call, undefined)).toThrow('restart is not applicable now')
  expect(draft.attributes['occi.compute.state']).toBe('suspended')
})

const call: Call = {
  operation: 'create',
  categories: [compute],
  undo: false,
  signal: new AbortController().signal,
  requestId: 'readme',
}

function newDraft(): Draft {
  const kind = compute11
  return {
    type: 'resource',
    id: 'urn:x:1',
    location: '/compute/1',
    kind,
    mixins: [],
    attributes: {},
    actions: [],
    revision: 0,
    links: [],
  }
}
