import { textOf } from '../client/index.ts'
import { expectEqual, expectMatch, expectMembers, expectStatus, expectThat } from '../world/expect.ts'
import { agent, backup, compute, network } from '../world/fixture.ts'
import { fieldOf, fieldsOf, type Header } from '../world/message.ts'
import type { Scenario } from '../world/scenario.ts'
import type { World } from '../world/world.ts'
import { listed, made, madeCompute, madeStorage, nicTo, read, tagged, textLine, texts } from './given.ts'

/** text/occi (GFD.229 7, GFD.185 3.5, 3.6.6.2). */
export const headerRendering: readonly Scenario[] = [
  {
    id: 'http:text-occi:ok',
    title: 'every success in text/occi has the body OK and its content in header fields',
    verifies: ['TEXT-48', 'TEXT-49', 'H11-113', 'R-3'],
    renderings: ['text/occi'],
    async run({ client, ...world }) {
      const answers = [
        await client.create({ kind: compute }, '/compute/my1'),
        await client.get('/compute/my1'),
        await client.list('/compute/'),
        await client.discover([compute]),
        await client.update('/compute/my1', { attributes: { 'occi.core.title': 'x' } }),
        await client.replace('/compute/my1', { kind: compute }),
        await client.delete('/compute/my1'),
      ]
      for (const answer of answers)
        expectEqual(
          [answer.text, fieldOf(answer, 'Content-Type')],
          ['OK', 'text/occi; charset=utf-8'],
          `an answer with ${answer.status}`,
        )
      expectEqual(
        fieldOf(answers[2] ?? { status: 0, headers: [], text: '' }, 'X-OCCI-Location'),
        `${world.publicUrl}/compute/my1`,
        'the listing',
      )
      expectThat(
        answers[2] !== undefined && fieldsOf(answers[2], 'Location').length === 0,
        'a listing has no Location',
      )
    },
  },
  {
    id: 'http:text-occi:refusal',
    title: 'a refusal in text/occi has X-OCCI-Error and no body',
    verifies: ['TEXT-49', 'H11-113', 'R-3', 'R-43'],
    renderings: ['text/occi'],
    async run({ client }) {
      for (const answer of [
        await client.get('/nothing'),
        await client.create({ kind: { ...compute, term: 'nobody' } }, '/compute/'),
      ]) {
        expectEqual(
          [answer.text, fieldsOf(answer, 'X-OCCI-Error').length],
          ['', 1],
          `a refusal with ${answer.status}`,
        )
      }
    },
  },
  {
    id: 'http:text-occi:body-ignored',
    title: 'the body of a text/occi request is not read',
    verifies: ['TEXT-48', 'H11-113'],
    once: true,
    async run(world) {
      const headers = [
        ['Content-Type', 'text/occi'],
        ['Category', textLine(compute)],
        ['X-OCCI-Attribute', 'occi.compute.cores=2'],
      ] as const
      const reply = await world.request({
        method: 'PUT',
        path: '/compute/my1',
        headers,
        body: 'X-OCCI-Attribute: occi.compute.cores=9',
      })
      expectStatus(reply, 201, 'the creation')
      expectEqual(
        (await read(world, '/compute/my1')).view.attributes.get('occi.compute.cores'),
        2,
        'the cores',
      )
    },
  },
  {
    id: 'http:text-occi:lists',
    title: 'several fields of a name, one with a list, and both mixed mean the same, in headers and in text',
    verifies: ['TEXT-30', 'TEXT-51', 'H11-86', 'H11-87', 'H11-115'],
    once: true,
    async run(world) {
      const [title, cores, memory] = [
        'occi.core.title="a, b"',
        'occi.compute.cores=2',
        'occi.compute.memory=1.5',
      ]
      const ways = [
        [title, cores, memory],
        [[title, cores, memory].join(', ')],
        [`${title},${cores}`, memory],
      ]
      const categories = [
        [textLine(compute), textLine(backup), textLine(agent)],
        [`${textLine(compute)}, ${textLine(backup)}`, textLine(agent)],
      ]
      for (const [index, attributes] of ways.entries()) {
        const fields: readonly Header[] = [
          ...(categories[index % 2] ?? []).map((value): Header => ['Category', value]),
          ...attributes.map((value): Header => ['X-OCCI-Attribute', value]),
        ]
        await expectMade(world, `/compute/h${index}`, [['Content-Type', 'text/occi'], ...fields])
        await expectMade(
          world,
          `/compute/b${index}`,
          [['Content-Type', 'text/plain']],
          fields.map(([name, value]) => `${name}: ${value}`).join('\n'),
        )
      }
    },
  },
  {
    id: 'http:text-occi:links-and-locations',
    title: 'lists of Links and of locations are read whole',
    verifies: ['TEXT-51', 'H11-87', 'H11-96', 'H11-115', 'R-15'],
    once: true,
    async run(world) {
      const [one, two] = [await made(world, { kind: network }), await made(world, { kind: network })]
      const link = (target: string) =>
        `<${target}>; rel="${nicTo(target).rel}"; category="${nicTo(target).category}"`
      const headers: readonly Header[] = [
        ['Content-Type', 'text/occi'],
        ['Category', textLine(compute)],
        ['Link', `${link(one)}, ${link(two)}`],
      ]
      expectStatus(
        await world.request({ method: 'POST', path: '/compute/', headers }),
        201,
        'two Links in one field',
      )
      expectEqual((await listed(world, '/networkinterface/')).length, 2, 'the number of networkinterfaces')
      await tagged(world)
      for (const fields of [
        [['X-OCCI-Location', `${one}, ${two}`]],
        [
          ['X-OCCI-Location', one],
          ['X-OCCI-Location', two],
        ],
      ] as const) {
        expectStatus(
          await world.request({
            method: 'PUT',
            path: '/my_stuff/',
            headers: [['Content-Type', 'text/occi'], ...fields],
          }),
          200,
          'two locations',
        )
        expectMembers(await listed(world, '/my_stuff/'), [one, two], 'the members')
        expectStatus(await world.request({ method: 'DELETE', path: '/my_stuff/' }), 200, 'none')
      }
    },
  },
  {
    id: 'http:text-occi:one-field',
    title: 'an answer has one field of each name, with a comma separated list, values with separators quoted',
    verifies: ['TEXT-51', 'TEXT-52', 'TEXT-53', 'H11-115', 'H11-116', 'R-15'],
    renderings: ['text/occi'],
    async run(world) {
      const vm = await madeCompute(world, {
        mixins: [backup, agent],
        attributes: { 'occi.core.title': 'a,b;c=d', 'occi.compute.cores': 1 },
      })
      await madeCompute(world)
      const answer = await read(world, vm)
      for (const name of ['Category', 'X-OCCI-Attribute', 'Link'])
        expectEqual(fieldsOf(answer, name).length, 1, `the number of fields ${name}`)
      expectThat(
        (fieldOf(answer, 'X-OCCI-Attribute') ?? '').includes('occi.core.title="a,b;c=d"'),
        'the title is quoted',
      )
      const listing = await world.client.list('/compute/')
      expectEqual(
        [fieldsOf(listing, 'X-OCCI-Location').length, listing.view.locations.length],
        [1, 2],
        'the listing',
      )
    },
  },
  {
    id: 'http:text-occi:syntax',
    title: 'header values hold no control characters, and other scripts as UTF-8',
    verifies: ['TEXT-50', 'H11-114', 'R-56'],
    renderings: ['text/occi'],
    async run(world) {
      const answer = await read(
        world,
        await madeCompute(world, { attributes: { 'occi.core.title': 'Grüße\tund 世界' } }),
      )
      for (const [name, value] of answer.headers)
        expectThat(
          !Array.from(value).some((one) => one < ' ' || one === '\u007f'),
          `${name} holds no control characters`,
        )
      expectThat(textOf(answer.view, 'occi.core.title').includes('世界'), 'the title')
    },
  },
  {
    id: 'http:text:line-break',
    title: 'a value with line breaks is written with blanks, and a warning says so',
    verifies: ['TEXT-26', 'TEXT-50', 'H11-114', 'R-5'],
    renderings: texts,
    async run(world) {
      const vm = await madeCompute(world)
      world.backends.make('retrieve', 'compute', {
        does: 'set',
        attributes: { 'occi.core.summary': 'one\r\nX-Evil: two' },
      })
      const answer = await read(world, vm)
      expectMatch(textOf(answer.view, 'occi.core.summary'), /^one +X-Evil: two$/, 'the value')
      expectThat(
        (fieldOf(answer, 'X-OCCI-Warning') ?? '').includes('occi.core.summary'),
        'the warning names the attribute',
      )
      expectEqual(fieldsOf(answer, 'X-Evil'), [], 'a field that a value smuggled in')
    },
  },
  {
    id: 'http:text:comma-in-path',
    title: 'a comma in a path is written percent-encoded, so that lists can be split',
    verifies: ['TEXT-30', 'R-15'],
    renderings: texts,
    async run(world) {
      expectStatus(await world.client.create({ kind: compute }, '/compute/a,b'), 201, 'PUT')
      expectEqual(await listed(world, '/compute/'), ['/compute/a%2Cb'], 'the listing')
      for (const path of ['/compute/a,b', '/compute/a%2Cb'])
        expectStatus(await world.client.get(path), 200, `GET ${path}`)
    },
  },
  {
    id: 'http:text-occi:too-long',
    title: 'a listing that does not fit header fields is 406 with advice, never cut',
    verifies: ['TEXT-54', 'H11-111', 'H11-117', 'R-45'],
    renderings: ['text/occi'],
    async run(world) {
      const paths = []
      for (let index = 0; index < 200; index += 1) paths.push(await madeCompute(world))
      const refused = await world.client.list('/compute/')
      expectStatus(refused, 406, '200 locations')
      expectThat(refused.error.includes('text/plain'), `the refusal advises text/plain: ${refused.error}`)
      expectEqual(
        (await world.client.list('/compute/', { query: 'number=10' })).view.locations,
        paths.slice(0, 10),
        'a page of them',
      )
    },
  },
  {
    id: 'http:text-occi:too-long-after',
    title: 'a change whose answer does not fit header fields succeeds without it',
    verifies: ['TEXT-54', 'H11-117', 'R-45'],
    renderings: ['text/occi'],
    async run(world) {
      const title = 'x'.repeat(9000)
      const path = '/compute/my1'
      const body = `Category: ${textLine(compute)}\nX-OCCI-Attribute: occi.core.title="${title}"`
      const put = () =>
        world.request({
          method: 'PUT',
          path,
          headers: [
            ['Accept', 'text/occi'],
            ['Content-Type', 'text/plain'],
          ],
          body,
        })
      expectStatus(await put(), 201, 'a creation, which answers with the location')
      const reply = await put()
      expectStatus(reply, [200, 204], 'a replacement, which would answer with the Entity')
      expectEqual(
        [reply.text, fieldOf(reply, 'Location'), fieldsOf(reply, 'X-OCCI-Attribute')],
        ['', `${world.publicUrl}${path}`, []],
        'the answer',
      )
      expectStatus(await world.client.get(path), 406, 'GET of it')
      expectEqual(
        (await world.as('text/plain').get(path)).view.attributes.get('occi.core.title'),
        title,
        'GET of it in text/plain',
      )
    },
  },
  {
    id: 'http:text-occi:large-head',
    title: 'request fields beyond what a head may hold are refused, never cut',
    verifies: ['TEXT-54', 'H11-117'],
    once: true,
    async run(world) {
      const headers = [
        ['Content-Type', 'text/occi'],
        ['Category', textLine(compute)],
        ['X-OCCI-Attribute', `occi.core.title="${'x'.repeat(100_000)}"`],
      ] as const
      expectStatus(
        await world.request({ method: 'POST', path: '/compute/', headers }),
        [413, 431, 400],
        'a head of 100 kB',
      )
      expectEqual(await listed(world, '/compute/'), [], 'the computes')
      const fitting = [
        ...headers.slice(0, 2),
        ['X-OCCI-Attribute', `occi.core.title="${'x'.repeat(30_000)}"`],
      ] as const
      expectStatus(
        await world.request({ method: 'PUT', path: '/compute/my1', headers: fitting }),
        201,
        'a head of 30 kB',
      )
      expectEqual(
        textOf((await world.as('text/plain').get('/compute/my1')).view, 'occi.core.title').length,
        30_000,
        'the length of the title',
      )
    },
  },
  {
    id: 'http:text-plain:storage-order',
    title: 'in text the Categories come first, then Links, then attributes, the Kind before the Mixins',
    verifies: ['TEXT-5', 'TEXT-31', 'TEXT-46', 'H11-112'],
    renderings: ['text/plain', 'text/occi+plain'],
    async run(world) {
      const disk = await madeStorage(world, { mixins: [backup] })
      const lines = (await read(world, disk)).text.split('\r\n')
      const names = lines.map((line) => line.slice(0, line.indexOf(':')))
      expectEqual(
        names.filter((name, index) => name !== names[index - 1]),
        ['Category', 'Link', 'X-OCCI-Attribute'],
        'the order of the fields',
      )
      expectThat(
        lines[0]?.includes('class="kind"') === true && lines[1]?.includes('class="mixin"') === true,
        'the Kind is the first Category',
      )
    },
  },
]

async function expectMade(
  world: World,
  path: string,
  headers: readonly Header[],
  body?: string,
): Promise<void> {
  expectStatus(
    await world.request({ method: 'PUT', path, headers, ...(body === undefined ? {} : { body }) }),
    201,
    `PUT ${path}`,
  )
  const { view } = await read(world, path)
  const values = ['occi.core.title', 'occi.compute.cores', 'occi.compute.memory'].map((name) =>
    view.attributes.get(name),
  )
  expectEqual([values, view.categories.length], [['a, b', 2, 1.5], 3], `what is at ${path}`)
}
