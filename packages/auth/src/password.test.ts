import { OcciError } from '@occi/core'
import { describe, expect, test } from 'vitest'
import { cheap } from '../test/_request.ts'
import { checkHash, decoyHash, defaultCost, hashPassword, needsRehash, verifyPassword } from './password.ts'

describe('the hash of a password', () => {
  test.each(['secret', '', 'with:colons:', 'pässwörd', '🔑'.repeat(100), 'x'.repeat(10_000)])(
    'is that of %s alone',
    async (password) => {
      const hash = await hashPassword(password, cheap)
      expect(await verifyPassword(password, hash)).toBe(true)
      expect(await verifyPassword(`${password} `, hash)).toBe(false)
    },
  )

  test('says what it costs, and has a salt of its own', async () => {
    const [one, other] = [await hashPassword('secret', cheap), await hashPassword('secret', cheap)]
    expect(one).toMatch(/^\$scrypt\$ln=10,r=1,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
    expect(one).not.toBe(other)
  })

  test('by default takes 16 MiB five times over', async () => {
    expect(defaultCost).toEqual({ logN: 14, r: 8, p: 5 })
    const hash = await hashPassword('secret')
    expect(hash).toContain('$ln=14,r=8,p=5$')
    expect(await verifyPassword('secret', hash)).toBe(true)
  })

  // RFC 7914 12: what scrypt makes of "pleaseletmein" with the salt "SodiumChloride".
  test('is that of RFC 7914', async () => {
    const key =
      '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887'
    const [salt, text] = [Buffer.from('SodiumChloride'), Buffer.from(key, 'hex')].map((bytes) =>
      bytes.toString('base64').replace(/=+$/, ''),
    )
    expect(await verifyPassword('pleaseletmein', `$scrypt$ln=14,r=8,p=1$${salt}$${text}`)).toBe(true)
  })

  test('is the same however its characters are composed', async () => {
    expect(await verifyPassword('e\u0301', await hashPassword('\u00e9', cheap))).toBe(true)
  })

  test.each([
    'secret',
    '',
    '$scrypt$ln=14,r=8,p=5$c2FsdHNhbHRzYWx0$',
    '$scrypt$ln=30,r=8,p=5$c2FsdHNhbHRzYWx0$a2V5a2V5a2V5a2V5a2V5a2V5',
    '$scrypt$ln=14,r=99,p=5$c2FsdHNhbHRzYWx0$a2V5a2V5a2V5a2V5a2V5a2V5',
    '$2b$12$abcdefghijklmnopqrstuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu',
  ])('is nothing else: %s', (text) => {
    expect(() => checkHash(text)).toThrow(expect.objectContaining({ code: 'invalid-definition' }))
    expect(() => checkHash(text)).toThrow(OcciError)
  })

  test('is made again where another cost is wanted', async () => {
    const hash = await hashPassword('secret', cheap)
    expect(needsRehash(hash, cheap)).toBe(false)
    expect(needsRehash(hash, { ...cheap, logN: 11 })).toBe(true)
    expect(needsRehash(hash)).toBe(true)
  })

  test('of nobody costs what is asked, and no password has it', async () => {
    const decoy = decoyHash(cheap)
    expect(needsRehash(decoy, cheap)).toBe(false)
    expect(await verifyPassword('', decoy)).toBe(false)
  })
})
