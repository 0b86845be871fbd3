import {
  defineKind,
  defineMixin,
  serve,
  type BackendCall,
  type Call,
  type Category,
  type Backend,
  type EntityData,
  type Kind,
  type Mixin,
  type Scope,
} from '@occi/core'
import { compute, start } from '@occi/infrastructure'
import { MemoryRegistry } from '@occi/registry-memory'
import { describe, expect, test } from 'vitest'

import { Recorder } from './_recorder.ts'
import { attribute, category, location, open, type Opened, type Sent } from './_service.ts'
import { contentOf, extensions } from './_world.ts'

const tag = defineMixin({
  scheme: 'http://example.com/tags#',
  term: 'mine',
  location: '/mine/',
  origin: 'user',
})
const defineTag = [`${category(tag)}; location="/mine/"`]

describe('backendsFor', () => {
  const special = defineKind({
    scheme: 'http://example.com/occi#',
    term: 'special',
    parent: compute,
    location: '/special/',
  })

  /** Calls the Backend of the parent Kind too, before that of the Kind. */
  class InheritingRegistry extends MemoryRegistry {
    override backendsFor(
      entity: Pick<EntityData, 'kind' | 'mixins'>,
      call: Omit<Call, 'undo' | 'signal'>,
      extras: unknown,
    ): readonly BackendCall[] {
      const categories = call.categories.flatMap((one) => (one.id === special.id ? [compute, one] : [one]))
      return super.backendsFor(entity, { ...call, categories }, extras)
    }
  }

  test("calls a parent Kind's Backend as well", async () => {
    const recorder = new Recorder()
    const backends = [serve(compute, recorder.backend('C')), serve(special, recorder.backend('S'))]
    await using opened = await open({ extensions, backends, registry: new InheritingRegistry() })
    await opened.make('/special/', [category(special)])
    expect(recorder.calls).toEqual(['C.create compute', 'S.create special'])
  })

  test("as it is, calls the Kind's own alone", async () => {
    const recorder = new Recorder()
    const backends = [serve(compute, recorder.backend('C')), serve(special, recorder.backend('S'))]
    await using opened = await open({ extensions, backends })
    const made = await opened.make('/special/', [category(special)])
    recorder.restart()
    expect((await opened.send('POST', `${made}?action=start`, { body: [category(start)] })).status).toBe(200)
    expect(recorder.calls).toEqual(['C.action(start) compute'])
  })
})

test('newId makes the ids, and with them the paths', async () => {
  class CountingRegistry extends MemoryRegistry {
    #made = 0
    override newId({ term }: Kind, extras: unknown): string {
      this.#made += 1
      return `urn:example:${String(extras)}:${term}-${this.#made}`
    }
  }
  await using opened = await open({ registry: new CountingRegistry(), authenticate: () => 'ann' })
  const vm = await opened.make('/compute/', [category(compute)])
  expect(vm).toBe('/compute/compute-1')
  expect((await opened.send('GET', vm)).body).toContain('occi.core.id="urn:example:ann:compute-1"')
})

describe('setBackend', () => {
  /** Gives each Mixin that a user makes a Backend that does something. */
  class TaggingRegistry extends MemoryRegistry {
    readonly recorder = new Recorder()
    override setBackend(category: Category, backend: Backend | undefined): void {
      const isTag = category.class === 'mixin' && category.origin === 'user'
      super.setBackend(category, isTag ? this.recorder.backend('T') : backend)
    }
  }

  test("gives a user's Mixin a Backend that does something", async () => {
    const registry = new TaggingRegistry()
    await using opened = await open({ registry })
    const vm = await opened.make('/compute/', [category(compute)])
    expect((await opened.send('POST', '/-/', { body: defineTag })).status).toBe(200)
    await opened.send('POST', '/mine/', { body: [location(vm)] })
    await opened.send('GET', vm)
    await opened.send('DELETE', '/-/', { body: [category(tag)] })
    expect(registry.recorder.calls).toEqual(['T.create mine', 'T.retrieve mine', 'T.delete mine'])
    expect((await opened.send('GET', vm)).body).not.toContain('mine')
    expect((await opened.send('GET', '/mine/')).status).toBe(404)
  })
})

test('removeMixin is told which Mixin goes, and for whom', async () => {
  const told: string[] = []
  class TellingRegistry extends MemoryRegistry {
    override async removeMixin(mixin: Mixin, scope: Scope): Promise<void> {
      told.push(`${mixin.term} of ${scope.owner}`)
      await super.removeMixin(mixin, scope)
    }
    override owner(extras: unknown): string | undefined {
      return String(extras)
    }
  }
  await using opened = await open({ registry: new TellingRegistry(), authenticate: () => 'ann' })
  await opened.send('POST', '/-/', { body: defineTag })
  expect((await opened.send('DELETE', '/-/', { body: [category(tag)] })).status).toBe(200)
  expect(told).toEqual(['mine of ann'])
})

