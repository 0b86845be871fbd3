import { describe, expect, test } from 'vitest'
import { parseCategory, textOcci, uriList } from '../src/index.ts'
import {
  compute,
  contextOf,
  infra,
  literalsOf,
  network,
  networkInterface,
  parseBody,
  parseHeaders,
  start,
  stop,
} from './_context.ts'

const computeText = `compute; scheme="${infra}"`
const malformed = (message: string) =>
  expect.objectContaining({ code: 'malformed', message: expect.stringContaining(message) })

describe('a Category', () => {
  const wanted = { id: compute.id, term: 'compute', scheme: infra }

  // verifies('TEXT-5', 'TEXT-45', 'H11-88', 'H11-89', 'R-8')
  test.each([
    ['with class in quotes', `${computeText}; class="kind"`, { class: 'kind' }],
    ['with class without quotes', `${computeText}; class=kind`, { class: 'kind' }],
    ['without class', computeText, {}],
    ['without blanks', `compute;scheme="${infra}";class="kind"`, { class: 'kind' }],
    ['with blanks everywhere', ` compute ; scheme = "${infra}" ; class = "kind" `, { class: 'kind' }],
    ['with a final ;', `${computeText}; class="kind";`, { class: 'kind' }],
    ['with empty parameters', `compute;; scheme="${infra}"; ;class="kind";;`, { class: 'kind' }],
    [
      'in another order',
      `compute; class="kind"; title="x"; scheme="${infra}"`,
      { class: 'kind', title: 'x' },
    ],
    ['with names in capitals', `compute; Scheme="${infra}"; CLASS="Kind"`, { class: 'kind' }],
    ['with unknown parameters', `${computeText}; foo="a, b; c"; bar=1; class="kind"`, { class: 'kind' }],
    ['without a ; after a quote', `compute; scheme="${infra}" class="kind";`, { class: 'kind' }],
    [
      'with a title that has all separators',
      `${computeText}; title="a \\"b\\", c; d\\\\e"`,
      { title: 'a "b", c; d\\e' },
    ],
    ['with any character escaped', `${computeText}; title="\\a\\b\\,"`, { title: 'ab,' }],
    ['with a path for a location', `${computeText}; location="/compute/"`, { location: '/compute/' }],
    [
      'with a URL for a location',
      `${computeText}; location="http://h/compute/"`,
      { location: 'http://h/compute/' },
    ],
    [
      'with several rel',
      `${computeText}; rel="http://a/#b  http://c/#d"`,
      { rel: ['http://a/#b', 'http://c/#d'] },
    ],
    ['with actions', `${computeText}; actions="${start.id} ${stop.id}"`, { actions: [start.id, stop.id] }],
  ])('%s', (_case, text, members) => {
    expect(parseCategory(text)).toEqual({
      ...wanted,
      rel: [],
      attributes: [],
      actions: [],
      where: 'Category',
      ...members,
    })
  })

  // verifies('TEXT-11', 'TEXT-13', 'R-10')
  test('the properties of attributes', () => {
    const { attributes } = parseCategory(
      `${computeText}; attributes="a{immutable} b{required} c{immutable required} d e{ required   immutable } com.Example-1.a_b{other}"`,
    )
    const flags = attributes.map(
      ({ name, immutable, required }) =>
        `${name}${immutable ? ' immutable' : ''}${required ? ' required' : ''}`,
    )
    expect(flags).toEqual([
      'a immutable',
      'b required',
      'c immutable required',
      'd',
      'e immutable required',
      'com.Example-1.a_b',
    ])
  })

  // verifies('TEXT-6', 'TEXT-62', 'R-14')
  test.each(['uuid_1.2-X', '9abc', 'Compute'])('the term %s is kept as it is', (term) => {
    expect(parseCategory(`${term}; scheme="http://example.com/#"`).id).toBe(`http://example.com/#${term}`)
  })

  // verifies('TEXT-7', 'R-9')
  test('a scheme without # is kept as it is', () => {
    expect(parseCategory('b; scheme="http://example.com/a/"').id).toBe('http://example.com/a/b')
  })

  // verifies('TEXT-6', 'TEXT-7', 'H11-127')
  test.each([
    ['-a; scheme="http://a/#"', '"-a; scheme="http://a/#"" found where a term (letters'],
    ['a b; scheme="http://a/#"', 'found where "=" was wanted'],
    ['a/b; scheme="http://a/#"', '"a/b; scheme="http://a/#"" found where a term (letters'],
    ['"compute"; scheme="http://a/#"', 'was wanted (Category, character 1)'],
    ['compute', '"" found where a URI as scheme="..." of the Category compute was wanted (Category)'],
    ['compute; scheme=""', 'a URI as scheme="..." of the Category compute'],
    ['compute; scheme="no uri"', '"no uri" found where a URI as scheme'],
    [
      'compute; scheme="http://a/#"; class="sort"',
      '"sort" found where class="kind", "mixin" or "action" was wanted (Category)',
    ],
    [
      'compute; scheme="http://a/#"; title="open',
      '""open" found where a quoted string that ends with " was wanted (Category, character 37)',
    ],
    ['compute; scheme="http://a/#"; title="open\\', 'a quoted string that ends with "'],
    [
      'compute; scheme="http://a/#"; title="a\u0007b"',
      '" b"" found where a character other than a control character',
    ],
    ['compute; scheme="http://a/#"; scheme="http://b/#"', 'the parameter scheme only once'],
    ['compute; scheme="http://a/#"; title=', 'the end found where a value for title was wanted'],
    ['compute; scheme="http://a/#"; title', 'the end found where "=" was wanted'],
    ['compute; scheme="http://a/#"; attributes="{required}"', 'the name of an attribute'],
    [
      'compute; scheme="http://a/#"; attributes="a{required"',
      '"a{required" found where attributes="..." with a "}" for each "{"',
    ],
    ['compute; scheme="http://a/#", other; scheme="http://b/#"', 'one Category alone'],
  ])('%s is malformed', (text, message) => {
    expect(() => parseCategory(text)).toThrow(malformed(message))
  })
})

