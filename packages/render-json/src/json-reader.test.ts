import { describe, expect, test } from 'vitest'
import { readJson, type Json } from './json-reader.ts'

const read = (text: string) => plain(readJson(text, { value: 1000 }))

/** Maps as objects, so that they can be compared with what JSON.parse gives. */
function plain(json: Json): unknown {
  if (json instanceof Map) return Object.fromEntries([...json].map(([name, value]) => [name, plain(value)]))
  return Array.isArray(json) ? json.map(plain) : json
}

describe('what JSON allows is read as JSON.parse reads it', () => {
  // verifies('J-003')
  test.each([
    '{}',
    '[]',
    '""',
    'true',
    'false',
    '0',
    '-1',
    '1.5',
    '1e3',
    '-2.5E-3',
    '1E+2',
    '9007199254740991',
    '9007199254740992',
    '100000000000000000000',
    '-534347100000000000000',
    '1180591620717411303424',
    '1.7976931348623157e308',
    '5e-324',
    '0e9999',
    ' \t\r\n{ "a" : [ 1 , { "b" : true } ] , "c" : "d" } \n',
    '"\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0041 \\u00e9 \\ud83d\\ude00 \\u0000"',
    '"é 世 😀 \u2028 \u007f"',
    '{"__proto__": {"x": 1}, "constructor": 2, "toString": [3]}',
    '{"": 1}',
    '[[[[]]], {}]',
  ])('%s', (text) => expect(read(text)).toEqual(JSON.parse(text)))

  test('a byte order mark is stepped over', () => expect(read('\ufeff{"a":1}')).toEqual({ a: 1 }))
  test('-0 is 0', () => expect(Object.is(read('-0'), 0)).toBe(true))
})

describe('what JSON does not allow says what was found, what was wanted and where', () => {
  test.each([
    ['', 'the end found where a value was wanted (line 1, column 1)'],
    ['{', 'the end found where the name of a member in quotes was wanted (line 1, column 2)'],
    ['{"a"}', '"}" found where ":" was wanted (line 1, column 5)'],
    ['{"a":}', '"}" found where a value was wanted (line 1, column 6)'],
    ['{"a":1,}', '"}" found where the name of a member in quotes was wanted (line 1, column 8)'],
    ['{"a":1 "b":2}', '"\\"b\\":2}" found where "," or "}" was wanted (line 1, column 8)'],
    [
      '{\n  "a": 1,\r\n  b: 2}',
      '"b: 2}" found where the name of a member in quotes was wanted (line 3, column 3)',
    ],
    ["{'a':1}", '"\'a\':1}" found where the name of a member in quotes was wanted (line 1, column 2)'],
    ['[1,]', '"]" found where a value was wanted (line 1, column 4)'],
    ['[1 2]', '"2]" found where "," or "]" was wanted (line 1, column 4)'],
    ['{} {}', '"{}" found where the end was wanted (line 1, column 4)'],
    ['truest', '"st" found where the end was wanted (line 1, column 5)'],
    ['tru', '"tru" found where a value was wanted (line 1, column 1)'],
    ['True', '"True" found where a value was wanted (line 1, column 1)'],
    ['NaN', '"NaN" found where a value was wanted (line 1, column 1)'],
    ['undefined', '"undefined" found where a value was wanted (line 1, column 1)'],
    ['01', '"1" found where the end was wanted (line 1, column 2)'],
    ['+1', '"+1" found where a value was wanted (line 1, column 1)'],
    ['.5', '".5" found where a value was wanted (line 1, column 1)'],
    ['1.', '"." found where the end was wanted (line 1, column 2)'],
    ['0x10', '"x10" found where the end was wanted (line 1, column 2)'],
    ['-', '"-" found where a value was wanted (line 1, column 1)'],
    ['// c\n1', '"// c\\n1" found where a value was wanted (line 1, column 1)'],
    ['"a', '"\\"a" found where a string that ends with " was wanted (line 1, column 1)'],
    [
      '"a\nb"',
      '"\\nb\\"" found where a character other than a control character (write \\n, \\u0000) was wanted (line 1, column 3)',
    ],
    [
      '"\\x"',
      '"\\\\x\\"" found where a character or one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000 was wanted (line 1, column 2)',
    ],
    [
      '"\\u12g4"',
      '"\\\\u12g4\\"" found where a character or one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000 was wanted (line 1, column 2)',
    ],
  ])('%s', (text, message) => {
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
    const where = /\((line \d+, column \d+)\)$/.exec(message)?.[1]
    expect(() => read(text)).toThrow(
      expect.objectContaining({ code: 'malformed', message, details: { where } }),
    )
  })
})

describe('what JSON allows and no value of OCCI is is refused with its path', () => {
  // verifies('J-103')
  test.each([
    ['null', 'body'],
    ['{"a":[{"b.c":null}]}', 'a[0]["b.c"]'],
    ['{"a":{"b":1,"b":1}}', 'a.b'],
    ['{"__proto__":1,"__proto__":2}', '__proto__'],
    ['[1e309]', '[0]'],
    ['[-1e309]', '[0]'],
    ['{"a":9007199254740993}', 'a'],
    ['{"a":-123456789012345678901}', 'a'],
    ['[0,1e-400]', '[1]'],
    ['["\\ud800"]', '[0]'],
    ['{"a":"\\udc00\\ud800"}', 'a'],
    ['["\ud800"]', '[0]'],
  ])('%s', (text, where) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'malformed', details: { where } }))
  })

  test('nesting is bounded', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
    expect(() => read(nested(64))).not.toThrow()
    expect(() => read(nested(65))).toThrow(expect.objectContaining({ code: 'malformed' }))
    expect(() => read('{"a":'.repeat(1e6))).toThrow(expect.objectContaining({ code: 'malformed' }))
  })

  test.each([`{"a":"${'x'.repeat(1001)}"}`, `{"a":1${'0'.repeat(1001)}}`])(
    'a long value is too large',
    (text) => {
      expect(() => read(text)).toThrow(
        expect.objectContaining({ code: 'too-large', details: { where: 'a' } }),
      )
    },
  )

  test('the names in a path are cut short', () => {
    expect(() => read(`{"${'x'.repeat(900)}":null}`)).toThrow(
      expect.objectContaining({ details: { where: `["${'x'.repeat(77)}..."]` } }),
    )
  })
})
