import { expect, test } from 'vitest'

import { infra } from './_demo.ts'
import { make, openService } from './_service.ts'

const compute = `${infra}#compute`
const networkInterface = `${infra}#networkinterface`

test.each([
  [
    { attributes: { 'occi.compute.cores': 'many' } },
    400,
    'invalid-value',
    'attributes["occi.compute.cores"]',
  ],
  [{ attributes: { 'occi.compute.cores': 2.5 } }, 400, 'invalid-value', 'attributes["occi.compute.cores"]'],
  [{ attributes: { 'occi.compute.state': 'error' } }, 403, 'immutable', 'attributes["occi.compute.state"]'],
  [{ attributes: { 'com.example.none': 1 } }, 400, 'unknown-attribute', 'attributes["com.example.none"]'],
  [{ attributes: { 'occi.compute.cores': null } }, 400, 'malformed', 'attributes["occi.compute.cores"]'],
  [{ mixins: ['http://example.com/none#none'] }, 400, 'unknown-category', 'mixins[0]'],
  [
    { links: [{ kind: networkInterface, target: { location: '/network/none' } }] },
    400,
    'invalid-link',
    'links[0]',
  ],
  [{ colour: 'red' }, 400, 'malformed', 'colour'],
] as const)('%j is refused with its path', async (change, status, code, path) => {
  await using demo = await openService()
  const { location } = await make(demo, { kind: compute })
  const before = (await demo.json('GET', location)).body
  const answer = await demo.json('POST', location, change)
  const message = expect.stringContaining(`(${path})`)
  const attribute = code === 'malformed' ? undefined : /^attributes\["(.*)"\]$/.exec(path)?.[1]
  expect(answer.status).toBe(status)
  expect(answer.body).toEqual({
    status,
    error: message,
    message,
    code,
    path,
    ...(attribute === undefined ? {} : { attribute }),
  })
  expect((await demo.json('GET', location)).body).toEqual(before)
})