describe('an attribute', () => {
  // verifies('TEXT-21', 'TEXT-25', 'TEXT-26', 'TEXT-27', 'TEXT-28', 'TEXT-29', 'TEXT-53', 'H11-116', 'R-6')
  test.each([
    ['a="x, y", b=2', { a: '"x, y"', b: '2' }],
    ['a=2', { a: '2' }],
    ['a=-1.5', { a: '-1.5' }],
    ['a=.5', { a: '.5' }],
    ['a=true', { a: 'true' }],
    ['a="true"', { a: '"true"' }],
    ['a=active', { a: 'active' }],
    ['a = "x"', { a: '"x"' }],
    ['a="x";', { a: '"x"' }],
    ['a=1,,b=2,', { a: '1', b: '2' }],
    ['a=http://h/x?y=z', { a: 'http://h/x?y=z' }],
    ['a="", b="="', { a: '""', b: '"="' }],
    ['a=1, a=1', { a: '1' }],
    ['com.Example-1.a_b=1', { 'com.Example-1.a_b': '1' }],
    [
      'occi.core.title="How\'s your quotes escaping? \\", occi.compute.memory=1.0"',
      { 'occi.core.title': '"How\'s your quotes escaping? \\", occi.compute.memory=1.0"' },
    ],
    ['__proto__=1', undefined],
  ])('%s', (text, literals) => {
    const read = () => literalsOf(parseBody('filter', `X-OCCI-Attribute: ${text}`).attributes)
    if (literals === undefined)
      expect(read).toThrow(malformed('"__proto__=1" found where the name of an attribute'))
    else expect(read()).toEqual(literals)
  })

  // verifies('H11-10', 'H11-127')
  test.each([
    ['a', 'the end found where "=" was wanted (X-OCCI-Attribute line 1, character 3)'],
    ['a=', 'the end found where a value for a was wanted'],
    ['=1', '"=1" found where the name of an attribute (letters'],
    ['a b=1', '"b=1" found where "=" was wanted'],
    [
      'a=x y',
      '"x y" found where a value without blanks, or one in quotes, was wanted (X-OCCI-Attribute line 1)',
    ],
    ['a="x" y', '"y" found where "," or the end was wanted'],
    ['a=x"y"', '""y"" found where a value for a was wanted'],
    ['a=1; b=2', '"b=2" found where "," or the end was wanted'],
    [
      'a=1, a=2',
      'the attribute a is given twice, as "1" (X-OCCI-Attribute line 1) and "2" (X-OCCI-Attribute line 1, value 2)',
    ],
  ])('%s is malformed', (text, message) => {
    expect(() => parseBody('filter', `X-OCCI-Attribute: ${text}`)).toThrow(malformed(message))
  })
})

