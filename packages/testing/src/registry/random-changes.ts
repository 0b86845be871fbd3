import { keyOf, type Change, type Entity, type Mixin } from '@occi/core'
import { aCompute, aLink, aNetwork, turbo } from '../fixtures.ts'
import type { Random } from '../random.ts'
import type { NaiveRegistry } from './naive-registry.ts'

const owners = [undefined, undefined, 'alice', 'bob'] as const

/** One commit, good or bad: few names and owners, so that changes meet. */
export function randomChanges(random: Random, model: NaiveRegistry): readonly Change[] {
  const changes = Array.from({ length: 1 + random.below(2) }, () => randomChange(random, model)).flat()
  const named = changes.map((change) => ('entity' in change ? JSON.stringify(keyOf(change.entity)) : ''))
  return changes.filter((_, index) => named.indexOf(named[index] ?? '') === index)
}

function randomChange(random: Random, model: NaiveRegistry): readonly Change[] {
  const choice = model.entities.length < 4 ? 0 : random.below(10)
  if (choice < 3) return [{ type: 'create', entity: randomResource(random) }]
  if (choice < 5) return [{ type: 'create', entity: randomLink(random, model) }]
  const entity = random.pick(model.entities)
  if (choice < 8) return [{ type: 'update', entity: randomUpdate(random, entity) }]
  const links = model.entities.filter(
    (one) => one.type === 'link' && [one.source, one.target].some((end) => isAt(end, entity)),
  )
  return [entity, ...(choice === 8 ? links : [])].map((one) => ({ type: 'delete', entity: one }))
}

function randomResource(random: Random): Entity {
  const owner = random.pick(owners)
  const make = random.pick([aCompute, aNetwork])
  const attributes = { 'com.example.cores': random.below(3) }
  return make(`${random.below(6)}`, {
    ...(owner === undefined ? {} : { owner }),
    attributes,
    mixins: randomMixins(random),
  })
}

function randomLink(random: Random, model: NaiveRegistry): Entity {
  const [source, target] = [random.pick(model.entities), random.pick(model.entities)]
  const { owner } = random.pick([source, target])
  return aLink(`${random.below(20)}`, source, target, {
    ...(owner === undefined ? {} : { owner }),
    mixins: randomMixins(random),
  })
}

function randomUpdate(random: Random, entity: Entity): Entity {
  const revision = random.below(8) === 0 ? entity.revision - 1 : entity.revision
  return {
    ...entity,
    revision,
    attributes: { 'com.example.cores': random.below(3) },
    mixins: randomMixins(random),
  }
}

function randomMixins(random: Random): readonly Mixin[] {
  return random.below(2) === 0 ? [] : [turbo]
}

function isAt(
  end: { readonly location: string; readonly owner?: string },
  { location, owner }: Entity,
): boolean {
  return end.location === location && end.owner === owner
}
