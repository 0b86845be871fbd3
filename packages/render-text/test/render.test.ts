import { core, OcciError, type Category, type Resource } from '@occi/core'
import { describe, expect, test } from 'vitest'
import { textOcci, textPlain, textRenderings, uriList } from '../src/index.ts'
import {
  chunks,
  collectionOf,
  compute,
  computeOf,
  contextOf,
  id,
  infra,
  interfaceOf,
  ipInterface,
  linesOf,
  myStuff,
  network,
  networkInterface,
  renderWith,
  start,
  stop,
  typed,
  ubuntu,
  up,
} from './_context.ts'

const computeLine = `Category: compute; scheme="${infra}"; class="kind"; title="Compute Resource"`

const full = computeOf({
  mixins: [myStuff],
  attributes: {
    'occi.compute.state': 'inactive',
    'occi.compute.memory': 2,
    'occi.compute.cores': 2,
    'occi.core.title': 'My Dummy VM',
    'occi.core.summary': 'For trying things out',
  },
  actions: [start, stop],
  links: [
    interfaceOf({ mixins: [ipInterface], attributes: { 'occi.networkinterface.mac': '00:11:22:33:44:55' } }),
  ],
})

describe('the three Renderings', () => {
  // verifies('TEXT-2', 'TEXT-44', 'TEXT-47', 'TEXT-55', 'H11-109')
  test('have the media types of the specification', () => {
    expect(textRenderings.map(({ name, mediaTypes }) => [name, ...mediaTypes])).toEqual([
      ['text', 'text/plain', 'text/occi+plain'],
      ['occi', 'text/occi'],
      ['uris', 'text/uri-list'],
    ])
  })

  test('text/occi alone stands in the header', () => {
    expect(textRenderings.map(({ inHeaders }) => inHeaders ?? false)).toEqual([false, true, false])
  })

  // verifies('TEXT-56', 'TEXT-57', 'TEXT-58', 'H11-119')
  test('a list of URIs is offered for listings alone', () => {
    expect([...uriList.writes]).toEqual(['collection', 'created', 'done', 'error'])
    const refused = { code: 'not-renderable' }
    expect(() => uriList.render({ form: 'entity', entity: full }, contextOf())).toThrow(
      expect.objectContaining(refused),
    )
    expect(() => uriList.render({ form: 'categories', categories: [compute] }, contextOf())).toThrow(
      expect.objectContaining(refused),
    )
  })
})

