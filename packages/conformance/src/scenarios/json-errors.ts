import { idOf } from '../client/index.ts'
import { expectEqual, expectMatch, expectStatus, expectThat } from '../world/expect.ts'
import { compute, job, network } from '../world/fixture.ts'
import { fieldOf } from '../world/message.ts'
import type { Scenario } from '../world/scenario.ts'
import { jsons, listed, madeCompute, wide } from './given.ts'
import { at, expectRefusal, got, namesAt, sent } from './json-given.ts'

const kind = idOf(compute)
const queue = { 'com.example.job.queue': 'a' }

/** A document for the Collection of computes, and where it is wrong. */
const malformed: readonly (readonly [what: string, document: unknown, path: string])[] = [
  [
    'null as an attribute',
    { kind, attributes: { 'occi.compute.cores': null } },
    'attributes["occi.compute.cores"]',
  ],
  ['null as a title', { kind, title: null }, 'title'],
  [
    'null within a value',
    { kind, attributes: { 'com.example.x': [1, null] } },
    'attributes["com.example.x"][1]',
  ],
  ['a number as title', { kind, title: 5 }, 'title'],
  ['an object as Kind', { kind: 7 }, 'kind'],
  ['a string as Mixins', { kind, mixins: 'x' }, 'mixins'],
  ['a list as attributes', { kind, attributes: ['occi.compute.cores'] }, 'attributes'],
  ['an object as Links', { kind, links: {} }, 'links'],
  [
    'a Link without a target',
    { kind, links: [{ kind: 'http://schemas.ogf.org/occi/core#link' }] },
    'links[0]',
  ],
  [
    'a target without a location',
    { kind, links: [{ kind: 'http://schemas.ogf.org/occi/core#link', target: {} }] },
    'links[0].target',
  ],
  ['a member that nobody knows', { kind, colour: 'red' }, 'colour'],
  ['the same in a list', { resources: [{ kind }, { kind, colour: 'red' }] }, 'resources[1].colour'],
]