describe('owner', () => {
  class OwningRegistry extends MemoryRegistry {
    override owner(extras: unknown): string | undefined {
      return typeof extras === 'string' && extras !== 'admin' ? extras : undefined
    }
  }

  interface User {
    readonly send: (
      method: string,
      path: string,
      body?: Sent['body'],
      headers?: Record<string, string>,
    ) => ReturnType<Opened['send']>
  }

  async function openForUsers() {
    const registry = new OwningRegistry()
    const opened = await open({
      extensions,
      registry,
      authenticate: ({ headers }) => headers.get('authorization')?.[0],
    })
    const user = (name: string): User => ({
      send: (method, path, body, headers = {}) =>
        opened.send(method, path, {
          headers: { authorization: name, ...headers },
          ...(body === undefined ? {} : { body }),
        }),
    })
    return { ...opened, ann: user('ann'), bob: user('bob'), admin: user('admin') }
  }

  const body = (title: string) => [
    category(compute),
    attribute('occi.core.title', title),
    attribute('occi.core.id', 'urn:x:1'),
  ]

  test('two users have the same path, the same id and the same Mixin, each alone', async () => {
    await using opened = await openForUsers()
    for (const [name, user] of [
      ['ann', opened.ann],
      ['bob', opened.bob],
    ] as const) {
      expect((await user.send('POST', '/-/', defineTag)).status).toBe(200)
      const put = [...body(`${name}'s`), category(tag)]
      expect((await user.send('PUT', '/compute/mine', put)).status).toBe(201)
    }
    for (const [name, user] of [
      ['ann', opened.ann],
      ['bob', opened.bob],
    ] as const) {
      const entity = await user.send('GET', '/compute/mine')
      expect(entity.body).toContain(`occi.core.title="${name}'s"`)
      expect(entity.body).toContain('occi.core.id="urn:x:1"')
      for (const listing of ['/compute/', '/mine/', '/'])
        expect([listing, (await user.send('GET', listing)).body]).toEqual([
          listing,
          'X-OCCI-Location: http://127.0.0.1:8888/compute/mine',
        ])
    }
  })

  test('what one changes or deletes, the other does not notice', async () => {
    await using opened = await openForUsers()
    const { ann, bob } = opened
    for (const user of [ann, bob]) {
      await user.send('POST', '/-/', defineTag)
      await user.send('PUT', '/compute/mine', [...body('old'), category(tag)])
    }
    const tagged = (await bob.send('GET', '/compute/mine')).headers.get('etag') ?? ''
    await ann.send('POST', '/compute/mine', [attribute('occi.core.title', 'new')])
    await ann.send('DELETE', '/mine/', [location('/compute/mine')])
    await ann.send('DELETE', '/-/', [category(tag)])
    await ann.send('DELETE', '/compute/')
    expect((await ann.send('GET', '/compute/mine')).status).toBe(404)
    expect((await ann.send('GET', '/mine/')).status).toBe(404)
    expect((await bob.send('GET', '/mine/')).body).toContain('/compute/mine')
    expect((await bob.send('GET', '/compute/mine', undefined, { 'if-none-match': tagged })).status).toBe(304)
  })

  test("a user sees nothing of another's: 404 whatever is tried", async () => {
    await using opened = await openForUsers()
    await opened.ann.send('PUT', '/compute/secret', body('hidden'))
    const before = await contentOf(opened)
    const { bob } = opened
    const tried = [
      await bob.send('GET', '/compute/secret'),
      await bob.send('POST', '/compute/secret', [attribute('occi.core.title', 'x')]),
      await bob.send('POST', '/compute/secret?action=start', [category(start)]),
      await bob.send('DELETE', '/compute/secret'),
    ]
    expect(tried.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect((await bob.send('DELETE', '/compute/')).status).toBe(200)
    expect((await bob.send('GET', '/')).body).toBe('')
    expect((await bob.send('POST', '/billed/', [location('/compute/secret')])).status).toBe(400)
    expect(await contentOf(opened)).toBe(before)
  })

  test('what nobody owns is seen by all, and changed by those who may', async () => {
    await using opened = await openForUsers()
    await opened.admin.send('PUT', '/compute/shared', body('for all'))
    const before = await contentOf(opened)
    expect((await opened.ann.send('GET', '/compute/shared')).body).toContain('for all')
    const tried = [
      await opened.ann.send('POST', '/compute/shared', [attribute('occi.core.title', 'x')]),
      await opened.ann.send('PUT', '/compute/shared', body('x')),
      await opened.ann.send('POST', '/compute/shared?action=start', [category(start)]),
      await opened.ann.send('POST', '/billed/', [location('/compute/shared')]),
      await opened.ann.send('DELETE', '/compute/shared'),
    ]
    for (const { status } of tried) expect([403, 404]).toContain(status)
    expect((await opened.ann.send('DELETE', '/compute/')).status).toBe(200)
    expect(await contentOf(opened)).toBe(before)
    expect((await opened.admin.send('DELETE', '/compute/shared')).status).toBe(200)
  })
})

describe('secret', () => {
  class SecretiveRegistry extends MemoryRegistry {
    async secret(): Promise<string> {
      return 'the same for every process and restart'
    }
  }

  /** The entity tag of a compute, as two services on one Registry give it. */
  async function tagsOf(registry: MemoryRegistry): Promise<readonly (string | null)[]> {
    await using one = await open({ extensions, registry })
    await using other = await open({ extensions, registry })
    const path = await one.make('/compute/', [category(compute)])
    const answers = await Promise.all([one, other].map(({ send }) => send('GET', path)))
    return answers.map(({ headers }) => headers.get('etag'))
  }

  test('of the Registry makes the same entity tags in every process on it', async () => {
    const [tag, other] = await tagsOf(new SecretiveRegistry())
    expect(tag).toBe(other)
  })

  test('is made up by each process where the Registry keeps none', async () => {
    const [tag, other] = await tagsOf(new MemoryRegistry())
    expect(tag).not.toBe(other)
  })
})
