import { defineKind, resource } from '@occi/core'
import { MemoryRegistry } from '@occi/registry-memory'
import { textRenderings } from '@occi/render-text'
import { createServer } from '@occi/server'
import { toFetch } from '@occi/server/fetch'
import { expect, test } from 'vitest'
import { csv } from '../src/index.ts'

const machine = defineKind({
  scheme: 'http://example.com/occi#',
  term: 'machine',
  parent: resource,
  location: '/machine/',
  attributes: { 'com.example.cores': { type: 'integer' } },
})

const server = createServer({
  registry: new MemoryRegistry(),
  renderings: [...textRenderings, csv],
  backends: [{ categories: [machine], backend: {} }],
})

const send = (path: string, init: RequestInit) =>
  toFetch(server)(new Request(`http://localhost${path}`, init))

const ask = (path: string) => send(path, { headers: { accept: 'text/csv' } })

const post = (body: string) =>
  send('/machine/', { method: 'POST', headers: { accept: 'text/csv', 'content-type': 'text/csv' }, body })

test('a table becomes entities, and these a table again', async () => {
  const made = await post('occi.core.title,com.example.cores\r\n"db ""main"", old",8\r\nweb,2\r\n')
  expect(made.status).toBe(201)

  const [header, ...rows] = (await (await ask('/machine/')).text()).trimEnd().split('\r\n')
  expect(header).toBe(
    'location,kind,mixins,occi.core.id,occi.core.source,occi.core.target,occi.core.title,occi.core.summary,com.example.cores',
  )
  expect(rows.map((row) => row.split(',,,').at(-1))).toEqual(['"db ""main"", old",,8', 'web,,2'])
})

test.each([
  [
    'com.example.cores\nfour',
    'attribute com.example.cores: "four" is not an integer (line 2, column com.example.cores)',
  ],
  ['com.example.cores\n1,2', '2 cells stand below 1 columns (line 2)'],
  ['a,a\n1,2', 'two columns are called "a" (line 1)'],
  ['occi.core.title\n"web', 'a cell in quotes does not end with one (line 2)'],
  ['\n\n', 'the table is empty (line 1)'],
  ['occi.core.title', 'there is no row below the names of the columns (line 1)'],
])('%j is refused, and nothing is made', async (body, sentence) => {
  const before = await (await ask('/machine/')).text()
  const refused = await post(body)
  expect([refused.status, await refused.text()]).toEqual([400, sentence])
  expect(await (await ask('/machine/')).text()).toBe(before)
})

test('the query interface cannot be had as a table', async () => {
  expect((await ask('/-/')).status).toBe(400)
})