/** Texts that are no JSON of ours. */
const broken: readonly (readonly [what: string, text: string])[] = [
  ['no JSON', 'kind'],
  ['text', `Category: compute; scheme="${compute.scheme}"; class="kind"`],
  ['a document that breaks off', `{"kind":"${kind}"`],
  ['a comma too many', `{"kind":"${kind}",}`],
  ['two documents', `{"kind":"${kind}"}{"kind":"${kind}"}`],
  ['single quotes', `{'kind':'${kind}'}`],
  ['a comment', `{"kind":"${kind}"/* */}`],
  ['a member twice', `{"kind":"${kind}","title":"a","title":"b"}`],
  ['a member twice, escaped', `{"kind":"${kind}","title":"a","titl\\u0065":"b"}`],
  ['an attribute twice', `{"kind":"${kind}","attributes":{"occi.compute.cores":1,"occi.compute.cores":2}}`],
  ['a number that a double cannot hold', `{"kind":"${kind}","attributes":{"occi.compute.memory":1e999}}`],
  [
    'an integer that a double cannot hold',
    `{"kind":"${kind}","attributes":{"occi.compute.memory":9007199254740993}}`,
  ],
  ['NaN', `{"kind":"${kind}","attributes":{"occi.compute.memory":NaN}}`],
  ['half of a surrogate pair', `{"kind":"${kind}","title":"\\ud83c"}`],
  ['a line break in a string', `{"kind":"${kind}","title":"a\nb"}`],
  ['a string', '"kind"'],
  ['a number', '5'],
  ['null', 'null'],
  ['nothing but blanks', '  '],
  ['what is nested too deep', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
]

/** What a document says wrongly: refusals and what they tell (section 3.12, R-43). */
export const jsonErrors: readonly Scenario[] = [
  {
    id: 'json:error:malformed',
    title: 'a document of another structure is refused with the path of what is wrong',
    verifies: ['J-103', 'J-012', 'J-013', 'J-016', 'J-019', 'R-43'],
    renderings: jsons,
    async run(world) {
      for (const [what, document, path] of malformed)
        expectRefusal(await sent(world, 'POST', '/compute/', document), 400, 'malformed', path, what)
      expectEqual(await listed(world, '/'), [], 'what exists')
    },
  },
  {
    id: 'json:error:broken',
    title: 'what is no JSON, has a member twice or a number too large is refused with a sentence',
    verifies: ['J-003', 'R-43'],
    renderings: jsons,
    async run(world) {
      for (const [what, text] of broken) {
        const reply = await sent(world, 'POST', '/compute/', text)
        expectStatus(reply, 400, what)
        expectEqual(
          [at(reply.document, 'status'), at(reply.document, 'code')],
          [400, 'malformed'],
          `the refusal of ${what}`,
        )
        expectMatch(String(at(reply.document, 'message')), /^[^\r\n]+$/, `the sentence for ${what}`)
      }
      const place = await sent(world, 'POST', '/compute/', `{\n  "kind": nonsense }`)
      expectEqual(at(place.document, 'path'), 'line 2, column 11', 'where it is no JSON')
      expectEqual(await listed(world, '/'), [], 'what exists')
    },
  },
  {
    id: 'json:error:meaning',
    title: 'a value of the wrong type, an unknown attribute, Kind or Mixin is refused with its path',
    verifies: ['J-007', 'J-012', 'J-113', 'J-114', 'J-116', 'R-43'],
    renderings: jsons,
    async run(world) {
      const cases = [
        [
          '/compute/',
          { kind, attributes: { 'occi.compute.cores': 'four' } },
          'invalid-value',
          'attributes["occi.compute.cores"]',
        ],
        [
          '/compute/',
          { kind, attributes: { 'occi.compute.cores': 1.5 } },
          'invalid-value',
          'attributes["occi.compute.cores"]',
        ],
        [
          '/compute/',
          { kind, attributes: { 'occi.compute.hostname': true } },
          'invalid-value',
          'attributes["occi.compute.hostname"]',
        ],
        [
          '/compute/',
          { kind, attributes: { 'com.example.x': 1 } },
          'unknown-attribute',
          'attributes["com.example.x"]',
        ],
        ['/compute/', { kind, mixins: [idOf(network)] }, 'malformed', 'mixins[0]'],
        ['/compute/', { kind: 'http://example.com/occi/unknown#thing' }, 'unknown-category', 'kind'],
        [
          '/lab/job/',
          { kind: idOf(job), attributes: { ...queue, 'com.example.job.steps': { one: 1 } } },
          'invalid-value',
          'attributes["com.example.job.steps"]',
        ],
        [
          '/lab/job/',
          { kind: idOf(job), attributes: { ...queue, 'com.example.job.label_set': ['a'] } },
          'invalid-value',
          'attributes["com.example.job.label_set"]',
        ],
        [
          '/lab/job/',
          { kind: idOf(job), attributes: { ...queue, 'com.example.job.priority': 'soon' } },
          'invalid-value',
          'attributes["com.example.job.priority"]',
        ],
      ] as const
      for (const [path, document, code, where] of cases)
        expectRefusal(await sent(world, 'POST', path, document), 400, code, where, JSON.stringify(document))
      const reply = await sent(world, 'POST', '/compute/', cases[0][1])
      expectEqual(at(reply.document, 'attribute'), 'occi.compute.cores', 'the attribute')
      expectEqual(await listed(world, '/'), [], 'what exists')
    },
  },
  {
    id: 'json:error:members',
    title: 'a refusal has status, error, message and code, both sentences alike, whatever refuses',
    verifies: ['H-02', 'R-43'],
    renderings: jsons,
    async run(world) {
      const vm = await madeCompute(world)
      const cases = [
        ['GET', '/nothing', undefined, 404, 'not-found'],
        ['PUT', '/compute/', { kind }, 405, 'method-not-allowed'],
        ['POST', '/compute/', { kind: idOf(network) }, 400, 'kind-change'],
        ['POST', `${vm}?action=`, {}, 400, 'invalid-query'],
        ['DELETE', '/compute/nothing', undefined, 404, 'not-found'],
      ] as const
      for (const [method, path, document, status, code] of cases) {
        const reply = await sent(world, method, path, document)
        expectStatus(reply, status, `${method} ${path}`)
        expectEqual(
          namesAt(reply.document).slice(0, 4),
          ['status', 'error', 'message', 'code'],
          'the members',
        )
        expectEqual(
          [at(reply.document, 'status'), at(reply.document, 'code')],
          [status, code],
          `${method} ${path}`,
        )
        expectEqual(at(reply.document, 'error'), at(reply.document, 'message'), 'the sentences')
        expectEqual(fieldOf(reply, 'Content-Type'), world.rendering, 'Content-Type')
        expectMatch(fieldOf(reply, 'Server'), /(?:^| )OCCI\/1\.2(?: |$)/, 'Server')
      }
    },
  },
  {
    id: 'json:error:fault',
    title: 'a fault of the service is told by its code alone',
    verifies: ['H-02', 'H11-135'],
    renderings: jsons,
    async run(world) {
      world.backends.make('create', 'compute', { does: 'throw' })
      const reply = await sent(world, 'POST', '/compute/', { kind })
      expectStatus(reply, 500, 'a Backend that fails')
      expectEqual(at(reply.document, 'code'), 'internal', 'the code')
      expectThat(!reply.text.includes('secret'), `the fault is not shown: ${reply.text}`)
    },
  },
  {
    id: 'json:error:harmless-names',
    title: 'names that mean something to programs mean nothing to the service',
    verifies: ['J-019', 'J-100', 'J-104'],
    renderings: jsons,
    async run(world) {
      for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
        const member = `{"kind":"${kind}","${name}":{"title":"x"}}`
        expectStatus(await sent(world, 'POST', '/compute/', member), 400, `the member ${name}`)
        const attribute = `{"kind":"${kind}","attributes":{"${name}":5}}`
        expectStatus(await sent(world, 'POST', '/compute/', attribute), 400, `the attribute ${name}`)
      }
      const labels = `{"__proto__":{"title":"x"},"constructor":"y"}`
      const text = `{"kind":"${idOf(job)}","attributes":{"com.example.job.queue":"a","com.example.job.label_set":${labels}}}`
      const reply = await sent(world, 'POST', '/lab/job/', text)
      expectStatus(reply, 201, 'such names within a value')
      expectThat(reply.text.includes(labels), `the value is as it was: ${reply.text}`)
      expectEqual(
        namesAt(await got(world, await madeCompute(world))).includes('title'),
        false,
        'a title nobody gave',
      )
    },
  },
  {
    id: 'json:negotiation',
    title: 'a type that is not read is 415, one that is not written 406, and a later version of OCCI 501',
    verifies: ['H-01', 'H-02', 'H-03', 'J-004'],
    renderings: jsons,
    async run(world) {
      const post = (type: string) =>
        world.request({
          method: 'POST',
          path: '/compute/',
          headers: [
            ['Accept', world.rendering],
            ['Content-Type', type],
          ],
          body: JSON.stringify({ kind }),
        })
      for (const type of ['application/xml', 'application/vnd.occi+json'])
        expectStatus(await post(type), 415, `a body of ${type}`)
      expectStatus(await post('text/plain'), 400, 'JSON that is called text')
      const later = await sent(world, 'POST', '/compute/', { kind }, [['User-Agent', 'test OCCI/1.3']])
      expectStatus(later, 501, 'a client of OCCI 1.3')
      expectEqual(at(later.document, 'code'), 'unsupported-version', 'the code')
      const accept = await world.request({
        method: 'GET',
        path: '/compute/',
        headers: [['Accept', 'application/xml']],
      })
      expectStatus(accept, 406, 'an answer in application/xml')
      expectEqual(await listed(world, '/compute/'), [], 'the computes')
      expectStatus(await post(`${world.rendering}; charset=utf-8`), 201, 'a parameter, which is ignored')
      for (const type of wide)
        expectThat((fieldOf(later, 'Accept') ?? '').includes(type), `Accept names ${type}`)
    },
  },
]
