import { createSecretKey } from 'node:crypto'
import { SignJWT, UnsecuredJWT, type JWTPayload } from 'jose'
import { describe, expect, test } from 'vitest'
import { newKey, now, publish, startIssuer, tokenBy } from '../test/_issuer.ts'
import { requestWith } from '../test/_request.ts'
import { bearerJwt, type BearerJwtOptions } from './bearer-jwt.ts'

const [key, other] = [await newKey('one'), await newKey('two')]
const seconds = now.getTime() / 1000
const wanted = { realm: 'cloud', issuer: 'https://id.example', audience: 'occi', clock: () => now }

function asked(token: string, options: Partial<BearerJwtOptions> = {}) {
  const way = bearerJwt({ ...wanted, keys: key.publicKey, ...options })
  return way.identify(requestWith({ authorization: `Bearer ${token}` }))
}

describe('a JSON Web Token', () => {
  test('stands for its subject, and its claims are told', async () => {
    const verdict = await asked(await tokenBy(key, { team: 'lab' }))
    expect(verdict).toMatchObject({
      accepted: true,
      identity: { user: 'ann', roles: [], claims: { team: 'lab' } },
    })
  })

  test('says who the user is and what he may do, as the service reads it', async () => {
    const options = {
      user: ({ email }: JWTPayload) => String(email),
      roles: ({ groups }: JWTPayload) => (Array.isArray(groups) ? groups.map(String) : []),
    }
    const verdict = await asked(await tokenBy(key, { email: 'ann@example.org', groups: ['admin'] }), options)
    expect(verdict).toMatchObject({ identity: { user: 'ann@example.org', roles: ['admin'] } })
  })

  test.each([
    ['has expired', { exp: seconds - 6 }, 'the token has expired'],
    ['is not valid yet', { nbf: seconds + 6 }, 'the claim nbf'],
    ['never expires', { exp: undefined }, 'the claim exp'],
    ['is from somebody else', { iss: 'https://evil.example' }, 'the claim iss'],
    ['is for somebody else', { aud: 'mail' }, 'the claim aud'],
    ['names nobody', { sub: undefined }, 'names no user'],
    ['names nobody at all', { sub: '' }, 'names no user'],
    ['has a date that is none', { exp: 'soon' as unknown as number }, 'the claim exp'],
  ])('that %s is refused', async (_what, claims, said) => {
    expect(await asked(await tokenBy(key, claims))).toMatchObject({
      accepted: false,
      sentence: expect.stringContaining(said) as string,
      challenge: expect.stringMatching(
        /^Bearer realm="cloud", error="invalid_token", error_description="/,
      ) as string,
    })
  })

  test('may be a little late', async () => {
    const token = await tokenBy(key, { exp: seconds - 4 })
    expect(await asked(token)).toMatchObject({ accepted: true })
    expect(await asked(token, { clockTolerance: 0 })).toMatchObject({ accepted: false })
  })

  test('has the type that is wanted', async () => {
    const typed = await tokenBy(key, {}, { typ: 'at+jwt' })
    expect(await asked(typed, { type: 'at+jwt' })).toMatchObject({ accepted: true })
    expect(await asked(await tokenBy(key), { type: 'at+jwt' })).toMatchObject({ accepted: false })
  })

  test.each([
    '',
    'x',
    'a.b.c',
    'é.b.c',
    '..',
    `${'a'.repeat(50_000)}.b.c`,
    'eyJhbGciOiJFUzI1NiJ9.e30.',
    '{}.{}.{}',
  ])('is nothing like %s', async (token) => {
    expect(await asked(token)).toMatchObject({ accepted: false })
  })

  test('is signed, by the issuer, in a way that is taken', async () => {
    const claims = { iss: 'https://id.example', aud: 'occi', sub: 'ann', exp: seconds + 60 }
    const unsigned = new UnsecuredJWT(claims).encode()
    expect(await asked(unsigned)).toMatchObject({ accepted: false })
    expect(await asked(await tokenBy(other))).toMatchObject({
      sentence: 'the signature of the token is wrong',
    })
    const secret = createSecretKey(Buffer.alloc(32, 1))
    const shared = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(secret)
    const refused = { accepted: false, sentence: 'the token is signed in a way that is not taken here' }
    expect(await asked(shared)).toMatchObject(refused)
    // A public key is not taken for a secret, even where the service takes both.
    expect(await asked(shared, { algorithms: ['HS256', 'ES256'] })).toMatchObject({ accepted: false })
    expect(await asked(await tokenBy(key), { algorithms: ['RS256'] })).toMatchObject(refused)
  })

  test('may be signed with a secret that both know', async () => {
    const secret = Buffer.alloc(32, 1)
    const claims = { iss: 'https://id.example', aud: 'occi', sub: 'ann', exp: seconds + 60 }
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(secret)
    expect(await asked(token, { keys: secret })).toMatchObject({ accepted: true })
    expect(await asked(token, { keys: Buffer.alloc(32, 2) })).toMatchObject({ accepted: false })
  })

  test('is checked with the key that it names', async () => {
    const keys = await publish([key, other])
    expect(await asked(await tokenBy(other), { keys })).toMatchObject({ accepted: true })
    expect(await asked(await tokenBy({ ...other, kid: 'one' }), { keys })).toMatchObject({ accepted: false })
    expect(await asked(await tokenBy({ ...other, kid: 'three' }), { keys })).toMatchObject({
      sentence: 'the issuer has no key such as the token is signed with',
    })
  })

  test('of another sort is not its business', async () => {
    const way = bearerJwt({ ...wanted, keys: key.publicKey })
    expect(await way.identify(requestWith({ authorization: 'Basic YTpi' }))).toBeUndefined()
    expect(await way.identify(requestWith({}))).toBeUndefined()
  })
})

