import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { scheme } from '../../_fixtures.ts'
import { createLayer, type CategoryLayer } from '../../catalog/layer.ts'
import { defineAction } from '../../model/action.ts'
import { defineMixin, type Mixin } from '../../model/mixin.ts'
import { namesOf } from '../mixin-names.ts'
import { UserLayers, type Viewer } from './user-layers.ts'

const system: Viewer = { system: true }
const shared: Viewer = { system: false }
const ann: Viewer = { system: false, owner: 'ann' }
const bob: Viewer = { system: false, owner: 'bob' }
const viewers = [system, shared, ann, bob]
const paths = ['/', '/a/', '/a/b/', '/t/', '/t/0/', '/t/1/', '/none/']

/** Mixins in order of age, as a store has them, and the layers that follow. */
class Stored {
  readonly mixins: Mixin[] = []
  readonly layers = new UserLayers({
    of: (owner) => this.mixins.filter((mixin) => mixin.owner === owner),
    owned: () => this.mixins.filter(({ owner }) => owner !== undefined),
  })

  /** Adds one unless its owner, or the shared space, has a name of it. */
  add(mixin: Mixin): void {
    const rivals = this.mixins.filter(({ owner }) => owner === undefined || owner === mixin.owner)
    const taken = new Set(rivals.flatMap(namesOf))
    if (namesOf(mixin).some((name) => taken.has(name))) return
    this.mixins.push(mixin)
    this.layers.add(mixin)
  }

  remove(mixin: Mixin): void {
    this.mixins.splice(this.mixins.indexOf(mixin), 1)
    this.layers.remove(mixin)
  }

  /** What a layer made anew says. */
  expected({ system: all, owner }: Viewer): CategoryLayer {
    const of = (one: string | undefined) => this.mixins.filter((mixin) => mixin.owner === one)
    if (all) return createLayer(unrivalled([...of(undefined), ...this.mixins]).filter(isFirst))
    return createLayer(unrivalled(owner === undefined ? of(undefined) : [...of(owner), ...of(undefined)]))
  }
}

function isFirst(mixin: Mixin, index: number, all: readonly Mixin[]): boolean {
  return all.indexOf(mixin) === index
}

function mixinOf(term: string, location?: string, owner?: string, action?: string): Mixin {
  return defineMixin({
    scheme,
    term,
    origin: 'user',
    ...(location === undefined ? {} : { location }),
    ...(owner === undefined ? {} : { owner }),
    ...(action === undefined ? {} : { actions: [defineAction({ scheme, term: action })] }),
  })
}

/** All that a layer says, as plain data; what can only be asked for is asked for by these names. */
function saidBy({ byId, byLocation, above }: CategoryLayer, asked: readonly string[]) {
  return {
    byId: [...byId],
    byLocation: [...byLocation],
    above: [...above],
    sizes: [byId.size, byLocation.size, above.size],
    keys: [[...byId.keys()], [...byLocation.keys()], [...above.keys()]],
    values: [[...byId.values()], [...byLocation.values()], [...above.values()], [...above.entries()]],
    each: [eachOf(byId), eachOf(byLocation), eachOf(above)],
    asked: asked.map((name) => [byId.get(name), byId.has(name), byLocation.get(name), byLocation.has(name)]),
    below: paths.map((path) => above.has(path)),
  }
}

function eachOf(collection: ReadonlyMap<string, unknown> | ReadonlySet<string>): readonly unknown[] {
  const each: unknown[] = []
  collection.forEach((value: unknown, key: string) => each.push([key, value]))
  return each
}

/** Whole numbers below a bound, the same ones for the same seed. */
function createRandom(seed: number): (bound: number) => number {
  let state = seed
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * bound)
  }
}

function randomMixin(random: (bound: number) => number, names: number): Mixin {
  const number = random(names)
  const location = [`/t/${random(2)}/${random(names)}/`, `/a/b/c${number}/`, '/a/b/', undefined][random(4)]
  const action = random(4) === 0 ? `act-${random(4)}` : undefined
  return mixinOf(`t${number}`, location, [undefined, 'ann', 'bob'][random(3)], action)
}