describe('an entity', () => {
  // verifies('TEXT-4', 'TEXT-15', 'TEXT-18', 'TEXT-22', 'TEXT-23', 'TEXT-31', 'TEXT-32', 'TEXT-40', 'TEXT-42', 'TEXT-45')
  // verifies('H11-59', 'H11-92', 'H11-93', 'H11-94', 'H11-95', 'H11-112')
  test('in text/plain: Categories, Links, Actions on offer, attributes in the order of their definitions', async () => {
    expect(await renderWith(textPlain, { form: 'entity', entity: full })).toEqual({
      headers: new Map(),
      body: [
        computeLine,
        'Category: my_stuff; scheme="http://example.com/occi/my_stuff#"; class="mixin"',
        `Link: </network/net1>; rel="${network.id}"; self="/networkinterface/nic1"; category="${networkInterface.id} ${ipInterface.id}"; ` +
          'occi.core.id="urn:uuid:22fe83ae-a20f-54fc-b436-cec85c94c5e8"; occi.core.source="/compute/vm1"; occi.core.target="/network/net1"; ' +
          'occi.networkinterface.mac="00:11:22:33:44:55"',
        `Link: </compute/vm1?action=start>; rel="${start.id}"`,
        `Link: </compute/vm1?action=stop>; rel="${stop.id}"`,
        `X-OCCI-Attribute: occi.core.id="${id}"`,
        'X-OCCI-Attribute: occi.core.title="My Dummy VM"',
        'X-OCCI-Attribute: occi.core.summary="For trying things out"',
        'X-OCCI-Attribute: occi.compute.cores=2',
        'X-OCCI-Attribute: occi.compute.memory=2.0',
        'X-OCCI-Attribute: occi.compute.state="inactive"',
      ].join('\r\n'),
    })
  })

  // verifies('TEXT-47', 'TEXT-48', 'TEXT-49', 'TEXT-52', 'H11-86', 'H11-113', 'H11-115')
  test('in text/occi: one field a name, and OK', async () => {
    expect(
      await renderWith(textOcci, {
        form: 'entity',
        entity: computeOf({ mixins: [myStuff], actions: [start], attributes: { 'occi.compute.cores': 2 } }),
      }),
    ).toEqual({
      headers: new Map([
        [
          'Category',
          `compute; scheme="${infra}"; class="kind"; title="Compute Resource", my_stuff; scheme="http://example.com/occi/my_stuff#"; class="mixin"`,
        ],
        ['Link', `</compute/vm1?action=start>; rel="${start.id}"`],
        ['X-OCCI-Attribute', `occi.core.id="${id}", occi.compute.cores=2`],
      ]),
      body: 'OK',
    })
  })

  test('both formats say the same', async () => {
    const { headers } = await renderWith(textOcci, { form: 'entity', entity: full })
    const lines = await linesOf(full)
    for (const [name, value] of headers) {
      expect(value).toBe(
        lines
          .filter((line) => line.startsWith(`${name}: `))
          .map((line) => line.slice(name.length + 2))
          .join(', '),
      )
    }
  })

  // verifies('TEXT-34', 'TEXT-40', 'H11-85')
  test('a Link: its ends are attributes, its Actions its only Links', async () => {
    const nic = interfaceOf({
      actions: [up],
      attributes: { 'occi.networkinterface.mac': '0', 'occi.core.title': 'eth0' },
    })
    expect(await linesOf(nic)).toEqual([
      `Category: networkinterface; scheme="${infra}"; class="kind"; title="Network Interface"`,
      `Link: </networkinterface/nic1?action=up>; rel="${up.id}"`,
      'X-OCCI-Attribute: occi.core.id="urn:uuid:22fe83ae-a20f-54fc-b436-cec85c94c5e8"',
      'X-OCCI-Attribute: occi.core.title="eth0"',
      'X-OCCI-Attribute: occi.core.source="/compute/vm1"',
      'X-OCCI-Attribute: occi.core.target="/network/net1"',
      `X-OCCI-Attribute: occi.core.source.kind="${compute.id}"`,
      `X-OCCI-Attribute: occi.core.target.kind="${network.id}"`,
      'X-OCCI-Attribute: occi.networkinterface.mac="0"',
    ])
  })

  // verifies('TEXT-40', 'R-54')
  test('a Link tells the Kinds of its ends in OCCI 1.2 alone', async () => {
    const kindsIn = async (version: '1.1' | '1.2') =>
      (await linesOf(interfaceOf(), { version })).filter((line) => line.includes('.kind='))
    expect(await kindsIn('1.2')).toHaveLength(2)
    expect(await kindsIn('1.1')).toEqual([])
  })

  // verifies('TEXT-16', 'TEXT-17', 'R-12')
  test('a Link to the outside: the target as it is, core#resource where the Kind is unknown', async () => {
    const entity = computeOf({
      links: [interfaceOf({ target: { location: 'http://elsewhere.example/net?a=b' } })],
    })
    const [line] = (await linesOf(entity, { prefix: '/occi' })).filter((text) => text.startsWith('Link'))
    expect(line).toContain(
      'Link: <http://elsewhere.example/net?a=b>; rel="http://schemas.ogf.org/occi/core#resource"; self="/occi/networkinterface/nic1"',
    )
    expect(line).toContain(
      'occi.core.source="/occi/compute/vm1"; occi.core.target="http://elsewhere.example/net?a=b"',
    )
  })

  test('all paths carry the prefix of the service', async () => {
    const text = (await linesOf(full, { prefix: '/occi' })).join()
    expect(text).toContain('</occi/network/net1>')
    expect(text).toContain('</occi/compute/vm1?action=start>')
  })

  test('an attribute whose Category is gone is written by the type of its value', async () => {
    const lines = await linesOf(
      computeOf({ attributes: { 'com.example.gone': 2, 'com.example.also': true, constructor: 'x' } }),
    )
    expect(lines.slice(-3)).toEqual([
      'X-OCCI-Attribute: com.example.gone=2',
      'X-OCCI-Attribute: com.example.also=true',
      'X-OCCI-Attribute: constructor="x"',
    ])
  })

  test('an attribute of what a Mixin depends on has its type', async () => {
    const depending = { ...myStuff, depends: [typed.id] }
    expect(
      await linesOf(computeOf({ mixins: [depending], attributes: { 'com.example.number': 3 } })),
    ).toContain('X-OCCI-Attribute: com.example.number=3.0')
  })
})

