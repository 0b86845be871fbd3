import type { CategoryLayer, Change, Commit, Entity, EntityQuery, Reservation, Scope } from '@occi/core'
import { registryCases } from '@occi/testing'
import { describe, expect, test } from 'vitest'
import { SqliteRegistry } from '../src/index.ts'
import { newFiles } from './_files.ts'

const newFile = newFiles()
const everyones = new Set<Reservation>()

/** Registries with faults that only a second one on the same file brings to light, and the cases that must find them. */
const broken = [
  {
    fault: "keeps users' Mixins as it first saw them",
    Registry: class extends SqliteRegistry {
      readonly #layers = new Map<string | undefined, CategoryLayer>()
      override async userMixins(scope: Scope): Promise<CategoryLayer> {
        const layer = this.#layers.get(scope.owner) ?? (await super.userMixins(scope))
        this.#layers.set(scope.owner, layer)
        return layer
      }
    },
    caught: ['shared:mixins'],
  },
  {
    fault: 'keeps counts as it first saw them',
    Registry: class extends SqliteRegistry {
      #count: number | undefined
      override async count(query: EntityQuery, scope: Scope): Promise<number> {
        this.#count ??= await super.count(query, scope)
        return this.#count
      }
    },
    caught: ['shared:entities'],
  },
  {
    fault: 'overwrites what others have changed',
    Registry: class extends SqliteRegistry {
      override async commit(changes: readonly Change[], scope: Scope, held?: Reservation): Promise<Commit> {
        const now = async (entity: Entity) => (await this.get(entity.location, scope))?.revision ?? 0
        const fresh = changes.map(async (change) =>
          change.type === 'update'
            ? { ...change, entity: { ...change.entity, revision: await now(change.entity) } }
            : change,
        )
        return super.commit(await Promise.all(fresh), scope, held)
      }
    },
    caught: ['shared:stale'],
  },
  {
    fault: 'counts revisions by itself',
    Registry: class extends SqliteRegistry {
      #revision = 0
      override async commit(changes: readonly Change[], scope: Scope, held?: Reservation): Promise<Commit> {
        this.#revision += 1
        return { ...(await super.commit(changes, scope, held)), revision: this.#revision }
      }
    },
    caught: ['shared:revisions'],
  },
  {
    fault: 'makes up its own secret',
    Registry: class extends SqliteRegistry {
      readonly #secret = crypto.randomUUID()
      override async secret(): Promise<string> {
        return this.#secret
      }
    },
    caught: ['shared:secret'],
  },
  {
    fault: 'settles what others are doing',
    Registry: class extends SqliteRegistry {
      override async reserve(planned: Omit<Reservation, 'id'>, scope: Scope): Promise<Reservation> {
        const held = await super.reserve(planned, scope)
        everyones.add(held)
        return held
      }
      override async reservations(): Promise<readonly Reservation[]> {
        return [...everyones]
      }
    },
    caught: ['shared:reservations'],
  },
]

describe.each(broken)('a Registry that $fault', ({ Registry, caught }) => {
  test.each(caught)('is found out by registry:%s', async (id) => {
    const found = registryCases.find((one) => one.id === `registry:${id}`)
    const file = newFile()
    const open = () => Registry.open({ file, survives: 'crash' })
    await expect(found?.run({ open, share: open })).rejects.toBeInstanceOf(Error)
  })
})
