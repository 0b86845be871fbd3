import { describe, expect, test } from 'vitest'
import { textOcci, textPlain, uriList } from '../src/index.ts'
import {
  collectionOf,
  compute,
  computeOf,
  contextOf,
  infra,
  interfaceOf,
  ipInterface,
  linesOf,
  literalsOf,
  network,
  networkInterface,
  parseBody,
  parseHeaders,
  renderWith,
  start,
  stop,
  ubuntu,
} from './_context.ts'

const entity = computeOf({
  actions: [start, stop],
  attributes: { 'occi.compute.cores': 2, 'occi.compute.hostname': 'a', 'occi.compute.state': 'active' },
  links: [interfaceOf(), interfaceOf({ location: '/networkinterface/nic2' })],
})
const catalogLines = async () =>
  (
    (
      await renderWith(
        textPlain,
        { form: 'categories', categories: contextOf().catalog },
        { prefix: '/occi' },
      )
    ).body ?? ''
  ).split('\r\n')

describe('what real clients choke on', () => {
  test.each([
    ['an entity', { form: 'entity', entity }],
    ['a query interface', { form: 'categories', categories: contextOf().catalog }],
    ['a listing', collectionOf(['/a'], [], ['/b'])],
    ['a creation', { form: 'created', entities: [entity] }],
  ] as const)('no blank lines and no line end at the end: %s', async (_case, result) => {
    for (const rendering of [textPlain, uriList]) {
      if (!rendering.writes.has(result.form)) continue
      const { body = '' } = await renderWith(rendering, result)
      expect(body).not.toMatch(/^\s|\s$|\n\r?\n/)
    }
  })

  test('core#entity comes first in the query interface, without a location', async () => {
    expect((await catalogLines())[0]).toMatch(/^Category: entity; (?!.*location=)/)
  })

  test('parameters of a Category are in one order, with one blank after each ; and none at the end', async () => {
    const order =
      /^Category: [\w.-]+; scheme="[^"]+"; class="(kind|mixin|action)"(; title="(\\.|[^"\\])*")?(; rel="\S+")?(; location="\S+")?(; attributes="[^"]+")?(; actions="[^"]+")?$/
    for (const line of await catalogLines()) expect(line).toMatch(order)
  })

  test('names of fields in bodies are written in one way', async () => {
    const names = new Set((await linesOf(entity)).map((line) => /^[^ ]* /.exec(line)?.[0]))
    expect([...names]).toEqual(['Category: ', 'Link: ', 'X-OCCI-Attribute: '])
  })

  test('locations are absolute and begin with the public URL', async () => {
    const overrides = { publicUrl: 'https://cloud.example/occi', prefix: '/occi' }
    const bodies = await Promise.all(
      [textPlain, uriList].map(async (one) => (await renderWith(one, collectionOf(['/a']), overrides)).body),
    )
    expect(bodies).toEqual(['X-OCCI-Location: https://cloud.example/occi/a', 'https://cloud.example/occi/a'])
  })

  test('location in the query interface, targets and self are paths from /', async () => {
    expect((await catalogLines()).join('\n')).toContain('location="/occi/compute/"')
    const links = (await linesOf(entity, { prefix: '/occi' }))
      .filter((line) => line.startsWith('Link'))
      .join('\n')
    expect(links).toContain('Link: </occi/network/net1>')
    expect(links).toContain('self="/occi/networkinterface/nic1"')
    expect(links).toContain('Link: </occi/compute/vm1?action=start>')
  })

  test('a list of URIs has no comments and LF between lines', async () => {
    expect((await renderWith(uriList, collectionOf(['/a', '/b']))).body).toMatch(/^[^#\r]+\n[^#\r]+$/)
  })

  test('text/occi has one field per name, values joined by a comma and a blank', async () => {
    const { headers = [] } = await textOcci.render({ form: 'entity', entity }, contextOf())
    expect(headers.map(([name]) => name)).toEqual(['Category', 'Link', 'X-OCCI-Attribute'])
    expect(headers[2]?.[1]).toContain('", occi.compute.cores=2, occi.compute.hostname="a", ')
  })

  test('action links are together, in the order in which the Kind defines its Actions', async () => {
    const links = (await linesOf(entity)).filter((line) => line.startsWith('Link'))
    expect(links.map((line) => /\?action=(\w+)/.exec(line)?.[1])).toEqual([
      undefined,
      undefined,
      'start',
      'stop',
    ])
  })

  test('a Mixin that applies to something and depends on nothing has no rel', async () => {
    expect((await catalogLines()).find((line) => line.includes('ipnetworkinterface;'))).not.toContain('rel=')
  })

  test('the rel of a Mixin is one Mixin', async () => {
    expect((await catalogLines()).find((line) => line.startsWith('Category: ubuntu'))).toContain(
      `; rel="${ubuntu.depends[0]}"; location`,
    )
  })

  test('an inline Link: target, rel, self, category, occi.core.id, then the rest', async () => {
    const [line] = (await linesOf(computeOf({ links: [interfaceOf()] }))).filter((text) =>
      text.startsWith('Link'),
    )
    expect(line).toMatch(
      /^Link: <[^>]+>; rel="[^"]+"; self="[^"]+"; category="[^"]+"; occi\.core\.id="urn:uuid:[^"]+"(; [a-z._]+="[^"]*")+$/,
    )
  })

  test('numbers and booleans are bare, strings and enums quoted', async () => {
    expect((await linesOf(entity)).slice(-3)).toEqual([
      'X-OCCI-Attribute: occi.compute.cores=2',
      'X-OCCI-Attribute: occi.compute.hostname="a"',
      'X-OCCI-Attribute: occi.compute.state="active"',
    ])
  })

  test('the last word of the body of a creation is the location', async () => {
    const { body = '' } = await renderWith(textPlain, { form: 'created', entities: [entity] })
    expect(body.split(/\s/).at(-1)).toBe('https://cloud.example/compute/vm1')
  })
})

describe('what the parsers of real clients need', () => {
  // The official compliance test: the second line of the query interface without its first ten characters.
  test('the syntax test of the working group', async () => {
    const syntax = /\w+; scheme=[a-z:./#"]*; class="(action|kind|mixin)"/
    expect((await catalogLines())[1]?.slice(10)).toMatch(syntax)
  })

  test('text/occi lists split at a comma and a blank', async () => {
    const { headers } = await renderWith(textOcci, collectionOf(['/a', '/b,c']))
    expect(headers.get('X-OCCI-Location')?.split(', ')).toEqual([
      'https://cloud.example/a',
      'https://cloud.example/b%2Cc',
    ])
  })

  test('the regular expressions of rOCCI for Categories and Links', async () => {
    const uri = String.raw`[^"\s]+`
    const category = new RegExp(
      `^Category: ([\\w.-]+);\\s*scheme="(${uri})";\\s*class="(action|mixin|kind)"(;\\s*title=".*")?`,
    )
    const link = new RegExp(
      `^Link: <(${uri})>;\\s*rel="(${uri})";\\s*self="(${uri})";\\s*category="(${uri}( ${uri})*)"(;\\s*([\\w.]+=("[^"]*"|[\\d.]+)))+$`,
    )
    const lines = await linesOf(computeOf({ links: [interfaceOf({ mixins: [ipInterface] })] }))
    expect(lines.filter((line) => line.startsWith('Category')).every((line) => category.test(line))).toBe(
      true,
    )
    expect(lines.filter((line) => line.startsWith('Link')).every((line) => link.test(line))).toBe(true)
  })
})

describe('what real clients send', () => {
  const attributesOf = (body: string) => literalsOf(parseBody('filter', body).attributes)

  // verifies('TEXT-45', 'TEXT-46', 'TEXT-51', 'H11-87', 'R-16')
  test.each([
    ['names in any case', 'x-occi-ATTRIBUTE: a=1\nX-Occi-Attribute: b="c"'],
    ['no blank after the colon', 'X-OCCI-Attribute:a=1\nX-OCCI-Attribute:b="c"'],
    ['several blanks, before it too', 'X-OCCI-Attribute :   a=1\nX-OCCI-Attribute:\tb="c"'],
    ['CRLF', 'X-OCCI-Attribute: a=1\r\nX-OCCI-Attribute: b="c"\r\n'],
    ['LF', 'X-OCCI-Attribute: a=1\nX-OCCI-Attribute: b="c"\n'],
    ['LF CR', 'X-OCCI-Attribute: a=1\n\rX-OCCI-Attribute: b="c"\n\r'],
    ['blank lines', '\n\r\nX-OCCI-Attribute: a=1\n \t\n\r\nX-OCCI-Attribute: b="c"\n\n'],
    ['one list', 'X-OCCI-Attribute: a=1, b="c"'],
    ['a folded list', 'X-OCCI-Attribute: a=1,\r\n b="c"'],
    ['folded with a tab', 'X-OCCI-Attribute: a=1,\r\n\tb="c"'],
    ['folded with a backslash', 'X-OCCI-Attribute: a=1, \\\r\n  b="c"'],
    ['folded in several places', 'X-OCCI-Attribute:\n a=1\n ,\n b=\n "c"'],
    ['a first line with a blank before it', '  X-OCCI-Attribute: a=1\nX-OCCI-Attribute: b="c"'],
  ])('in a body: %s', (_case, body) => {
    expect(attributesOf(body)).toEqual({ a: '1', b: '"c"' })
  })

  // verifies('TEXT-50', 'TEXT-51', 'TEXT-53', 'H11-115', 'H11-116')
  test.each([
    ['several fields', ['a=1', 'b="c, \\"d\\"; \\\\"']],
    ['one list', ['a=1, b="c, \\"d\\"; \\\\"']],
    ['both', ['a=1,', ', b="c, \\"d\\"; \\\\"']],
    ['the same twice', ['a=1, b="c, \\"d\\"; \\\\"', 'a=1']],
  ])('in header fields: %s', (_case, fields) => {
    const { attributes } = parseHeaders('filter', { 'x-occi-attribute': fields })
    expect(literalsOf(attributes)).toEqual({ a: '1', b: JSON.stringify('c, "d"; \\') })
  })

  test('in header fields: Categories, Links and locations in lists', () => {
    const input = parseHeaders('entity', {
      category: [
        `compute; scheme="${infra}"; class="kind", my_stuff; scheme="http://example.com/occi/my_stuff#"; class="mixin"; title="a, b"`,
      ],
      link: [`</n,1>; rel="${network.id}"; a="b, c", </n/2>; rel="${network.id}"`, '</n/3>'],
    })
    expect(input.categories.map(({ where }) => where)).toEqual(['Category value 1', 'Category value 2'])
    expect(input.links.map(({ target, where }) => [target, where])).toEqual([
      ['/n,1', 'Link value 1'],
      ['/n/2', 'Link value 2'],
      ['/n/3', 'Link value 3'],
    ])
    expect(
      parseHeaders('members', { 'x-occi-location': ['/a, /b', '/c'] })?.map(({ reference }) => reference),
    ).toEqual(['/a', '/b', '/c'])
  })

  // verifies('TEXT-50', 'R-56')
  test('in header fields: UTF-8 octets, and nothing else', () => {
    const octets = Buffer.from('a="Grüße 世界"').toString('latin1')
    expect(literalsOf(parseHeaders('filter', { 'x-occi-attribute': octets }).attributes)).toEqual({
      a: '"Grüße 世界"',
    })
    const broken = () => parseHeaders('filter', { 'x-occi-attribute': ['b=1', 'a="\u00fc"'] })
    expect(broken).toThrow(
      expect.objectContaining({
        code: 'malformed',
        message: 'the octets are no UTF-8 text (X-OCCI-Attribute field 2)',
      }),
    )
  })

  // verifies('TEXT-45', 'H11-127')
  test.each([
    [
      'a line without a name',
      `Category: compute; scheme="${infra}"\nfoo`,
      '"foo" does not begin with one of "Category:", "Link:", "X-OCCI-Attribute:", "X-OCCI-Location:" (line 2)',
    ],
    ['a line with another name', 'Content-Type: text/occi', '"Content-Type: text/occi" does not begin'],
    ['JSON', '{"kind": "compute"}', '"{"kind": "compute"}" does not begin'],
    ['a form', 'a=b&c=d', '(line 1)'],
  ])('refused with the line: %s', (_case, body, message) => {
    expect(() => parseBody('entity', body)).toThrow(
      expect.objectContaining({ code: 'malformed', message: expect.stringContaining(message) }),
    )
  })

  test('where a value stood is told by line, and by value in a list', () => {
    const { attributes } = parseBody('filter', '\nX-OCCI-Attribute: a=1,\n b=2\nX-OCCI-Attribute: c=3')
    expect([...attributes].map(([name, { where }]) => [name, where])).toEqual([
      ['a', 'X-OCCI-Attribute line 2'],
      ['b', 'X-OCCI-Attribute line 2, value 2'],
      ['c', 'X-OCCI-Attribute line 4'],
    ])
  })

  // verifies('TEXT-17', 'TEXT-20', 'H11-79', 'R-12')
  test('Links with only target and rel, with category but no attribute, with a source that is not there yet', () => {
    const { links } = parseBody(
      'entity',
      [
        `Link: </network/1>; rel="${network.id}"`,
        `Link: </network/2>; rel="${network.id}"; category="${networkInterface.id}"`,
        `Link: </network/3>; category="${networkInterface.id}"; occi.core.source="/compute/new"`,
      ].join('\n'),
    )
    expect(links.map(({ categories }) => categories.map(({ id }) => id))).toEqual([
      ['http://schemas.ogf.org/occi/core#link'],
      [networkInterface.id],
      [networkInterface.id],
    ])
    expect(literalsOf(links[2]?.attributes ?? new Map())).toEqual({ 'occi.core.source': '"/compute/new"' })
  })

  test('a client-made occi.core.id is an attribute like others', () => {
    expect(attributesOf('X-OCCI-Attribute: occi.core.id="Compute_1"')).toEqual({
      'occi.core.id': '"Compute_1"',
    })
  })

  test('a Category in the long form', async () => {
    const line = (await catalogLines()).find((text) => text.startsWith('Category: compute')) ?? ''
    expect(parseBody('entity', line).categories).toEqual([
      { id: compute.id, class: 'kind', where: 'Category line 1' },
    ])
  })
})
