import { expectEqual, expectMatch, expectStatus, expectThat, ScenarioFailure } from '../world/expect.ts'
import { compute } from '../world/fixture.ts'
import type { WireReply } from '../world/message.ts'
import type { Scenario } from '../world/scenario.ts'
import type { World } from '../world/world.ts'
import { listed, madeCompute, read, textLine } from './given.ts'

const line = `Category: ${textLine(compute)}`

const malformed: readonly (readonly [what: string, body: string])[] = [
  ['a line that is none', `${line}\nnonsense`],
  ['an unknown field', `${line}\nX-Other: a`],
  ['a quote that is not closed', `${line}\nX-OCCI-Attribute: occi.core.title="a`],
  ['an escape at the end', `${line}\nX-OCCI-Attribute: occi.core.title="a\\`],
  ['an attribute without a value', `${line}\nX-OCCI-Attribute: occi.core.title`],
  ['an attribute without a name', `${line}\nX-OCCI-Attribute: ="a"`],
  ['an exponent', `${line}\nX-OCCI-Attribute: occi.compute.memory=1e3`],
  ['no number', `${line}\nX-OCCI-Attribute: occi.compute.memory=NaN`],
  ['an empty number', `${line}\nX-OCCI-Attribute: occi.compute.memory=`],
  ['a Category without a scheme', 'Category: compute; class="kind"'],
  ['a Category without a term', 'Category: ; scheme="http://schemas.ogf.org/occi/infrastructure#"'],
  [
    'a term that is none',
    'Category: com/pute; scheme="http://schemas.ogf.org/occi/infrastructure#"; class="kind"',
  ],
  [
    'a class that is none',
    'Category: compute; scheme="http://schemas.ogf.org/occi/infrastructure#"; class="thing"',
  ],
  ['a Link without a target', `${line}\nLink: rel="x"`],
  ['a Link that is not closed', `${line}\nLink: </network/1; rel="x"`],
  ['JSON', '{"kind":"http://schemas.ogf.org/occi/infrastructure#compute"}'],
  ['a null character', `${line}\nX-OCCI-Attribute: occi.core.title="a\u0000b"`],
]

const tolerated: readonly (readonly [what: string, body: string])[] = [
  ['LF', `${line}\nX-OCCI-Attribute: occi.core.title="a"`],
  ['CRLF', `${line}\r\nX-OCCI-Attribute: occi.core.title="a"\r\n`],
  ['LF CR', `${line}\n\rX-OCCI-Attribute: occi.core.title="a"\n\r`],
  ['blank lines', `\n${line}\n\nX-OCCI-Attribute: occi.core.title="a"\n\n`],
  ['names in any case', `category: ${textLine(compute)}\nx-occi-attribute: occi.core.title="a"`],
  [
    'no blank after the colon, and several',
    `Category:${textLine(compute)}\nX-OCCI-Attribute:    occi.core.title="a"`,
  ],
  [
    'folded lines',
    `Category: compute;\n  scheme="http://schemas.ogf.org/occi/infrastructure#";\n\tclass="kind"\nX-OCCI-Attribute: occi.core.title="a"`,
  ],
  [
    'folded lines with a backslash',
    `Category: compute; \\\n  scheme="http://schemas.ogf.org/occi/infrastructure#"; \\\n  class="kind"\nX-OCCI-Attribute: occi.core.title="a"`,
  ],
  ['any order of the lines', `X-OCCI-Attribute: occi.core.title="a"\n${line}`],
  [
    'any order of the parameters, and a final ";"',
    `Category: compute; class=kind; scheme="http://schemas.ogf.org/occi/infrastructure#";\nX-OCCI-Attribute: occi.core.title="a"`,
  ],
  [
    'blanks around "=" and ";"',
    `Category: compute ; scheme = "http://schemas.ogf.org/occi/infrastructure#" ; class = "kind"\nX-OCCI-Attribute: occi.core.title = "a"`,
  ],
  ['an escape of any character', `${line}\nX-OCCI-Attribute: occi.core.title="\\a"`],
  ['an unquoted string', `${line}\nX-OCCI-Attribute: occi.core.title=a`],
]

