import { expect, test } from 'vitest'

import { formatAddress } from './address.ts'
import { addressWithin, canHold, formatPlan, lowestFree, parsePlan } from './address-plan.ts'

test.each([
  ['10.0.0.0/24', '10.0.0.0/24', '10.0.0.1', '10.0.0.254'],
  ['192.168.0.1/24', '192.168.0.0/24', '192.168.0.1', '192.168.0.254'],
  ['10.9.8.7/30', '10.9.8.4/30', '10.9.8.5', '10.9.8.6'],
  ['10.0.0.3/31', '10.0.0.2/31', '10.0.0.2', '10.0.0.3'],
  ['10.0.0.3/32', '10.0.0.3/32', '10.0.0.3', '10.0.0.3'],
  ['1.2.3.4/0', '0.0.0.0/0', '0.0.0.1', '255.255.255.254'],
  ['fc00::/7', 'fc00::/7', 'fc00::1', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['2001:db8::ff/64', '2001:db8::/64', '2001:db8::1', '2001:db8::ffff:ffff:ffff:ffff'],
  ['2001:db8::1/127', '2001:db8::/127', '2001:db8::', '2001:db8::1'],
  ['::1/128', '::1/128', '::1', '::1'],
])('%s is %s, from %s to %s', (cidr, canonical, first, last) => {
  const plan = parsePlan(cidr)
  expect(formatPlan(plan)).toBe(canonical)
  expect(formatAddress({ family: plan.family, value: plan.first })).toBe(first)
  expect(formatAddress({ family: plan.family, value: plan.last })).toBe(last)
})

test.each([
  '',
  '/',
  '10.0.0.0',
  '10.0.0.0/',
  '10.0.0.0/33',
  '10.0.0.0/-1',
  '10.0.0.0/08',
  '10.0.0.0/8/8',
  '300.1.1.1/8',
])('%j is no plan', (cidr) => {
  expect(() => parsePlan(cidr)).toThrow(expect.objectContaining({ code: 'address' }))
})

test.each(['fc00::/129', 'fc00::/1e1', 'fc00::/ 8', '::g/64'])('%j is no plan', (cidr) => {
  expect(() => parsePlan(cidr)).toThrow(expect.objectContaining({ code: 'address' }))
})

test.each([
  ['10.0.0.0/24', '10.0.0.0'],
  ['10.0.0.0/24', '10.0.0.255'],
  ['10.0.0.0/24', '10.0.1.1'],
  ['10.0.0.0/24', '::a00:1'],
  ['fc00::/64', 'fc00::'],
])('%s does not give out %s', (cidr, address) => {
  expect(canHold(parsePlan(cidr), address)).toBe(false)
  expect(() => addressWithin(parsePlan(cidr), address)).toThrow(expect.objectContaining({ code: 'address' }))
})

test('an address of the plan comes back in canonical form', () => {
  expect(addressWithin(parsePlan('2001:db8::/64'), '2001:DB8:0::00FF')).toBe('2001:db8::ff')
})

test('the lowest free address fills gaps, until none is left', () => {
  const plan = parsePlan('10.0.0.0/29')
  const taken = new Set<string>()
  for (let count = 0; count < 6; count += 1) taken.add(lowestFree(plan, taken))
  expect([...taken]).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4', '10.0.0.5', '10.0.0.6'])
  const full = { code: 'capacity', message: 'no address is left in 10.0.0.0/29: all 6 are taken' }
  expect(() => lowestFree(plan, taken)).toThrow(expect.objectContaining(full))
  taken.delete('10.0.0.4')
  expect(lowestFree(plan, taken)).toBe('10.0.0.4')
})
