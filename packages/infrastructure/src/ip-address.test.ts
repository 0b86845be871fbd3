import { checkPattern } from '@occi/core'
import { describe, expect, test } from 'vitest'

import { addressInRange, addressRange } from './ip-address.ts'

const addresses4 = ['0.0.0.0', '192.168.0.1', '255.255.255.255', '10.20.30.249']
const addresses6 = [
  '::',
  '::1',
  'fc00::',
  'fe80::1',
  '2001:db8::8:800:200c:417a',
  '2001:DB8:0:0:8:800:200C:417A',
  '1:2:3:4:5:6:7::',
  '::2:3:4:5:6:7:8',
  '1::3:4:5:6:7:8',
  '::ffff:192.0.2.128',
  '64:ff9b::192.0.2.33',
  '64::ff9b:192.0.2.33',
  '1:2:3:4:5:6:192.0.2.33',
]
const noAddresses = [
  '',
  '300.1.1.1',
  '192.168.0',
  '192.168.0.1.1',
  '192.168.00.1',
  ' 192.168.0.1',
  '192.168.0.1\n',
  ':',
  ':::',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '1::2::3',
  '12345::',
  'fc00::g',
  '::300.0.2.1',
  '1:2:3:4:5:6:7:192.0.2.33',
  'example.com',
]

const isRange = (text: string) => checkPattern(text, { pattern: addressRange }) === undefined
const isAddress = (text: string) => checkPattern(text, { pattern: addressInRange }) === undefined

describe('an address', () => {
  test.each(addresses4)('%s', (text) => {
    expect(checkPattern(text, { format: 'ipv4' })).toBeUndefined()
    expect([
      isAddress(text),
      isAddress(`${text}/0`),
      isAddress(`${text}/32`),
      isAddress(`${text}/33`),
    ]).toEqual([true, true, true, false])
  })

  test.each(addresses6)('%s', (text) => {
    expect(checkPattern(text, { format: 'ipv6' })).toBeUndefined()
    expect([
      isAddress(text),
      isAddress(`${text}/0`),
      isAddress(`${text}/128`),
      isAddress(`${text}/129`),
    ]).toEqual([true, true, true, false])
  })

  test.each(noAddresses)('not %j', (text) => {
    expect([isAddress(text), isAddress(`${text}/8`), isRange(`${text}/8`)]).toEqual([false, false, false])
  })
})

describe('a range of addresses', () => {
  test.each(['192.168.0.1/24', 'fc00::/7', '10.0.0.0/8', '::/0', '1.2.3.4/32', '::1/128'])('%s', (text) => {
    expect(isRange(text)).toBe(true)
  })

  test.each([
    '192.168.0.1',
    'fc00::',
    '1.2.3.4/',
    '1.2.3.4/33',
    '::1/129',
    '1.2.3.4/08',
    '1.2.3.4/-1',
    '1.2.3.4/8/8',
  ])('not %s', (text) => {
    expect(isRange(text)).toBe(false)
  })
})
