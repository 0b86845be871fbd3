import { expectEqual, expectMembers, expectStatus, expectThat } from '../world/expect.ts'
import { backup, compute, myStuff, osTpl } from '../world/fixture.ts'
import type { Scenario } from '../world/scenario.ts'
import { jsons, listed, made, madeCompute, madeStorage, tagged } from './given.ts'
import { at, got, identifier, listAt, namesAt, sent } from './json-given.ts'

const { term, scheme, title, location } = myStuff
const mine = { term, scheme, title, location }

/** Mixins of users, and who is associated with one, as documents (GFD.223 9.3, 9.4, 11.2 to 11.4). */
export const jsonMixins: readonly Scenario[] = [
  {
    id: 'json:user-mixin:add',
    title: 'Mixins are added by one Category or a collection of them, and removed by their renderings',
    verifies: ['H-06', 'H-07', 'J-071'],
    renderings: jsons,
    async run(world) {
      const second = { term: 'other', scheme, location: '/other/' }
      expectStatus(await sent(world, 'POST', '/-/', mine), 200, 'a Category alone')
      expectStatus(await sent(world, 'POST', '/-/', { mixins: [mine, second] }), 200, 'a collection')
      const vm = await made(world, { kind: compute, mixins: [myStuff] })
      const shown = listAt(await got(world, '/-/'), 'mixins')
      for (const one of [mine, second])
        expectThat(
          shown.some((found) => same(found, one)),
          `${one.term} is shown as it was given`,
        )
      expectStatus(await sent(world, 'DELETE', '/-/', { mixins: [mine] }), 200, 'DELETE of a collection')
      expectStatus(await sent(world, 'DELETE', '/-/', second), 200, 'DELETE of a Category alone')
      const left = listAt(await got(world, '/-/'), 'mixins').map(identifier)
      expectEqual(
        left.filter((one) => one.startsWith(scheme)),
        [],
        'the Mixins of users',
      )
      expectEqual(namesAt(await got(world, vm)).includes('mixins'), false, 'whether a member has Mixins')
    },
  },
  {
    id: 'json:user-mixin:refused',
    title: 'Categories of the provider stay as they are, and what a user may not define is refused',
    verifies: ['H-06', 'J-075', 'J-076', 'R-26'],
    renderings: jsons,
    async run(world) {
      const before = await got(world, '/-/')
      const reserved = { ...mine, scheme: 'http://schemas.ogf.org/occi/mine#' }
      const cases = [
        [{ mixins: [reserved] }, 403, 'the scheme of OCCI'],
        [
          { mixins: [{ term: 'backup', scheme: backup.scheme, title: 'Mine', location: '/mine/' }] },
          409,
          'a Mixin of the provider',
        ],
        [{ mixins: [{ term: 'os_tpl', scheme: osTpl.scheme, location: '/mine/' }] }, 403, 'a Mixin of OCCI'],
        [
          { kinds: [{ term: 'compute', scheme: compute.scheme, title: 'Mine', location: '/compute/' }] },
          400,
          'a Kind',
        ],
        [{ mixins: [{ ...mine, attributes: { 'com.example.x': { mutable: true } } }] }, 400, 'attributes'],
        [{ mixins: [mine, reserved] }, 403, 'a good one and a bad one'],
        [{ mixins: [] }, 400, 'none'],
      ] as const
      for (const [document, status, what] of cases)
        expectStatus(await sent(world, 'POST', '/-/', document), status, what)
      expectStatus(
        await sent(world, 'DELETE', '/-/', { mixins: [{ term: 'backup', scheme: backup.scheme }] }),
        403,
        'DELETE',
      )
      expectEqual(await got(world, '/-/'), before, 'the query interface')
    },
  },
  {
    id: 'json:members:set',
    title: 'members of a Mixin are named by a collection in which identity alone matters',
    verifies: ['H-14', 'H-15', 'A-39'],
    renderings: jsons,
    async run(world) {
      const [vm, disk] = [await madeCompute(world), await madeStorage(world)]
      await tagged(world)
      const [machine, volume] = [await got(world, vm), await got(world, disk)]
      const cases = [
        ['POST', { resources: [machine] }, [vm]],
        [
          'POST',
          { resources: [{ kind: at(volume, 'kind'), id: at(volume, 'id'), title: 'not looked at' }] },
          [vm, disk],
        ],
        ['PUT', { resources: [{ id: at(volume, 'id') }] }, [disk]],
        ['PUT', { locations: [vm, `${world.publicUrl}${disk}`] }, [vm, disk]],
        ['PUT', [disk], [disk]],
        ['POST', machine, [vm, disk]],
        ['DELETE', { resources: [volume] }, [vm]],
        ['PUT', { resources: [] }, []],
      ] as const
      for (const [method, document, members] of cases) {
        const what = `${method} ${JSON.stringify(document).slice(0, 60)}`
        const answer = await sent(world, method, '/my_stuff/', document)
        expectStatus(answer, 200, what)
        expectMembers(await listed(world, '/my_stuff/'), members, what)
        expectEqual(answer.document, await got(world, '/my_stuff/'), `the answer to ${what}`)
      }
      expectEqual(namesAt(await got(world, disk)).includes('title'), false, 'whether the storage has a title')
    },
  },
]

function same(found: unknown, wanted: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(wanted).every(([name, value]) => at(found, name) === value)
}
