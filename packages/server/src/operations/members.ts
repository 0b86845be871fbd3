import {
  OcciError,
  attributesKept,
  attributesOfChanged,
  categoriesOf,
  checkApplicable,
  type Change,
  type Draft,
  type Entity,
  type EntityReference,
  type Mixin,
} from '@occi/core'
import { findAll } from '../input/references.ts'
import { keysChangedBy } from '../service/claims.ts'
import type { Exchange } from '../service/exchange.ts'
import { authorizeAll } from '../workflow/authorize.ts'
import { draftOf, finished, viewOf } from '../workflow/draft.ts'
import { actionsAfter, imposedBy, withImposed, withMixins } from '../workflow/mixins.ts'
import { perform } from '../workflow/perform.ts'
import { toCreate, toDelete, type Step } from '../workflow/steps.ts'
import { collectionOf, queryOf } from './list.ts'
import { changed, type Outcome } from './outcome.ts'

type Named = readonly EntityReference[] | undefined

/** POST to a Mixin's Collection: puts it on the entities named (GFD.223 11.3.2), all or none. */
export async function associate(exchange: Exchange, named: Named): Promise<Outcome> {
  await askAndChange(exchange, await findAll(wanted(named, exchange), exchange), [])
  return membersNow(exchange)
}

/** PUT of a Mixin's Collection: the entities named are its members from now on (GFD.223 11.2.1), all or none. */
export async function replaceMembers(exchange: Exchange, named: Named): Promise<Outcome> {
  const members = await findAll(wanted(named, exchange), exchange)
  const stay = new Set(members.map(({ id }) => id))
  const present = await membersOf(exchange)
  const leave = present.filter(({ id }) => !stay.has(id))
  await askAndChange(exchange, members, leave)
  return membersNow(exchange)
}

/** DELETE of a Mixin's Collection: takes it off the entities named, or off all (GFD.223 11.4.2); it never deletes them. */
export async function dissociate(exchange: Exchange, named: Named): Promise<Outcome> {
  const leave = named === undefined ? await membersOf(exchange) : await findAll(named, exchange)
  const stranger = leave.find(({ mixins }) => !mixins.some(({ id }) => id === mixinOf(exchange).id))
  if (stranger !== undefined) {
    throw new OcciError('unknown-location', `${stranger.location} is no member of ${exchange.target.path}`, {
      location: stranger.location,
    })
  }
  await askAndChange(exchange, [], leave)
  return membersNow(exchange)
}

/** Takes a Mixin off all its members, calling its Backends. */
export async function dissociateAll(exchange: Exchange, mixin: Mixin): Promise<void> {
  const target = { sort: 'mixin', category: mixin, path: mixin.location ?? '' } as const
  await changeMembers({ ...exchange, target }, [], await membersOf({ ...exchange, target }))
}

function membersNow(exchange: Exchange): Outcome {
  return changed(collectionOf(queryOf(exchange.target), exchange))
}

function wanted(named: Named, { target }: Exchange): readonly EntityReference[] {
  if (named !== undefined) return named
  throw new OcciError(
    'malformed',
    `the locations of the entities are wanted to change the members of ${target.path}`,
  )
}

function mixinOf({ target }: Exchange): Mixin {
  if (target.sort === 'mixin') return target.category
  throw new OcciError('internal', `${target.path} is no Collection of a Mixin`)
}

async function membersOf(exchange: Exchange): Promise<readonly Entity[]> {
  const { service, scope, target } = exchange
  const members: Entity[] = []
  for await (const chunk of service.registry.list({ changeable: true, ...queryOf(target) }, scope))
    members.push(...chunk)
  return members
}

async function askAndChange(
  exchange: Exchange,
  come: readonly Entity[],
  go: readonly Entity[],
): Promise<void> {
  const categories = [mixinOf(exchange)]
  await authorizeAll(exchange, 'associate', come, { categories })
  await authorizeAll(exchange, 'dissociate', go, { categories })
  await changeMembers(exchange, come, go)
}

async function changeMembers(
  exchange: Exchange,
  come: readonly Entity[],
  go: readonly Entity[],
): Promise<void> {
  const { service, patience, scope } = exchange
  const all = [...come, ...go]
  if (all.length === 0) return
  await service.queue.run({ change: keysChangedBy(all) }, patience, async () => {
    const joining = (await current(come, exchange)).filter((entity) => !has(entity, mixinOf(exchange)))
    const leaving = (await current(go, exchange)).filter((entity) => has(entity, mixinOf(exchange)))
    const changes = [
      ...joining.map((entity) => joined(entity, exchange)),
      ...leaving.map((entity) => left(entity, exchange)),
    ]
    if (changes.length === 0) return
    await perform(exchange, {
      operation: joining.length > 0 ? 'associate' : 'dissociate',
      scope,
      planned: changes.map(({ draft }): Change => ({ type: 'update', entity: viewOf(draft) })),
      steps: changes.flatMap(({ steps }) => steps),
      finish: () =>
        changes.map(({ draft }): Change => ({
          type: 'update',
          entity: finished(draft, capabilitiesOf(draft, exchange)),
        })),
    })
  })
}

/** The entities as they are now that it is our turn; those that are gone meanwhile are an error. */
async function current(
  entities: readonly Entity[],
  { service, scope }: Exchange,
): Promise<readonly Entity[]> {
  return Promise.all(
    entities.map(async ({ location }) => {
      const entity = await service.registry.get(location, scope)
      if (entity !== undefined) return entity
      throw new OcciError('unknown-location', `there is no Entity at ${location} any more`, { location })
    }),
  )
}

interface MemberChange {
  readonly draft: Draft
  readonly steps: readonly Step[]
}

function joined(entity: Entity, exchange: Exchange): MemberChange {
  const { catalog } = exchange
  const mixin = mixinOf(exchange)
  checkApplicable([mixin], entity.kind, catalog)
  const mixins = withMixins(entity.mixins, [mixin], catalog)
  const capabilities = catalog.capabilities(entity.kind, mixins)
  const attributes = withImposed(
    attributesOfChanged(entity.attributes, new Map(), capabilities),
    imposedBy([mixin], catalog),
  )
  const draft = { ...draftOf(entity), mixins, attributes, actions: actionsAfter(entity, mixins, catalog) }
  const replaced = entity.mixins.filter((old) => !mixins.includes(old))
  return {
    draft,
    steps: [
      ...toCreate(exchange, 'associate', draft, [mixin]),
      ...toDelete(exchange, 'associate', entity, replaced),
    ],
  }
}

function left(entity: Entity, exchange: Exchange): MemberChange {
  const mixin = mixinOf(exchange)
  const mixins = entity.mixins.filter(({ id }) => id !== mixin.id)
  const capabilities = exchange.catalog.capabilities(entity.kind, mixins)
  const draft = {
    ...draftOf(entity),
    mixins,
    attributes: attributesKept(entity.attributes, capabilities),
    actions: actionsAfter(entity, mixins, exchange.catalog),
  }
  return { draft, steps: toDelete(exchange, 'dissociate', entity, [mixin]) }
}

function capabilitiesOf({ kind, mixins }: Draft, { catalog }: Exchange) {
  return catalog.capabilities(kind, mixins)
}

function has(entity: Entity, mixin: Mixin): boolean {
  return categoriesOf(entity).some(({ id }) => id === mixin.id)
}
