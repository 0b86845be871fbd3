import {
  checkQuota,
  growthOf,
  quantityOf,
  systemScope,
  type Change,
  type Growth,
  type Quota,
  type Reservation,
  type Scope,
} from '@occi/core'
import { MemoryRegistry } from '../src/index.ts'
import { expectFoundOut, type Broken } from './_broken.ts'

const broken: readonly Broken[] = [
  {
    fault: 'knows no quotas',
    Registry: withQuotas(() => []),
    caught: ['quota:number', 'quota:sum', 'quota:owners', 'quota:reserved', 'quota:race'],
  },
  {
    fault: 'keeps the first quota alone',
    Registry: withQuotas((quotas) => quotas.slice(0, 1)),
    caught: ['quota:each'],
  },
  {
    fault: 'counts where it should sum',
    Registry: withQuotas((quotas) => quotas.map(({ attribute: _attribute, ...quota }) => quota)),
    caught: ['quota:sum', 'quota:update', 'quota:finish'],
  },
  {
    fault: 'counts all Kinds together',
    Registry: withQuotas((quotas) => quotas.map(({ kind: _kind, ...quota }) => quota)),
    caught: ['quota:number'],
  },
  {
    fault: 'keeps no quota of shared things',
    Registry: class extends MemoryRegistry {
      override commit(changes: readonly Change[], scope: Scope, reservation?: Reservation) {
        return super.commit(changes, scope.owner === undefined ? unbounded(scope) : scope, reservation)
      }
    },
    caught: ['quota:shared'],
  },
  {
    fault: 'looks at quotas when it commits alone',
    Registry: class extends MemoryRegistry {
      override reserve(reservation: Omit<Reservation, 'id'>, scope: Scope) {
        return super.reserve(reservation, unbounded(scope))
      }
    },
    caught: ['quota:number', 'quota:together', 'quota:update', 'quota:race'],
  },
  {
    fault: 'looks at quotas when it reserves alone',
    Registry: class extends MemoryRegistry {
      override commit(changes: readonly Change[], scope: Scope, reservation?: Reservation) {
        return super.commit(changes, unbounded(scope), reservation)
      }
    },
    caught: ['quota:number', 'quota:sum', 'quota:links', 'quota:negative'],
  },
  {
    fault: 'forgets what is reserved',
    Registry: class extends MemoryRegistry {
      override async reserve(reservation: Omit<Reservation, 'id'>, scope: Scope) {
        const checked = await super.reserve(reservation, scope)
        await super.release(checked)
        return super.reserve({ ...reservation, changes: [] }, scope)
      }
    },
    caught: ['quota:reserved', 'quota:reserved-update'],
  },
  {
    fault: 'looks first and writes then',
    Registry: class extends MemoryRegistry {
      override async reserve(reservation: Omit<Reservation, 'id'>, scope: Scope) {
        for (const quota of scope.quotas ?? [])
          checkQuota(
            quota,
            await usedOf(this, scope, quota),
            growthOf(comingIn(reservation.changes), scope.owner, quota),
          )
        return super.reserve(reservation, unbounded(scope))
      }
    },
    caught: ['quota:race-reserved'],
  },
  {
    fault: 'refuses what adds nothing',
    Registry: class extends MemoryRegistry {
      override async commit(changes: readonly Change[], scope: Scope, reservation?: Reservation) {
        for (const quota of scope.quotas ?? []) checkQuota(quota, (await usedOf(this, scope, quota)) - 1, 1)
        return super.commit(changes, scope, reservation)
      }
    },
    caught: ['quota:update'],
  },
]

expectFoundOut(broken)

async function usedOf(registry: MemoryRegistry, { owner }: Scope, quota: Quota): Promise<number> {
  let used = 0
  for await (const chunk of registry.list({}, systemScope))
    for (const entity of chunk) if (entity.owner === owner) used += quantityOf(entity, quota)
  return used
}

function comingIn(changes: readonly Change[]): readonly Growth[] {
  return changes.flatMap((change) => (change.type === 'create' ? [{ after: change.entity }] : []))
}

function unbounded({ quotas: _quotas, ...scope }: Scope): Scope {
  return scope
}

function withQuotas(change: (quotas: readonly Quota[]) => readonly Quota[]): new () => MemoryRegistry {
  const changed = (scope: Scope) => ({ ...scope, quotas: change(scope.quotas ?? []) })
  return class extends MemoryRegistry {
    override commit(changes: readonly Change[], scope: Scope, reservation?: Reservation) {
      return super.commit(changes, changed(scope), reservation)
    }
    override reserve(reservation: Omit<Reservation, 'id'>, scope: Scope) {
      return super.reserve(reservation, changed(scope))
    }
  }
}