/** What is malformed, hostile or half-sent costs its sender an error and nobody else anything. */
export const badInput: readonly Scenario[] = [
  {
    id: 'http:bad:malformed',
    title: 'malformed text is 400 with a sentence, and nothing is created',
    verifies: ['H11-127', 'TEXT-4', 'R-7', 'R-20', 'R-43'],
    once: true,
    async run(world) {
      for (const [what, body] of malformed) {
        const reply = await post(world, body)
        expectStatus(reply, 400, what)
        expectMatch(reply.text, /^[^\r\n]+$/, `the sentence for ${what}`)
      }
      expectEqual(await listed(world, '/'), [], 'what exists')
    },
  },
  {
    id: 'http:bad:tolerated',
    title: 'what real clients send is read',
    verifies: [
      'TEXT-5',
      'TEXT-31',
      'TEXT-45',
      'TEXT-46',
      'H11-1',
      'H11-87',
      'H11-88',
      'H11-89',
      'R-6',
      'R-8',
      'R-16',
    ],
    once: true,
    async run(world) {
      for (const [index, [what, body]] of tolerated.entries()) {
        const path = `/compute/t${index}`
        const reply = await world.request({
          method: 'PUT',
          path,
          headers: [['Content-Type', 'text/plain']],
          body,
        })
        expectStatus(reply, 201, what)
        expectEqual(
          (await read(world, path)).view.attributes.get('occi.core.title'),
          'a',
          `the title, sent with ${what}`,
        )
      }
    },
  },
  {
    id: 'http:bad:paths',
    title: 'hostile paths are 4xx, and make nothing',
    verifies: ['H11-127', 'H11-130'],
    once: true,
    async run(world) {
      for (const path of [
        '/compute/%zz',
        '/compute/%00',
        '/compute/a%0d%0aX-Evil:%201',
        '/compute/%ff',
        '/compute//a',
        '/__proto__',
        '/constructor/',
        `/compute/${'a'.repeat(5000)}`,
      ]) {
        const got = await world.request({ method: 'GET', path })
        expectThat(
          got.status >= 400 && got.status < 500,
          `GET ${path.slice(0, 40)} is refused, not ${got.status}`,
        )
        expectThat(
          got.headers.every(([name]) => name.toLowerCase() !== 'x-evil'),
          'no field is smuggled in',
        )
      }
      expectEqual(await listed(world, '/'), [], 'what exists')
    },
  },
  {
    id: 'http:bad:names',
    title: 'names of object members are names like others',
    verifies: ['H11-130'],
    async run(world) {
      for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
        expectStatus(
          await world.client.create({ kind: compute, attributes: Object.fromEntries([[name, 'x']]) }),
          400,
          `the attribute ${name}`,
        )
        expectStatus(
          await world.client.create({ kind: { term: name, scheme: 'http://example.com/#' } }, '/compute/'),
          400,
          `the Kind ${name}`,
        )
      }
      expectEqual(await listed(world, '/'), [], 'what exists')
    },
  },
  {
    id: 'http:bad:many',
    title: 'a message with too many attributes is refused',
    verifies: ['TEXT-54'],
    once: true,
    async run(world) {
      const many = Array.from(
        { length: 5000 },
        (_, index) => `X-OCCI-Attribute: com.example.a${index}=1`,
      ).join('\n')
      expectStatus(await post(world, `${line}\n${many}`), [400, 413], '5000 attributes')
      expectEqual(await listed(world, '/'), [], 'what exists')
    },
  },
  {
    id: 'http:bad:charset',
    title: 'a body that is no UTF-8 is 400',
    verifies: ['H11-127', 'R-56'],
    once: true,
    edges: ['node'],
    async run(world) {
      const body = `${line}\nX-OCCI-Attribute: occi.core.title="\u00ff\u00fe"`
      expectMatch(await world.raw(head(body.length) + body), /^HTTP\/1\.1 400 /, 'the answer')
      expectEqual(await listed(world, '/compute/'), [], 'the computes')
    },
  },
  {
    id: 'http:bad:half-sent',
    title: 'a body that breaks off changes nothing',
    verifies: ['H11-127', 'R-52'],
    once: true,
    edges: ['node'],
    async run(world) {
      const vm = await madeCompute(world)
      const text = await world.raw(head(500) + line)
      expectThat(
        text === '' || /^HTTP\/1\.1 4\d\d /.test(text),
        `the answer, if any, is a refusal: ${text.slice(0, 40)}`,
      )
      expectEqual(await listed(world, '/compute/'), [vm], 'the computes')
    },
  },
  {
    id: 'http:bad:get-with-body',
    title: 'the body of a GET is not read',
    verifies: ['HTTP-33', 'R-23'],
    once: true,
    edges: ['node'],
    async run(world) {
      const vm = await madeCompute(world)
      const body = 'X-OCCI-Attribute: occi.compute.hostname="nobody"'
      const reply = await world.request({
        method: 'GET',
        path: '/compute/',
        headers: [
          ['Accept', 'text/plain'],
          ['Content-Type', 'text/plain'],
        ],
        body,
      })
      expectEqual([reply.status, reply.text], [200, `X-OCCI-Location: ${world.publicUrl}${vm}`], 'the answer')
    },
  },
  {
    id: 'http:bad:hang-up',
    title: 'a client that hangs up during a Backend call leaves nothing half-done, and the service goes on',
    verifies: ['H11-135', 'R-52'],
    once: true,
    async run(world) {
      world.backends.make('create', 'compute', { does: 'hang' })
      const gone = new AbortController()
      const pending = world.request({
        method: 'POST',
        path: '/compute/',
        headers: [['Content-Type', 'text/plain']],
        body: line,
        signal: gone.signal,
      })
      const settled = pending.then(
        () => undefined,
        () => undefined,
      )
      await called(world, 'create compute')
      gone.abort()
      await settled
      world.backends.relent()
      const path = await madeCompute(world)
      expectEqual(await listed(world, '/compute/'), [path], 'the computes')
    },
  },
]

function post(world: World, body: string): Promise<WireReply> {
  return world.request({ method: 'POST', path: '/compute/', headers: [['Content-Type', 'text/plain']], body })
}

function head(length: number): string {
  return `POST /compute/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n`
}

/** Waits until a Backend was called; every turn lets the service work. */
async function called(world: World, call: string): Promise<void> {
  for (let turn = 0; turn < 10_000; turn += 1) {
    if (world.backends.calls.includes(call)) return
    await world.client.list('/storage/')
  }
  throw new ScenarioFailure(`the Backend was never asked: ${call}`)
}