describe('values', () => {
  // verifies('TEXT-21', 'TEXT-25', 'TEXT-26', 'TEXT-27', 'TEXT-28', 'TEXT-29', 'H11-95')
  test.each([
    ['string', 'plain', '"plain"'],
    ['string', 'a "b", c; d\\e', '"a \\"b\\", c; d\\\\e"'],
    ['string', '', '""'],
    ['string', 'Grüße 世界', '"Grüße 世界"'],
    ['integer', 2, '2'],
    ['integer', -1, '-1'],
    ['number', 2, '2.0'],
    ['number', 0.1, '0.1'],
    ['number', 1e21, '1000000000000000000000.0'],
    ['number', 1.5e-7, '0.00000015'],
    ['number', -2.5e-9, '-0.0000000025'],
    ['boolean', true, 'true'],
    ['boolean', false, 'false'],
    ['array', [1, 'a"b'], '"[1,\\"a\\\\\\"b\\"]"'],
    ['object', { a: { b: 'c\nd' } }, '"{\\"a\\":{\\"b\\":\\"c\\\\nd\\"}}"'],
  ])('%s %j is %s', async (type, value, text) => {
    const name = `com.example.${type}`
    const lines = await linesOf(computeOf({ mixins: [typed], attributes: { [name]: value } }))
    expect(lines.at(-1)).toBe(`X-OCCI-Attribute: ${name}=${text}`)
  })

  // verifies('TEXT-50', 'H11-114', 'R-5')
  test.each([textPlain, textOcci])(
    '$name: a control character becomes a blank, and the answer says so',
    async (rendering) => {
      const entity = computeOf({
        attributes: { 'occi.core.title': 'one\r\ntwo\tthree\u0000', 'occi.core.summary': 'fine' },
        links: [interfaceOf({ attributes: { 'occi.networkinterface.mac': 'a\nb' } })],
      })
      const { headers, body } = await renderWith(rendering, { form: 'entity', entity })
      expect(headers.get('X-OCCI-Warning')).toBe(
        'blanks stand for control characters in occi.networkinterface.mac occi.core.title',
      )
      const text = `${headers.get('Link') ?? ''}${headers.get('X-OCCI-Attribute') ?? ''}${body}`
      expect(text).toContain('occi.core.title="one  two three "')
      expect(text).toContain('occi.networkinterface.mac="a b"')
    },
  )

  test('a good value gives no warning', async () => {
    const { headers } = await renderWith(textPlain, { form: 'entity', entity: full })
    expect(headers.has('X-OCCI-Warning')).toBe(false)
  })

  // verifies('TEXT-50', 'R-56')
  test('text/occi carries UTF-8 octets', async () => {
    const { headers } = await renderWith(textOcci, {
      form: 'entity',
      entity: computeOf({ attributes: { 'occi.core.title': 'Grüße 世界' } }),
    })
    const octets = headers.get('X-OCCI-Attribute') ?? ''
    expect(octets).toMatch(/^[ -~\u0080-\u00ff]*$/)
    expect(Buffer.from(octets, 'latin1').toString('utf8')).toContain('occi.core.title="Grüße 世界"')
  })
})