describe.each([1, 2, 3, 4, 5, 6])('layers made from those before, seed %i', (seed) => {
  // Few names, so that owners want the same; and enough steps to leave the past behind several times.
  test.each([6, 40])('say what ones made anew would, of %i names', (count) => {
    const random = createRandom(seed)
    const stored = new Stored()
    const asked = new Set<string>()
    const old: (() => void)[] = []
    for (let step = 0; step < 400; step += 1) {
      const mixin = randomMixin(random, count)
      for (const name of namesOf(mixin)) asked.add(name)
      if (random(9) < 5) stored.add(mixin)
      else if (stored.mixins.length > 0) stored.remove(stored.mixins[random(stored.mixins.length)] ?? mixin)
      if (random(3) > 0) continue
      const names = [...asked]
      for (const viewer of viewers) {
        const layer = stored.layers.layer(viewer)
        const said = saidBy(stored.expected(viewer), names)
        expect(saidBy(layer, names), `step ${step}`).toEqual(said)
        if (step % 10 === 0) old.push(() => expect(saidBy(layer, names)).toEqual(said))
      }
    }
    for (const check of old) check()
  })
})

test('an old layer that was never listed is as it was', () => {
  const stored = new Stored()
  const tag = mixinOf('tag', '/t/0/tag/')
  stored.add(tag)
  const before = stored.layers.layer(shared)
  const [expected, names] = [stored.expected(shared), namesOf(tag)]
  for (let turn = 0; turn < 500; turn += 1) {
    stored.remove(stored.mixins[0] ?? tag)
    stored.add(mixinOf('tag', `/a/${turn}/`))
  }
  expect(saidBy(before, names)).toEqual(saidBy(expected, names))
})

test('a layer is the same object until something comes or goes that its viewer could see', () => {
  const stored = new Stored()
  stored.add(mixinOf('tag', '/t/tag/', 'ann'))
  const layers = () => viewers.map((viewer) => stored.layers.layer(viewer))
  const first = layers()
  expect(layers().every((layer, index) => layer === first[index])).toBe(true)
  stored.add(mixinOf('of-bob', '/t/bob/', 'bob'))
  const second = layers()
  expect(second.map((layer, index) => layer === first[index])).toEqual([false, true, true, false])
  stored.add(mixinOf('shared', '/t/shared/'))
  const third = layers()
  expect(third.some((layer, index) => layer === second[index])).toBe(false)
  expect(new Set([...first, ...second, ...third].map(({ version }) => version)).size).toBe(9)
})

test('who has no Mixins sees the layer of the shared ones', () => {
  const stored = new Stored()
  stored.add(mixinOf('shared'))
  expect(stored.layers.layer(ann)).toBe(stored.layers.layer(shared))
  expect(stored.layers.layer(system)).toBe(stored.layers.layer(shared))
})

test('the store is asked once, and again when all is forgotten', () => {
  const asked: unknown[] = []
  const layers = new UserLayers({
    of: (owner) => (asked.push(owner), []),
    owned: () => (asked.push('owned'), []),
  })
  const askAll = () => viewers.forEach((viewer) => layers.layer(viewer))
  askAll()
  layers.add(mixinOf('tag'))
  layers.add(mixinOf('mine', '/mine/', 'ann'))
  askAll()
  expect(asked).toEqual([undefined, 'owned', 'ann', 'bob'])
  layers.forget()
  askAll()
  expect(asked.slice(4)).toEqual([undefined, 'owned', 'ann', 'bob'])
})

test('what is gone is let go of, however much comes and goes', async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const stored = new Stored()
  const gone = Array.from({ length: 2000 }, (_one, turn) => {
    const mixin = mixinOf('tag', '/t/0/tag/', [undefined, 'ann'][turn % 2])
    stored.add(mixin)
    for (const viewer of viewers) stored.layers.layer(viewer)
    stored.remove(mixin)
    return new WeakRef(mixin)
  })
  // A WeakRef holds on until the end of the turn.
  await new Promise(setImmediate)
  collect()
  expect(gone.filter((one) => one.deref() !== undefined).length).toBeLessThan(200)
})

/** Mixins of which none takes a name that an earlier one has. */
function unrivalled(mixins: readonly Mixin[]): readonly Mixin[] {
  const taken = new Set<string>()
  return mixins.filter((mixin) => {
    const names = namesOf(mixin)
    if (names.some((name) => taken.has(name))) return false
    for (const name of names) taken.add(name)
    return true
  })
}
