import { describe, expect, test } from 'vitest'

import { formatAddress, parseAddress } from './address.ts'

describe('addresses in canonical form', () => {
  test.each([
    ['0.0.0.0', '0.0.0.0'],
    ['255.255.255.255', '255.255.255.255'],
    ['10.1.2.3', '10.1.2.3'],
    ['::', '::'],
    ['::1', '::1'],
    ['1::', '1::'],
    ['fc00::', 'fc00::'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:0db8:0000:0000:0001:0000:0000:0001', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
    ['::ffff:1.2.3.4', '::ffff:102:304'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
  ])('%s', (text, canonical) => {
    expect(formatAddress(parseAddress(text))).toBe(canonical)
    expect(parseAddress(canonical)).toEqual(parseAddress(text))
  })
})

const noAddresses = [
  [
    '',
    '300.1.1.1',
    '1.2.3',
    '1.2.3.4.5',
    '01.2.3.4',
    '1.2.3.4 ',
    ' 1.2.3.4',
    '1.2.3.-4',
    '1.2.3.4/8',
    'a.b.c.d',
  ],
  [
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '12345::',
    'g::',
    'fe80::1%eth0',
  ],
  ['::1.2.3', '::1.2.3.256', '1.2.3.4::', '::1.2.3.4:5', '1:2:3:4:5:6:7:1.2.3.4', 'localhost', '__proto__'],
].flat()

test.each(noAddresses)('%j is no address', (text) => {
  expect(() => parseAddress(text)).toThrow(expect.objectContaining({ code: 'address' }))
})