describe('a Link', () => {
  const linkOf = (text: string) => {
    const [link] = parseBody('entity', `Link: ${text}`).links
    const { attributes, categories, ...members } = link ?? { attributes: new Map(), categories: [] }
    return { ...members, categories: categories.map(({ id }) => id), attributes: literalsOf(attributes) }
  }
  const where = 'Link line 1'
  const coreLink = 'http://schemas.ogf.org/occi/core#link'

  // verifies('TEXT-15', 'TEXT-16', 'TEXT-17', 'TEXT-18', 'TEXT-19', 'TEXT-20', 'TEXT-21', 'H11-79', 'H11-93', 'R-11', 'R-12')
  test.each([
    ['with target and rel', `</network/1>; rel="${network.id}"`, { rel: [network.id] }],
    ['with a target alone', '</network/1>', {}],
    [
      'with an absolute target',
      '<http://h/a,b;c>; rel="http://a/#b"',
      { target: 'http://h/a,b;c', rel: ['http://a/#b'] },
    ],
    [
      'with several rel',
      '</network/1>; rel="http://a/#b http://c/#d"',
      { rel: ['http://a/#b', 'http://c/#d'] },
    ],
    ['with self', '</network/1>; self="/nic/1"', { self: '/nic/1' }],
    [
      'with a category',
      `</network/1>; category="${networkInterface.id}"`,
      { categories: [networkInterface.id] },
    ],
    [
      'with a category without quotes',
      `</network/1>; category=${networkInterface.id}; a=1`,
      { categories: [networkInterface.id], attributes: { a: '1' } },
    ],
    [
      'with Kind and Mixins',
      `</network/1>; category="${networkInterface.id} http://a/#m"`,
      { categories: [networkInterface.id, 'http://a/#m'] },
    ],
    [
      'with attributes',
      '</network/1>; category="http://a/#k"; a=2; b="a;b, c"; c=true; occi.core.source="/compute/x"',
      {
        categories: ['http://a/#k'],
        attributes: { a: '2', b: '"a;b, c"', c: 'true', 'occi.core.source': '"/compute/x"' },
      },
    ],
    [
      'in another order, names in capitals',
      `</network/1>; a=1; Category="http://a/#k"; REL="http://a/#b";`,
      { rel: ['http://a/#b'], categories: ['http://a/#k'], attributes: { a: '1' } },
    ],
  ])('%s', (_case, text, members) => {
    expect(linkOf(text)).toEqual({
      target: '/network/1',
      rel: [],
      categories: [coreLink],
      attributes: {},
      links: [],
      where,
      ...members,
    })
  })

  // verifies('TEXT-22', 'TEXT-24', 'R-12', 'R-29')
  test.each([
    ['an Action known here', `</compute/1?action=start>; rel="${start.id}"`, 0],
    ['an Action that is gone', '</compute/1?action=grow>; rel="http://gone.example/action#grow"', 0],
    ['an Action without rel', '<http://h/compute/1?action=start>', 0],
    ['a real Link whose target has such a query', `<http://h/x?action=foo>; rel="${network.id}"`, 1],
    ['a real Link to something unknown', '<http://h/x?action=foo>; rel="http://other.example/#thing"', 1],
    ['a real Link, by its category', '<http://h/x?action=foo>; category="http://other.example/#link"', 1],
    ['a real Link with another query', `<http://h/x?a=action>; rel="${start.id}"`, 1],
  ])('%s', (_case, text, count) => {
    expect(parseBody('entity', `Category: ${computeText}\r\nLink: ${text}`).links).toHaveLength(count)
  })

  test.each([
    ['/network/1; rel="http://a/#b"', 'found where a target such as </network/1> was wanted'],
    ['</network/1; rel="http://a/#b"', 'that ends with ">"'],
    ['<>; rel="http://a/#b"', 'a target such as </network/1>'],
    ['<a b>', 'a target such as </network/1>'],
    ['</network/1>; a/b=1', '"a/b" found where the name of an attribute'],
    ['</network/1>; a=x y', '"x y" found where a value without blanks'],
    ['</network/1>; rel="a" rel="b"', 'the parameter rel only once'],
  ])('%s is malformed', (text, message) => {
    expect(() => linkOf(text)).toThrow(malformed(message))
  })
})

