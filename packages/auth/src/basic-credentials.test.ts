import { expect, test } from 'vitest'
import { readPair } from './basic-credentials.ts'

const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64')

test.each([
  // RFC 7617 2 and 2.1
  ['QWxhZGRpbjpvcGVuIHNlc2FtZQ==', { name: 'Aladdin', password: 'open sesame' }],
  ['dGVzdDoxMjPCow==', { name: 'test', password: '123£' }],
  [base64('ann:a:b:'), { name: 'ann', password: 'a:b:' }],
  [base64('ann:'), { name: 'ann', password: '' }],
  [base64(':x'), { name: '', password: 'x' }],
  [base64('e\u0301ve:x').replace(/=+$/, ''), { name: '\u00e9ve', password: 'x' }],
])('%s', (credentials, pair) => {
  expect(readPair(credentials)).toEqual(pair)
})

test.each([
  ['', 'no base64'],
  ['%%%', 'no base64'],
  ['QWxh ZGRpbg==', 'no base64'],
  [`${base64('ann:x')}, Basic ${base64('bob:x')}`, 'no base64'],
  [base64('ann'), 'no colon'],
  [base64(new Uint8Array([0x61, 0x3a, 0xe9])), 'no UTF-8'],
  [base64('ann:a\nb'), 'control characters'],
  [base64('ann\u0000:b'), 'control characters'],
])('%s: %s', (credentials, fault) => {
  expect(readPair(credentials)).toEqual({ fault: expect.stringContaining(fault) as string })
})
