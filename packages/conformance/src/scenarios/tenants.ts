import { createdAt } from '../client/index.ts'
import { expectEqual, expectMatch, expectStatus } from '../world/expect.ts'
import { compute, myStuff } from '../world/fixture.ts'
import { fieldOf, type Header } from '../world/message.ts'
import type { Scenario } from '../world/scenario.ts'
import type { World } from '../world/world.ts'

const ann: Header = ['Authorization', 'Basic YW5uOng=']
const bob: Header = ['Authorization', 'Basic Ym9iOng=']

/** Who may see and change what (GFD.223 12, GFD.221 6). */
export const tenants: readonly Scenario[] = [
  {
    id: 'http:tenants:unknown',
    title: 'who does not say who he is gets 401 with a challenge, and the versions of the service',
    verifies: ['HTTP-15', 'HTTP-23', 'R-49'],
    service: { tenants: true },
    async run({ client }) {
      const answer = await client.get('/compute/')
      expectStatus(answer, 401, 'GET without credentials')
      expectMatch(fieldOf(answer, 'WWW-Authenticate'), /^Basic realm="/, 'the challenge')
    },
  },
  {
    id: 'http:tenants:entities',
    title: 'nobody sees, changes or deletes what belongs to another',
    verifies: ['CORE-79', 'HTTP-82'],
    service: { tenants: true },
    async run(world) {
      const { client } = world
      const vm = createdAt(await client.send('POST', '/compute/', { categories: [compute] }, [ann]), world)
      expectStatus(await client.get(vm, [ann]), 200, "GET of one's own")
      expectStatus(await client.get(vm, [bob]), [403, 404], 'GET')
      expectStatus(
        await client.send('POST', vm, { attributes: { 'occi.core.title': 'mine' } }, [bob]),
        [403, 404],
        'POST',
      )
      expectStatus(await client.send('DELETE', vm, undefined, [bob]), [403, 404], 'DELETE')
      expectStatus(
        await client.send('DELETE', '/compute/', undefined, [bob]),
        200,
        'DELETE of all that is his',
      )
      expectEqual((await client.get('/compute/', [bob])).view.locations, [], 'what he sees')
      expectEqual((await client.get('/compute/', [ann])).view.locations, [vm], 'what she sees')
    },
  },
  {
    id: 'http:tenants:same-names',
    title: 'two users have a path and a Mixin of the same name, each their own',
    verifies: ['CORE-78', 'HTTP-82'],
    service: { tenants: true },
    run: sameNames,
  },
]

async function sameNames({ client }: World): Promise<void> {
  const attributes = (title: string) => ({ 'occi.core.title': title })
  for (const [user, title] of [
    [ann, 'hers'],
    [bob, 'his'],
  ] as const) {
    expectStatus(
      await client.send('PUT', '/compute/my1', { categories: [compute], attributes: attributes(title) }, [
        user,
      ]),
      201,
      `PUT of ${title}`,
    )
    expectStatus(
      await client.send('POST', '/-/', { categories: [myStuff] }, [user]),
      200,
      `the Mixin of ${title}`,
    )
  }
  expectEqual(
    (await client.get('/compute/my1', [ann])).view.attributes.get('occi.core.title'),
    'hers',
    'what she sees',
  )
  expectEqual(
    (await client.get('/compute/my1', [bob])).view.attributes.get('occi.core.title'),
    'his',
    'what he sees',
  )
  expectStatus(
    await client.send('POST', '/my_stuff/', { locations: ['/compute/my1'] }, [ann]),
    200,
    'tagging',
  )
  expectEqual((await client.get('/my_stuff/', [bob])).view.locations, [], 'his members')
  expectStatus(await client.send('DELETE', '/-/', { categories: [myStuff] }, [bob]), 200, 'removing his')
  expectEqual((await client.get('/my_stuff/', [ann])).view.locations, ['/compute/my1'], 'her members')
}