describe('locations', () => {
  const referencesIn = (body: string) => parseBody('members', body)?.map(({ reference }) => reference)

  // verifies('TEXT-30', 'H11-87', 'R-15')
  test.each([
    ['one a line', 'X-OCCI-Location: /a\nX-OCCI-Location: http://h/b', ['/a', 'http://h/b']],
    ['a list', 'X-OCCI-Location: /a, /b,/c', ['/a', '/b', '/c']],
    ['ids', 'X-OCCI-Location: urn:uuid:1;x', ['urn:uuid:1;x']],
    ['in brackets or quotes', 'X-OCCI-Location: <http://h/a,b>, "/c"', ['http://h/a,b', '/c']],
    ['none', 'Category: compute; scheme="http://a/#"', undefined],
  ])('%s', (_case, body, references) => {
    expect(referencesIn(body)).toEqual(references)
  })

  test('two without a comma are malformed', () => {
    expect(() => referencesIn('X-OCCI-Location: /a /b')).toThrow(
      malformed('"/b" found where "," or the end was wanted'),
    )
  })

  // verifies('TEXT-59', 'TEXT-60')
  test('a list of URIs: comments and blank lines are skipped', () => {
    const read = (body: string) =>
      uriList.parse(
        'members',
        { mediaType: 'text/uri-list', headers: new Map(), body },
        contextOf({ limits: { entries: 2 } }),
      )
    expect(read('# two\r\n/a\r\n\r\nhttp://h/b\n')).toEqual([
      { reference: '/a', where: 'text/uri-list line 2' },
      { reference: 'http://h/b', where: 'text/uri-list line 4' },
    ])
    expect(read('# none\n')).toBeUndefined()
    expect(() => read('/a b')).toThrow(malformed('"/a b" is not one URI'))
    expect(() => read('/a\n/b\n/c')).toThrow(expect.objectContaining({ code: 'too-large' }))
    expect(() =>
      uriList.parse('entity', { mediaType: 'text/uri-list', headers: new Map(), body: '' }, contextOf()),
    ).toThrow(expect.objectContaining({ code: 'unsupported-media-type' }))
  })
})