describe('Categories', () => {
  const linesFor = async (...categories: readonly Category[]) =>
    (await renderWith(textPlain, { form: 'categories', categories }, { prefix: '/occi' })).body?.split('\r\n')

  // verifies('TEXT-5', 'TEXT-7', 'TEXT-10', 'TEXT-12', 'TEXT-14', 'TEXT-35', 'H11-88', 'H11-91')
  test('a Kind', async () => {
    expect(await linesFor(compute)).toEqual([
      `${computeLine}; rel="http://schemas.ogf.org/occi/core#resource"; location="/occi/compute/"; ` +
        'attributes="occi.core.id{immutable} occi.core.title occi.core.summary occi.compute.architecture occi.compute.cores ' +
        'occi.compute.hostname occi.compute.speed occi.compute.memory occi.compute.state{immutable}"; ' +
        `actions="${start.id} ${stop.id}"`,
    ])
  })

  // verifies('TEXT-36', 'TEXT-35')
  test('an Action: no rel, no location, no actions', async () => {
    expect(await linesFor(stop, start)).toEqual([
      'Category: stop; scheme="http://schemas.ogf.org/occi/infrastructure/compute/action#"; class="action"; title="Stop"; attributes="method"',
      'Category: start; scheme="http://schemas.ogf.org/occi/infrastructure/compute/action#"; class="action"; title="Start"',
    ])
  })

  // verifies('TEXT-8', 'TEXT-9', 'TEXT-41', 'TEXT-62')
  test('a Mixin: rel is the first that it depends on, never what it applies to', async () => {
    const many = { ...ubuntu, depends: ['http://a.example/#one', 'http://a.example/#two'] }
    expect(await linesFor(many, ipInterface)).toEqual([
      'Category: ubuntu; scheme="http://example.com/occi/os#"; class="mixin"; title="Ubuntu \\"LTS\\", 64 bit"; rel="http://a.example/#one"; location="/occi/ubuntu/"',
      'Category: ipnetworkinterface; scheme="http://schemas.ogf.org/occi/infrastructure/networkinterface#"; class="mixin"; ' +
        'location="/occi/ipnetworkinterface/"; attributes="occi.networkinterface.address"',
    ])
  })

  // verifies('TEXT-11', 'TEXT-12', 'H11-91', 'R-10')
  test.each([
    ['com.example.string', ''],
    ['com.example.server', '{immutable}'],
    ['com.example.required', '{required}'],
    ['com.example.defaulted', ''],
    ['com.example.once', ''],
    ['com.example.once-required', '{immutable required}'],
    ['com.example.once-defaulted', ''],
  ])('%s has the properties "%s"', async (name, properties) => {
    const [line = ''] = (await linesFor(typed)) ?? []
    const marks = /attributes="([^"]*)"/.exec(line)?.[1]?.split(/ (?=com)/)
    expect(marks).toContain(name + properties)
  })

  // verifies('TEXT-39', 'H11-13')
  test('the query interface begins with core#entity, which has no location', async () => {
    const { body = '' } = await renderWith(textPlain, { form: 'categories', categories: contextOf().catalog })
    const lines = body.split('\r\n')
    expect(lines[0]).toBe(
      'Category: entity; scheme="http://schemas.ogf.org/occi/core#"; class="kind"; title="Entity"; attributes="occi.core.id{immutable} occi.core.title"',
    )
    expect(lines).toHaveLength([...contextOf().catalog].length)
  })

  test('the text is made once for a version and prefix', async () => {
    let made = 0
    const categories = {
      *[Symbol.iterator]() {
        made += 1
        yield* core.kinds
      },
    }
    const result = { form: 'categories', categories, version: 'a version of this test' } as const
    const first = await renderWith(textPlain, result)
    expect(await renderWith(textPlain, result)).toEqual(first)
    expect(made).toBe(1)
    expect(await renderWith(textPlain, result, { prefix: '/other' })).not.toEqual(first)
    await renderWith(textPlain, { ...result, version: 'another version' })
    expect(made).toBe(3)
  })

  test('none at all is an empty body', async () => {
    expect(await renderWith(textPlain, { form: 'categories', categories: [] })).toEqual({
      headers: new Map(),
      body: '',
    })
  })

  // verifies('H11-14')
  test('in text/occi one Category is one value without a comma', async () => {
    const { headers, body } = await renderWith(textOcci, { form: 'categories', categories: [compute] })
    expect(headers.get('Category')?.split(',')).toHaveLength(1)
    expect(body).toBe('OK')
  })
})

describe('a Collection', () => {
  const overrides = { publicUrl: 'https://cloud.example/occi', prefix: '/occi' }

  // verifies('TEXT-30', 'TEXT-37', 'TEXT-38', 'R-15', 'R-38')
  test.each([
    ['in one chunk', [['/compute/a', '/network/b']]],
    ['in several', [['/compute/a'], [], ['/network/b']]],
    ['after empty ones', [[], ['/compute/a', '/network/b'], []]],
  ])('in text/plain, %s', async (_case, parts) => {
    const { body } = await renderWith(textPlain, collectionOf(...parts), overrides)
    expect(body).toBe(
      'X-OCCI-Location: https://cloud.example/occi/compute/a\r\nX-OCCI-Location: https://cloud.example/occi/network/b',
    )
  })

  // verifies('TEXT-56', 'TEXT-59', 'H11-118')
  test('as a list of URIs', async () => {
    const { body } = await renderWith(uriList, collectionOf(['/compute/a'], ['/network/b']), overrides)
    expect(body).toBe('https://cloud.example/occi/compute/a\nhttps://cloud.example/occi/network/b')
  })

  // verifies('TEXT-30', 'TEXT-52', 'H11-96')
  test('in text/occi', async () => {
    expect(await renderWith(textOcci, collectionOf(['/compute/a'], ['/network/b']), overrides)).toEqual({
      headers: new Map([
        ['X-OCCI-Location', 'https://cloud.example/occi/compute/a, https://cloud.example/occi/network/b'],
      ]),
      body: 'OK',
    })
  })

  // verifies('TEXT-49', 'TEXT-59', 'R-2', 'R-3')
  test.each([
    [textPlain, ''],
    [textOcci, 'OK'],
    [uriList, ''],
  ])('$name: an empty one', async (rendering, body) => {
    expect(await renderWith(rendering, collectionOf([]))).toEqual({ headers: new Map(), body })
  })

  test('a comma in a path is percent-encoded', async () => {
    const { headers } = await renderWith(textOcci, collectionOf(['/compute/a,b ü']))
    expect(headers.get('X-OCCI-Location')).toBe('https://cloud.example/compute/a%2Cb%20%C3%BC')
  })

  // verifies('TEXT-54', 'H11-111', 'H11-117', 'R-45')
  test('too long for header fields is refused with advice, and walked no further', async () => {
    let walked = 0
    let closed = false
    const locations = async function* () {
      try {
        for (; walked < 1000; walked += 1) yield [`/compute/${walked}`]
      } finally {
        closed = true
      }
    }
    const result = {
      form: 'collection',
      of: 'entities',
      locations,
      entities: () => chunks<Resource>(),
      count: async () => 1000,
    } as const
    const failure = renderWith(textOcci, result, { limits: { headerField: 200 } })
    await expect(failure).rejects.toMatchObject({
      code: 'not-acceptable',
      message: expect.stringContaining('Accept: text/plain'),
    })
    expect(walked).toBeLessThan(10)
    expect(closed).toBe(true)
  })
})

