import { systemScope } from '@occi/core'
import { expectEqual, expectRejects, expectTrue } from '../expect.ts'
import { aCompute, aLink, aNetwork } from '../fixtures.ts'
import { registryCase } from './harness.ts'
import {
  asEntity,
  asLink,
  asResource,
  create,
  createOne,
  creations,
  expectSelects,
  listed,
  mustGet,
  mustGetResource,
  remove,
  update,
} from './steps.ts'

const a = aCompute('a')
const b = aCompute('b')
const n = aNetwork('n')

/** Links, their ends, and the Resources they belong to. */
export const linkCases = [
  registryCase(
    'link:create',
    'a Link is an Entity of its own and part of the Resource from which it starts',
    async (registry) => {
      await create(registry, a, n)
      const given = aLink('l', a, n, { attributes: { 'com.example.device': 'eth0' } })
      const [stored] = await create(registry, given)
      const link = asLink(stored)
      expectEqual(link, { ...given, revision: link.revision })
      expectEqual(await registry.get('/attachment/l', systemScope), link)
      const source = await mustGetResource(registry, '/compute/a')
      expectEqual(source.links, [link])
      expectEqual(source.revision, link.revision, 'the revision of the source')
      expectEqual((await mustGetResource(registry, '/network/n')).links, [])
    },
  ),
  registryCase(
    'link:with-source',
    'a Resource and its Links can be created in one commit, in any order',
    async (registry) => {
      const [link, source] = await create(registry, aLink('l', a, b), a, b)
      expectEqual(asResource(source).links, [link])
      expectEqual(await mustGet(registry, '/compute/a'), source)
    },
  ),
  registryCase(
    'link:links-not-written',
    'the links of a Resource are what is stored, not what a change says',
    async (registry) => {
      const lie = aLink('lie', a, b)
      const created = await createOne(registry, { ...a, links: [lie] })
      expectEqual(created.links, [])
      const [, link] = await create(registry, b, aLink('l', a, b))
      const changed = await update(registry, await mustGetResource(registry, '/compute/a'), { links: [] })
      expectEqual(asResource(changed).links, [asLink(link)])
      expectEqual(await registry.get('/attachment/lie', systemScope), undefined)
    },
  ),
  registryCase('link:order', 'the Links of a Resource are in order of creation', async (registry) => {
    await create(registry, a, b, ...['3', '1', '2'].map((name) => aLink(name, a, b)))
    await update(registry, await mustGet(registry, '/attachment/3'), {
      attributes: { 'com.example.device': 'x' },
    })
    const names = async () =>
      (await mustGetResource(registry, '/compute/a')).links.map(({ location }) => location)
    expectEqual(await names(), ['/attachment/3', '/attachment/1', '/attachment/2'])
    await remove(registry, await mustGet(registry, '/attachment/1'))
    expectEqual(await names(), ['/attachment/3', '/attachment/2'])
  }),
  registryCase(
    'link:update-raises',
    'a change of a Link raises its source, which shows the new state',
    async (registry) => {
      const [before, , link] = await create(registry, a, n, aLink('l', a, n))
      const changed = await update(registry, asLink(link), { attributes: { 'com.example.device': 'eth1' } })
      const after = await mustGetResource(registry, '/compute/a')
      expectEqual(after.links, [asLink(changed)])
      expectTrue(after.revision > asEntity(before).revision, 'the source is raised')
      expectEqual(after.revision, changed.revision)
      expectTrue(
        (await mustGet(registry, '/network/n')).revision < changed.revision,
        'the target is not raised',
      )
    },
  ),
  registryCase('link:delete-raises', 'a deleted Link leaves its source, and raises it', async (registry) => {
    const [, , link] = await create(registry, a, n, aLink('l', a, n))
    const before = await mustGet(registry, '/compute/a')
    await remove(registry, asEntity(link))
    const after = await mustGetResource(registry, '/compute/a')
    expectEqual(after.links, [])
    expectTrue(after.revision > before.revision, 'the source is raised')
  }),
  registryCase(
    'link:stale-source',
    'a source raised by its Link is newer than what was read before',
    async (registry) => {
      const old = await createOne(registry, a)
      await create(registry, n, aLink('l', a, n))
      await expectRejects(update(registry, old, {}), 'conflict')
    },
  ),
  registryCase(
    'link:moved',
    'a Link that is moved raises the source it leaves and the one it comes to',
    async (registry) => {
      const [, , , link] = await create(registry, a, b, n, aLink('l', a, n))
      const moved = await update(registry, asLink(link), { source: { location: '/compute/b' } })
      const [left, joined] = [
        await mustGetResource(registry, '/compute/a'),
        await mustGetResource(registry, '/compute/b'),
      ]
      expectEqual(left.links, [])
      expectEqual(joined.links, [asLink(moved)])
      expectEqual([left.revision, joined.revision], [moved.revision, moved.revision])
      await expectSelects(registry, { source: { location: '/compute/a' } }, [])
      await expectSelects(registry, { source: { location: '/compute/b' } }, ['/attachment/l'])
    },
  ),
  registryCase('link:retargeted', 'a Link can be given another target', async (registry) => {
    const [, , , link] = await create(registry, a, b, n, aLink('l', a, n))
    await update(registry, asLink(link), { target: { location: '/compute/b' } })
    await expectSelects(registry, { target: { location: '/network/n' } }, [])
    await expectSelects(registry, { target: { location: '/compute/b' } }, ['/attachment/l'])
    await remove(registry, await mustGet(registry, '/network/n'))
  }),
  registryCase('link:outside', 'a Link may end outside of the service', async (registry) => {
    const [, stored] = await create(registry, a, aLink('l', a, { location: 'http://example.com/x' }))
    expectEqual(asLink(stored).target, { location: 'http://example.com/x' })
    expectEqual((await mustGetResource(registry, '/compute/a')).links, [asLink(stored)])
  }),
  registryCase('link:source-outside', 'a Link cannot start outside of the service', async (registry) => {
    await create(registry, a)
    await expectRejects(create(registry, aLink('l', { location: 'http://example.com/x' }, a)), 'conflict')
  }),
  registryCase('link:source-gone', 'the source of a Link has to be there', async (registry) => {
    await create(registry, n)
    await expectRejects(create(registry, aLink('l', a, n)), 'conflict')
    await create(registry, aCompute('a', { owner: 'alice' }))
    await expectRejects(
      create(registry, aLink('l', a, n)),
      'conflict',
      'a Link from the shared Entity of that path',
    )
    await create(registry, aLink('l', { location: '/compute/a', owner: 'alice' }, n))
  }),
  registryCase(
    'link:source-link',
    'a Link cannot start at a Link, but it may end at one',
    async (registry) => {
      await create(registry, a, n, aLink('l', a, n))
      await expectRejects(create(registry, aLink('m', { location: '/attachment/l' }, n)), 'conflict')
      await create(registry, aLink('m', a, { location: '/attachment/l' }))
    },
  ),
  registryCase('link:target-gone', 'a target within the service has to be there', async (registry) => {
    await create(registry, a)
    await expectRejects(create(registry, aLink('l', a, n)), 'conflict')
    const [, link] = await create(registry, n, aLink('l', a, n))
    await expectRejects(update(registry, asLink(link), { target: { location: '/network/gone' } }), 'conflict')
    await expectRejects(update(registry, asLink(link), { source: { location: '/compute/gone' } }), 'conflict')
    expectEqual(await mustGet(registry, '/attachment/l'), link)
  }),
  registryCase(
    'link:end-deleted',
    'what a Link starts or ends at cannot be deleted alone',
    async (registry) => {
      await create(registry, a, n, aLink('l', a, n))
      for (const location of ['/compute/a', '/network/n']) {
        await expectRejects(
          remove(registry, await mustGet(registry, location)),
          'conflict',
          `deleting ${location}`,
        )
      }
      expectEqual((await listed(registry)).length, 3)
    },
  ),
  registryCase('link:cascade', 'a Resource goes together with the Links at it', async (registry) => {
    await create(registry, a, b, n, aLink('from', a, n), aLink('to', b, a))
    const doomed = await Promise.all(
      ['/compute/a', '/attachment/from', '/attachment/to'].map((location) => mustGet(registry, location)),
    )
    await remove(registry, ...doomed)
    expectEqual(
      (await listed(registry)).map(({ location }) => location),
      ['/compute/b', '/network/n'],
    )
    expectEqual((await mustGetResource(registry, '/compute/b')).links, [])
  }),
  registryCase(
    'link:moved-away',
    'an Entity can go when the same commit leads the Links elsewhere',
    async (registry) => {
      const [, , target, link] = await create(registry, a, b, n, aLink('l', a, n))
      const moved = { ...asLink(link), target: { location: '/compute/b' } }
      await registry.commit(
        [
          { type: 'delete', entity: asEntity(target) },
          { type: 'update', entity: moved },
        ],
        systemScope,
      )
      expectEqual(asLink(await mustGet(registry, '/attachment/l')).target, { location: '/compute/b' })
    },
  ),
  registryCase(
    'link:end-going',
    'a Link cannot be made to what the same commit deletes',
    async (registry) => {
      const [, target] = await create(registry, a, n)
      const changes = [...creations(aLink('l', a, n)), { type: 'delete', entity: asEntity(target) } as const]
      await expectRejects(registry.commit(changes, systemScope), 'conflict')
    },
  ),
  registryCase('link:itself', 'a Resource may be linked to itself', async (registry) => {
    const [, link] = await create(registry, a, aLink('l', a, a))
    const source = await mustGetResource(registry, '/compute/a')
    expectEqual(source.links, [asLink(link)])
    await remove(registry, source, asEntity(link))
    expectEqual(await listed(registry), [])
  }),
]