describe('forms', () => {
  const category = `Category: ${computeText}; class="kind"`

  test('entity: everything, with where it stood', () => {
    const read = parseBody('entity', `${category}\r\nX-OCCI-Attribute: a=1\r\nLink: </n>; rel="http://a/#b"`)
    expect(read).toEqual({
      categories: [{ id: compute.id, class: 'kind', where: 'Category line 1' }],
      attributes: new Map([
        ['a', { value: { literal: '1', quoted: false }, where: 'X-OCCI-Attribute line 2' }],
      ]),
      links: [expect.objectContaining({ target: '/n', where: 'Link line 3' })],
      where: 'body',
    })
    expect(parseBody('entities', category)).toEqual([parseBody('entity', category)])
  })

  // verifies('H11-65', 'H11-70', 'R-8')
  test('entity: a change needs no Category', () => {
    expect(parseBody('entity', 'X-OCCI-Attribute: a=1').categories).toEqual([])
  })

  test.each([
    ['', 'the body holds no Category, Link or X-OCCI-Attribute'],
    [
      'X-OCCI-Location: /compute/1',
      'the body holds X-OCCI-Location alone and no Category, Link or X-OCCI-Attribute',
    ],
  ])('entity: "%s" describes none', (body, message) => {
    expect(() => parseBody('entity', body)).toThrow(malformed(message))
  })

  // verifies('TEXT-33', 'H11-39', 'H11-77')
  test('action: one Category and parameters', () => {
    const body = `Category: stop; scheme="http://schemas.ogf.org/occi/infrastructure/compute/action#"; class="action"\nX-OCCI-Attribute: method="graceful"`
    const { action, attributes } = parseBody('action', body)
    expect(action).toEqual({ id: stop.id, class: 'action', where: 'Category line 1' })
    expect(literalsOf(attributes)).toEqual({ method: '"graceful"' })
    expect(parseBody('action', '')).toEqual({ attributes: new Map() })
    expect(() => parseBody('action', `${category}\n${body}`)).toThrow(
      malformed(`${stop.id} is a second one (Category line 2)`),
    )
  })

  // verifies('H11-17', 'H11-19')
  test('categories: definitions', () => {
    const body =
      'Category: my_stuff; scheme="http://example.com/occi/my_stuff#"; class="mixin"; rel="http://a/#b"; location="/my_stuff/"'
    const definition = {
      id: 'http://example.com/occi/my_stuff#my_stuff',
      term: 'my_stuff',
      scheme: 'http://example.com/occi/my_stuff#',
      class: 'mixin',
      rel: ['http://a/#b'],
      location: '/my_stuff/',
      capabilities: false,
      where: 'Category line 1',
    }
    expect(parseBody('categories', body)).toEqual([definition])
    expect(parseBody('categories', `${body}; attributes="a"`)).toEqual([
      { ...definition, capabilities: true },
    ])
    expect(parseBody('categories', `${body}; actions="http://a/#b"`)).toEqual([
      { ...definition, capabilities: true },
    ])
    expect(() => parseBody('categories', '')).toThrow(malformed('the body holds no Category'))
  })

  // verifies('H11-16', 'H11-37')
  test('filter: Categories and attributes, or nothing', () => {
    const { categories, attributes } = parseHeaders('filter', {
      category: computeText,
      'x-occi-attribute': 'a="b"',
    })
    expect(categories).toEqual([{ id: compute.id, where: 'Category value 1' }])
    expect(literalsOf(attributes)).toEqual({ a: '"b"' })
    expect(parseHeaders('filter', {})).toEqual({ categories: [], attributes: new Map() })
  })

  // verifies('TEXT-48', 'R-55')
  test('header fields that say nothing on a form are not looked at', () => {
    expect(parseHeaders('filter', { link: 'no Link of ours', 'x-occi-location': '"' }).categories).toEqual([])
    expect(() => parseHeaders('entity', { link: 'no Link of ours' })).toThrow(
      malformed('(Link value 1, character 1)'),
    )
  })

  test('text/occi reads the header alone', () => {
    const source = {
      mediaType: 'text/occi',
      headers: new Map([['x-occi-attribute', ['a=1']]]),
      body: 'X-OCCI-Attribute: b=2',
    }
    expect(literalsOf(textOcci.parse('filter', source, contextOf()).attributes)).toEqual({ a: '1' })
  })
})

describe('limits', () => {
  test.each([
    [
      'more values than allowed',
      'X-OCCI-Attribute: a=1, b=2\nX-OCCI-Attribute: c=3',
      'more than 2 values of X-OCCI-Attribute (X-OCCI-Attribute line 2)',
    ],
    [
      'a value too long',
      `X-OCCI-Attribute: a="${'x'.repeat(21)}"`,
      'a value of 21 characters, where 20 are allowed (X-OCCI-Attribute line 1)',
    ],
    ['a token too long', `X-OCCI-Attribute: a=${'x'.repeat(21)}`, 'a value of 21 characters'],
    ['a target too long', `Link: <${'x'.repeat(21)}>`, 'a value of 21 characters'],
  ])('%s', (_case, body, message) => {
    expect(() => parseBody('entity', body, { limits: { entries: 2, value: 20 } })).toThrow(
      expect.objectContaining({ code: 'too-large', message: expect.stringContaining(message) }),
    )
  })
})