describe('limits of header fields', () => {
  // verifies('TEXT-54', 'H11-111', 'H11-117', 'R-45')
  test('what fits exactly is written, one more is refused', async () => {
    const result = { form: 'entity', entity: computeOf({ attributes: { 'occi.core.title': 'ü' } }) } as const
    const { headers } = await renderWith(textOcci, result)
    const longest = Math.max(...[...headers.values()].map((value) => value.length))
    expect(await renderWith(textOcci, result, { limits: { headerField: longest } })).toEqual({
      headers,
      body: 'OK',
    })
    await expect(
      renderWith(textOcci, result, { limits: { headerField: longest - 1 } }),
    ).rejects.toMatchObject({ code: 'not-acceptable' })
  })

  test('all fields together have a limit too', async () => {
    const result = { form: 'entity', entity: full } as const
    await expect(renderWith(textOcci, result, { limits: { headerTotal: 600 } })).rejects.toMatchObject({
      code: 'not-acceptable',
    })
  })
})

describe('other results', () => {
  const created = {
    form: 'created',
    entities: [computeOf(), computeOf({ location: '/compute/vm2' })],
  } as const

  // verifies('TEXT-49', 'R-4')
  test('created', async () => {
    const [one, two] = ['https://cloud.example/compute/vm1', 'https://cloud.example/compute/vm2']
    expect((await renderWith(textPlain, created)).body).toBe(
      `X-OCCI-Location: ${one}\r\nX-OCCI-Location: ${two}`,
    )
    expect((await renderWith(uriList, created)).body).toBe(`${one}\n${two}`)
    expect(await renderWith(textOcci, created)).toEqual({
      headers: new Map([['X-OCCI-Location', `${one}, ${two}`]]),
      body: 'OK',
    })
  })

  // verifies('TEXT-49', 'H11-113')
  test('done', async () => {
    expect(
      await Promise.all(
        textRenderings.map(async (rendering) => (await renderWith(rendering, { form: 'done' })).body),
      ),
    ).toEqual(['', 'OK', ''])
  })

  // verifies('TEXT-49', 'R-43')
  test('an error is one line: in text/occi in a field, without a body', async () => {
    const result = {
      form: 'error',
      error: new OcciError('refused', 'no\r\nroom für\tmore'),
      status: 400,
    } as const
    expect(await renderWith(textPlain, result)).toEqual({ headers: new Map(), body: 'no  room für more' })
    expect(await renderWith(uriList, result)).toEqual({
      headers: new Map([['Content-Type', 'text/plain; charset=utf-8']]),
      body: 'no  room für more',
    })
    expect(await renderWith(textOcci, result)).toEqual({
      headers: new Map([['X-OCCI-Error', Buffer.from('no  room für more').toString('latin1')]]),
      body: undefined,
    })
  })

  test('a long error still reaches the client', async () => {
    const result = {
      form: 'error',
      error: new OcciError('refused', '世'.repeat(10_000)),
      status: 400,
    } as const
    const { headers } = await renderWith(textOcci, result)
    expect(headers.get('X-OCCI-Error')?.length).toBeLessThanOrEqual(8192)
  })
})
