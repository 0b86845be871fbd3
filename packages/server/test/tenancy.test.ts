import { systemScope } from '@occi/core'
import { MemoryRegistry } from '@occi/registry-memory'
import { SqliteRegistry } from '@occi/registry-sqlite'
import { describe, expect, test } from 'vitest'

import { operations } from '../src/operations/table.ts'
import { edges } from './_service.ts'
import { speeches } from './_speech.ts'
import { recipes, type Attempt, type Recipe, type Things } from './_tenancy-recipes.ts'
import { belongings, openWorld, type MakeRegistry, type Told, type World } from './_tenancy-world.ts'

const registries: readonly (readonly [string, MakeRegistry])[] = [
  ['memory', (options) => new MemoryRegistry(options)],
  ['SQLite', (options) => SqliteRegistry.open({ file: ':memory:', ...options })],
]

const [text] = speeches
const secret = thingsNamed('hers')
const common = thingsNamed('common')

/** Every operation of the server, from its table. */
const cells = Object.entries(operations).flatMap(([sort, verbs]) =>
  Object.keys(verbs).map((verb) => ({
    sort,
    verb,
    method: verb.split(' ', 1)[0] ?? verb,
    recipe: recipeOf(sort, verb),
  })),
)

test('every operation of the table is tried as the wrong user', () => {
  expect(cells.filter(({ recipe }) => recipe === undefined)).toEqual([])
})

describe.each(registries)('in the Registry %s', (_name, make) => {
  for (const edge of edges)
    for (const speech of speeches)
      describe(`over ${edge} in ${speech.mediaType}`, () => {
        const open = () => openWorld(make, edge, speech)
        for (const { sort, verb, method, recipe } of cells)
          if (recipe) tryCell(`${verb} of ${sort}`, { open, method, recipe })
      })
})

describe('the suite catches a Registry that', () => {
  test.each([
    ['finds what belongs to another by its path', ['get']],
    ['finds it by its id', ['getById']],
    ['lists it', ['list']],
    ['lists its path', ['locations']],
    ['shows the Mixins of others', ['userMixins']],
    ['lets everybody change what he finds', ['get', 'commit']],
  ])('%s', async (_what, methods) => {
    const make: MakeRegistry = (options) => leaking(new MemoryRegistry(options), methods)
    const open = () => openWorld(make, 'fetch', text)
    const outcomes = await Promise.allSettled(
      cells.flatMap(({ method, recipe }) => (recipe ? [expectUnseen({ open, method, recipe })] : [])),
    )
    expect(outcomes.filter(({ status }) => status === 'rejected')).not.toEqual([])
  })
})

interface Cell {
  readonly open: () => Promise<World>
  readonly method: string
  readonly recipe: Recipe
}

// verifies('HTTP-82', 'CORE-79')
function tryCell(name: string, cell: Cell): void {
  const { open, method, recipe } = cell
  test(`${name}: their owner may`, async () => {
    await using world = await open()
    await world.furnish('ann', secret)
    const [first] = recipe(secret)
    expect(await world.ask('ann', method, first)).toSatisfy(isSuccess)
  })

  test(`${name}: to anybody else it is as if they were not there`, () => expectUnseen(cell))

  test(`${name}: what is shared is changed by nobody who has a name`, async () => {
    await using world = await open()
    await world.furnish('nobody', common)
    await world.furnish('bob')
    const before = await belongings(world.registry, undefined)
    for (const attempt of recipe(common))
      for (const { status } of await asked(world, method, attempt)) expect(status).toBeLessThan(500)
    expect(await belongings(world.registry, undefined)).toBe(before)
    const [first] = recipe(common)
    expect(await world.ask('nobody', method, first)).toSatisfy(isSuccess)
  })
}

/** Bob tries everything on two services, of which only one has what is ann's: he is told the same, and does nothing to it. */
async function expectUnseen({ open, method, recipe }: Cell): Promise<void> {
  await using here = await open()
  await using elsewhere = await open()
  await here.furnish('ann', secret)
  for (const world of [here, elsewhere]) await world.furnish('bob')
  const before = await belongings(here.registry, 'ann')
  for (const world of [here, elsewhere]) world.calls()
  for (const attempt of recipe(secret)) {
    expect(await asked(here, method, attempt)).toEqual(await asked(elsewhere, method, attempt))
    expect(here.calls().map(unnamed)).toEqual(elsewhere.calls().map(unnamed))
  }
  expect(await belongings(here.registry, 'ann')).toBe(before)
}

/** What bob is told, and what HEAD and OPTIONS tell him of the same path. */
async function asked(world: World, method: string, attempt: Attempt): Promise<readonly Told[]> {
  const methods = [...(method === 'GET' ? ['HEAD'] : []), 'OPTIONS', method]
  const { path, fields = {} } = attempt
  const told: Told[] = []
  for (const one of methods)
    told.push(await world.ask('bob', one, one === method ? attempt : { path, fields }))
  return told.map(({ status, headers, body }) => ({
    status,
    headers: headers.map(unnamed),
    body: unnamed(body),
  }))
}

/** Without what is another in each service: its port, and the ids that it makes. */
function unnamed(text: string): string {
  return text
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, '')
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
}

function isSuccess({ status }: Told): boolean {
  return status >= 200 && status < 300
}

/** A Registry in which some methods take every scope for the system's. */
function leaking(registry: MemoryRegistry, methods: readonly string[]): MemoryRegistry {
  return new Proxy(registry, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target)
      if (typeof member !== 'function') return member
      const call = member as (...args: unknown[]) => unknown
      return (...args: unknown[]) =>
        call.apply(
          target,
          methods.includes(String(name)) ? args.map((arg) => (isScope(arg) ? systemScope : arg)) : args,
        )
    },
  })
}

function isScope(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'changesShared' in value
}

function recipeOf(sort: string, verb: string): Recipe | undefined {
  const bySort: Readonly<Record<string, Readonly<Record<string, Recipe>>>> = recipes
  return bySort[sort]?.[verb]
}

function thingsNamed(name: string): Things {
  const scheme = 'http://example.com/tags#'
  return {
    machine: `/compute/${name}`,
    machineId: `urn:example:${name}`,
    title: `the title of ${name}`,
    net: `/network/${name}`,
    adapter: `/networkinterface/${name}`,
    loose: `/lab/${name}`,
    folder: '/lab/',
    mixin: { id: `${scheme}${name}`, term: name, scheme, class: 'mixin', location: `/tags/${name}/` },
  }
}
