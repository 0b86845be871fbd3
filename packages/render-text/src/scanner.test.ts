import { describe, expect, test } from 'vitest'
import { Scanner } from './scanner.ts'

const scan = (text: string, longest?: number) => new Scanner(text, 'Link line 1', longest)
const failing = (code: string, message: string) =>
  expect.objectContaining({ code, message: expect.stringContaining(message) })

describe('a scanner', () => {
  test('steps over what it is asked for, blanks aside', () => {
    const scanner = scan(' a = "b;c" ; <d> , e f')
    expect(scanner.token('')).toBe('a')
    scanner.expect('=')
    expect(scanner.quoted()).toBe('b;c')
    expect(scanner.accept(',')).toBe(false)
    expect(scanner.accept(';')).toBe(true)
    expect(scanner.bracketed('')).toBe('d')
    expect(scanner.at(',')).toBe(true)
    scanner.expect(',')
    expect(scanner.bare('')).toBe('e f')
    expect(scanner.done).toBe(true)
  })

  test.each([
    ['"a"', 'a'],
    ['""', ''],
    [String.raw`"\"\\\a"`, String.raw`"\a`],
    ['"a,b;c=<d>"', 'a,b;c=<d>'],
    ['"tab\there"', 'tab\there'],
    ['"日本"', '日本'],
  ])('the quoted string %s', (text, value) => {
    expect(scan(text).quoted()).toBe(value)
  })

  test.each([
    ['"a', '""a" found where a quoted string that ends with " was wanted (Link line 1, character 1)'],
    ['a"', '"a"" found where """ was wanted (Link line 1, character 1)'],
    ['"a\u0001"', '(Link line 1, character 3)'],
    ['"\\\u0001"', 'control character after "\\"'],
    ['', 'the end found where """ was wanted (Link line 1, character 1)'],
  ])('broken: %j', (text, message) => {
    expect(() => scan(text).quoted()).toThrow(failing('malformed', message))
  })

  test('a token that does not fit is shown with where it begins', () => {
    expect(() => scan('  abc=1').token('a number', (text) => text === '1')).toThrow(
      failing('malformed', '"abc=1" found where a number was wanted (Link line 1, character 3)'),
    )
  })

  test('what is shown of a text is short and on one line', () => {
    expect(() => scan(`"\n${'x'.repeat(100)}`).quoted()).toThrow(/^" x{36}\.{3}" found/)
  })

  test('every value has a longest length', () => {
    const read = [
      (scanner: Scanner) => scanner.token(''),
      (scanner: Scanner) => scanner.bare(''),
      (scanner: Scanner) => scanner.reference(''),
    ]
    for (const one of read) {
      expect(one(scan('abc', 3))).toBe('abc')
      expect(() => one(scan('abcd', 3))).toThrow(
        failing('too-large', 'a value of 4 characters, where 3 are allowed (Link line 1)'),
      )
    }
    expect(() => scan('"abcd"', 3).quoted()).toThrow(failing('too-large', ''))
    expect(() => scan('<abcd>', 3).bracketed('')).toThrow(failing('too-large', ''))
  })
})
