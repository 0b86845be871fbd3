import { type Category, type CategoryInput } from '@occi/core'
import { expectEqual, expectTrue } from '../expect.ts'
import { readingCase, renderingCase, roundTripCase, type RenderingCase } from './harness.ts'
import { catalog, fast, label, lan, machine, restart, tag } from './model.ts'
import { expectNames } from './same-entity.ts'
import type { ContextOptions, Trial } from './trial.ts'

const written = ['categories', 'categories'] as const
const elsewhere: ContextOptions = { prefix: '/occi', publicUrl: 'https://cloud.example/occi' }

/** Categories: the query interface and the definitions of users. */
export const categoryCases: readonly RenderingCase[] = [
  roundTripCase(
    'categories:user-mixin',
    "a user's Mixin is read as it was written",
    written,
    async (trial) => {
      for (const options of [{}, elsewhere])
        expectSame(await readOf(trial, [tag], options), [tag], trial, options)
    },
  ),
  roundTripCase('categories:several', 'several Mixins are read in their order', written, async (trial) => {
    expectSame(await readOf(trial, [label, tag]), [label, tag], trial)
  }),
  roundTripCase(
    'categories:capabilities',
    'attributes and Actions of a Mixin are noticed, so that a user cannot bring them in',
    written,
    async (trial) => {
      const capabilities = async (category: Category) =>
        (await readOf(trial, [category])).map((read) => read.capabilities)
      expectEqual(await capabilities(fast), [true], 'a Mixin with attributes and Actions')
      expectEqual(await capabilities({ ...fast, attributes: {} }), [true], 'a Mixin with Actions')
      expectEqual(await capabilities({ ...fast, actions: [] }), [true], 'a Mixin with attributes')
      expectEqual(await capabilities(tag), [false], 'a Mixin with neither')
    },
  ),
  roundTripCase('categories:all', 'the whole query interface can be read', written, async (trial) => {
    const read = await readOf(trial, catalog)
    const ids = (categories: Iterable<{ readonly id: string }>) =>
      Array.from(categories, ({ id }) => id).sort()
    expectEqual(ids(read), ids(catalog), 'the Categories')
  }),
  roundTripCase(
    'categories:classes',
    'Kinds, Mixins and Actions are told apart, as far as anything is said',
    written,
    async (trial) => {
      const read = await readOf(trial, [machine, fast, restart])
      const classes = read.map(({ id, class: said }) => said ?? catalog.get(id)?.class)
      expectEqual(
        classes,
        read.map(({ id }) => catalog.get(id)?.class),
        'the classes',
      )
    },
  ),
  readingCase('categories:said', 'a message says what it says of a Mixin', 'categories', async (trial) => {
    const [mixin, ...more] = trial.read('categories', await trial.give('categories'))
    expectEqual(more, [], 'further Categories')
    expectEqual(mixin?.id, tag.id, 'the type identifier')
    expectEqual([mixin?.scheme, mixin?.term], [tag.scheme, tag.term], 'scheme and term')
    expectTrue(mixin?.where !== '', 'its place has a name')
  }),
  renderingCase(
    'categories:version',
    'what is kept under a version is the same for its place alone; without a version nothing is kept',
    { writes: ['categories'] },
    async (trial) => {
      const write = (
        categories: readonly Category[],
        version: string | undefined,
        options?: ContextOptions,
      ) =>
        trial.write(
          { form: 'categories', categories, ...(version === undefined ? {} : { version }) },
          options,
        )
      const [here, there] = [await write([tag], undefined), await write([tag], undefined, elsewhere)]
      expectEqual(await write([tag], 'a version of this suite'), here, 'the text under a version')
      expectEqual(await write([tag], 'a version of this suite'), here, 'the text under the same version')
      expectEqual(
        await write([tag], 'a version of this suite', elsewhere),
        there,
        'the text under another prefix',
      )
      expectEqual(await write([tag], 'a version of this suite'), here, 'the text here again')
      const other = await write([machine], undefined)
      expectEqual(await write([machine], 'another version of this suite'), other, 'another version')
      expectTrue(
        JSON.stringify(await write([lan], undefined)) !== JSON.stringify(other),
        'texts without a version differ as the Categories do',
      )
    },
  ),
  renderingCase(
    'categories:none',
    'no Categories at all are written',
    { writes: ['categories'] },
    async (trial) => {
      await trial.write({ form: 'categories', categories: [] })
    },
  ),
]

function readOf(trial: Trial, categories: Iterable<Category>, options: ContextOptions = {}) {
  return trial.readBack('categories', { form: 'categories', categories }, options)
}

function expectSame(
  read: readonly CategoryInput[],
  mixins: readonly (typeof tag)[],
  trial: Trial,
  options: ContextOptions = {},
): void {
  expectEqual(
    read.map(({ id }) => id),
    mixins.map(({ id }) => id),
    'the type identifiers',
  )
  for (const [index, { term, scheme, title, location, rel, class: said }] of read.entries()) {
    const mixin = mixins[index] ?? tag
    expectEqual([term, scheme, title], [mixin.term, mixin.scheme, mixin.title], 'term, scheme and title')
    expectEqual(rel, mixin.depends, 'rel')
    expectTrue(said === undefined || said === 'mixin', `the class ${said} is that of a Mixin`)
    expectNames(location, { location: mixin.location ?? '' }, trial.context(options), 'the location')
  }
}