describe('the keys at a URL', () => {
  test('are fetched once, and again when the issuer has changed them', async () => {
    await using issuer = await startIssuer(key)
    const way = bearerJwt({ ...wanted, keys: issuer.url, cooldown: 0 })
    const ask = async (by: typeof key) =>
      way.identify(requestWith({ authorization: `Bearer ${await tokenBy(by)}` }))
    expect(await ask(key)).toMatchObject({ accepted: true })
    expect(await ask(key)).toMatchObject({ accepted: true })
    expect(issuer.fetched()).toBe(1)
    await issuer.serve(other)
    expect(await ask(other)).toMatchObject({ accepted: true })
    expect(await ask(key)).toMatchObject({ accepted: false })
  })

  test('are not fetched for each token with a key that nobody has', async () => {
    await using issuer = await startIssuer(key)
    const way = bearerJwt({ ...wanted, keys: issuer.url })
    const unknown = await tokenBy({ ...key, kid: 'none' })
    for (let times = 0; times < 5; times += 1)
      expect(await way.identify(requestWith({ authorization: `Bearer ${unknown}` }))).toMatchObject({
        accepted: false,
      })
    expect(issuer.fetched()).toBe(1)
  })

  test('that cannot be had are the fault of nobody who asks, and not asked for again at once', async () => {
    await using issuer = await startIssuer(key)
    issuer.fail()
    const way = bearerJwt({ ...wanted, keys: issuer.url })
    const ask = async () => way.identify(requestWith({ authorization: `Bearer ${await tokenBy(key)}` }))
    const unavailable = { code: 'unavailable', details: { retryAfter: 30 } }
    await expect(ask()).rejects.toMatchObject(unavailable)
    await expect(ask()).rejects.toMatchObject(unavailable)
    expect(issuer.fetched()).toBe(1)
  })

  test('that cannot be had again do not spoil those that are known', async () => {
    await using issuer = await startIssuer(key)
    const way = bearerJwt({ ...wanted, keys: issuer.url, cooldown: 0 })
    const ask = async (by: typeof key) =>
      way.identify(requestWith({ authorization: `Bearer ${await tokenBy(by)}` }))
    expect(await ask(key)).toMatchObject({ accepted: true })
    issuer.fail()
    await expect(ask(other)).rejects.toMatchObject({ code: 'unavailable' })
    expect(await ask(key)).toMatchObject({ accepted: true })
  })

  test('come from where nobody listens', () => {
    expect(() => bearerJwt({ ...wanted, keys: new URL('http://id.example/keys') })).toThrow('from https')
    expect(() => bearerJwt({ ...wanted, keys: new URL('https://id.example/keys') })).not.toThrow()
  })
})
