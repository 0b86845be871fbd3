import { idOf } from '../client/index.ts'
import { expectEqual, expectStatus } from '../world/expect.ts'
import { backup, compute, link, network, networkInterface } from '../world/fixture.ts'
import type { Scenario } from '../world/scenario.ts'
import { jsons, listed, made, madeCompute, madePair } from './given.ts'
import { at, expectRefusal, got, listAt, posted, sent } from './json-given.ts'

const kind = idOf(compute)
const { term, scheme } = compute

/** What older documents and other services write, and is read as (section 5.3): each a compute with the title `x` and 2 cores. */
const computes: readonly (readonly [what: string, document: unknown])[] = [
  ['an array', [{ kind, title: 'x', attributes: { 'occi.compute.cores': 2 } }]],
  ['a collection', { collection: [{ kind, title: 'x', attributes: { 'occi.compute.cores': 2 } }] }],
  [
    'a Kind as an object',
    { kind: { term, scheme, title: 'Compute' }, title: 'x', attributes: { 'occi.compute.cores': 2 } },
  ],
  ['attributes nested', { kind, title: 'x', attributes: { occi: { compute: { cores: 2 } } } }],
  ['attributes nested in part', { kind, title: 'x', attributes: { occi: { 'compute.cores': 2 } } }],
  [
    'members of the core among the attributes',
    { kind, attributes: { 'occi.core.title': 'x', 'occi.compute.cores': 2 } },
  ],
  ['the same nested', { kind, attributes: { occi: { core: { title: 'x' }, compute: { cores: 2 } } } }],
  [
    'the same in both places',
    { kind, title: 'x', attributes: { 'occi.core.title': 'x', 'occi.compute.cores': 2 } },
  ],
  [
    'members that are stepped over',
    {
      kind,
      title: 'x',
      location: '/compute/other',
      self: '/compute/other',
      href: '/compute/other',
      class: 'resource',
      rel: 'http://example.com/occi#x',
      actions: ['http://schemas.ogf.org/occi/infrastructure/compute/action#start'],
      attributes: { 'occi.compute.cores': 2 },
    },
  ],
  [
    'members without content',
    {
      kind,
      title: 'x',
      mixins: [],
      links: [],
      actions: [],
      note: '',
      extra: {},
      attributes: { 'occi.compute.cores': 2 },
    },
  ],
]

/** The dialects of other services and older documents (section 5.3, A-03 to A-11). */
export const jsonDialects: readonly Scenario[] = [
  {
    id: 'json:dialect:entities',
    title: 'entities of older documents and other services are understood; Actions in them are not invoked',
    verifies: ['J-014', 'J-019', 'J-101', 'A-5', 'A-7', 'A-8', 'A-10'],
    renderings: jsons,
    async run(world) {
      for (const [what, document] of computes) {
        const path = await posted(world, '/compute/', document)
        const entity = await got(world, path)
        expectEqual(
          [at(entity, 'title'), at(entity, 'attributes'), path === '/compute/other'],
          ['x', { 'occi.compute.cores': 2, 'occi.compute.state': 'inactive' }, false],
          what,
        )
      }
      expectRefusal(
        await sent(world, 'POST', '/compute/', { kind, title: 'x', attributes: { 'occi.core.title': 'y' } }),
        400,
        'malformed',
        'attributes["occi.core.title"]',
        'two titles',
      )
      expectEqual((await listed(world, '/compute/')).length, computes.length, 'the number of computes')
    },
  },
  {
    id: 'json:dialect:links',
    title: 'Links of older documents are understood, and those that are there may be named',
    verifies: ['J-022', 'J-045', 'J-046', 'A-3', 'A-6', 'A-9'],
    renderings: jsons,
    async run(world) {
      const [vm, net] = [await madeCompute(world), await made(world, { kind: network })]
      const nic = idOf(networkInterface)
      const ends = [
        { source: vm, target: net, rel: idOf(network) },
        { source: { location: vm }, target: { location: `${world.publicUrl}${net}` } },
        { source: at(await got(world, vm), 'id'), target: { location: at(await got(world, net), 'id') } },
        { attributes: { 'occi.core.source': vm, 'occi.core.target': net } },
      ]
      for (const end of ends) {
        const path = await posted(world, '/networkinterface/', { kind: nic, ...end })
        expectEqual(
          [at(await got(world, path), 'source', 'location'), at(await got(world, path), 'target')],
          [vm, { location: net, kind: idOf(network) }],
          JSON.stringify(end),
        )
      }
      const inline = {
        kind,
        links: [
          { kind: nic, target: net },
          { link_type: nic, target_uri: net, target_type: idOf(network) },
        ],
      }
      const shown = listAt(await got(world, await posted(world, '/compute/', inline)), 'links')
      expectEqual(
        shown.map((one) => at(one, 'kind')),
        [nic, nic],
        'inline Links',
      )
    },
  },
  {
    id: 'json:dialect:named-links',
    title: 'a replacement may name the Links that are there, by id, location or whole',
    verifies: ['H-10', 'J-016', 'R-29', 'A-41'],
    renderings: jsons,
    async run(world) {
      const { vm, nic } = await madePair(world)
      const [whole] = listAt(await got(world, vm), 'links')
      const names = [
        nic,
        `${world.publicUrl}${nic}`,
        { self: nic },
        { location: nic },
        { id: at(whole, 'id') },
        whole,
      ]
      for (const name of names) {
        const answer = await sent(world, 'PUT', vm, { kind, links: [name] })
        expectStatus(answer, 200, JSON.stringify(name))
        expectEqual(at(answer.document, 'links'), [whole], `the Links after ${JSON.stringify(name)}`)
      }
      for (const name of [
        '/networkinterface/other',
        { id: 'urn:x:1' },
        { kind: idOf(link), target: { location: vm } },
      ])
        expectStatus(await sent(world, 'PUT', vm, { kind, links: [name] }), 400, JSON.stringify(name))
      expectEqual(await listed(world, '/networkinterface/'), [nic], 'the networkinterfaces')
    },
  },
  {
    id: 'json:dialect:updates',
    title: 'one Entity in a collection, and a Mixin as an object, are understood in a change',
    verifies: ['H-11', 'A-10'],
    renderings: jsons,
    async run(world) {
      const vm = await madeCompute(world)
      const one = await sent(world, 'POST', vm, { resources: [{ title: 'x' }] })
      expectStatus(one, 200, 'one in a collection')
      expectEqual(at(one.document, 'title'), 'x', 'the title')
      const two = await sent(world, 'POST', vm, { resources: [{ title: 'y' }, { title: 'z' }] })
      expectStatus(two, 400, 'two in a collection')
      const mixed = await sent(world, 'POST', vm, { mixins: [{ term: backup.term, scheme: backup.scheme }] })
      expectStatus(mixed, 200, 'a Mixin as an object')
      expectEqual(
        [at(mixed.document, 'mixins'), at(mixed.document, 'title')],
        [[idOf(backup)], 'x'],
        'Mixins and title',
      )
    },
  },
]
