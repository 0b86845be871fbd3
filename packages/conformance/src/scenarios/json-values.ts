import { idOf } from '../client/index.ts'
import { expectEqual, expectStatus } from '../world/expect.ts'
import { job, myStuff } from '../world/fixture.ts'
import type { Scenario } from '../world/scenario.ts'
import { jsons, listed, made, texts } from './given.ts'
import { at, got, posted, sent } from './json-given.ts'

const values = {
  'com.example.job.queue': 'a "quoted" \\ one, with é and 🌍',
  'com.example.job.urgent': false,
  'com.example.job.ratio': 2.5,
  'com.example.job.steps': ['one', 2, true, ['three'], { four: 4 }],
  'com.example.job.label_set': {
    tier: 'web',
    zones: ['a', 'b'],
    deep: { on: true, none: {} },
    'with "quotes"': '',
  },
}

/** Values of all types, through every rendering (GFD.226 3.5, R-13, A-37). */
export const jsonValues: readonly Scenario[] = [
  {
    id: 'json:value:types',
    title: 'strings, booleans, numbers, arrays and objects come back as they were sent',
    verifies: ['J-102', 'J-104', 'J-113'],
    renderings: jsons,
    async run(world) {
      const path = await posted(world, '/lab/job/', { kind: idOf(job), attributes: values })
      const entity = await got(world, path)
      for (const [name, value] of Object.entries(values))
        expectEqual(at(entity, 'attributes', name), value, name)
      const changed = await sent(world, 'POST', path, {
        attributes: { 'com.example.job.label_set': {}, 'com.example.job.steps': [] },
      })
      expectStatus(changed, 200, 'empty ones')
      expectEqual(
        [
          at(changed.document, 'attributes', 'com.example.job.label_set'),
          at(changed.document, 'attributes', 'com.example.job.steps'),
        ],
        [{}, []],
        'what is empty',
      )
    },
  },
  {
    id: 'json:value:through-text',
    title: 'text carries arrays and objects as quoted JSON, and what text sends back changes nothing',
    verifies: ['J-102', 'J-104', 'R-13', 'A-37'],
    renderings: jsons,
    async run(world) {
      const path = await posted(world, '/lab/job/', { kind: idOf(job), attributes: values })
      const before = await got(world, path)
      for (const type of texts) {
        const client = world.as(type)
        const answer = await client.get(path)
        expectStatus(answer, 200, `GET in ${type}`)
        for (const [name, value] of Object.entries(values))
          expectEqual(
            answer.view.attributes.get(name),
            typeof value === 'object' ? JSON.stringify(value) : value,
            `${name} in ${type}`,
          )
        expectStatus(await client.echo('PUT', path, answer), 200, `PUT in ${type}`)
        expectEqual(await got(world, path), before, `the Entity after PUT in ${type}`)
      }
    },
  },
  {
    id: 'json:value:from-text',
    title: 'what text gives as quoted JSON is an array or an object in JSON',
    verifies: ['J-102', 'R-13'],
    renderings: jsons,
    async run(world) {
      for (const type of texts) {
        const answer = await world.as(type).create({ kind: job, attributes: values })
        expectStatus(answer, 201, `a creation in ${type}`)
        const attributes = at(await got(world, answer.view.locations[0] ?? ''), 'attributes')
        for (const [name, value] of Object.entries(values))
          expectEqual(at(attributes, name), value, `${name} from ${type}`)
      }
      const whole = await world.as(world.rendering).create({ kind: job, attributes: values })
      expectStatus(whole, 201, 'a creation in JSON')
      expectEqual((await listed(world, '/lab/job/')).length, texts.length + 1, 'the number of jobs')
    },
  },
  {
    id: 'json:value:defined-mixin',
    title: 'titles with every character come back in Categories and entities',
    verifies: ['J-003', 'J-062', 'J-069'],
    renderings: jsons,
    async run(world) {
      const title = '{"a":[1]} \\u0041 é 🌍 </script> \u2028'
      const { term, scheme, location } = myStuff
      expectStatus(
        await sent(world, 'POST', '/-/', { mixins: [{ term, scheme, location, title }] }),
        200,
        'the Mixin',
      )
      const [found] = (await world.client.discover([myStuff])).view.categories
      expectEqual(found?.title, title, 'the title of the Mixin')
      const path = await made(world, {
        kind: job,
        attributes: { 'com.example.job.queue': 'a', 'occi.core.title': title },
      })
      expectEqual(at(await got(world, path), 'title'), title, 'the title of the job')
    },
  },
]
