import { expect, test } from 'vitest'
import { requestWith } from '../test/_request.ts'
import { bearerTokens, createToken, hashToken, type ApiToken } from './bearer-tokens.ts'

const token = createToken()
const clock = () => new Date('2030-01-01')
const ann: ApiToken = { hash: hashToken(token), user: 'ann', roles: ['robot'] }

function asked(authorization: string, tokens: readonly ApiToken[] = [ann]) {
  return bearerTokens({ realm: 'cloud', tokens, clock }).identify(requestWith({ authorization }))
}

test('a token stands for its user', async () => {
  expect(token).toMatch(/^occi_[A-Za-z0-9_-]{43}$/)
  const identity = { user: 'ann', roles: ['robot'] }
  expect(await asked(`Bearer ${token}`)).toEqual({ accepted: true, identity })
  expect(await asked(`bearer ${token}`)).toMatchObject({ accepted: true })
})

test.each(['Bearer x', 'Bearer ', 'Bearer', `Bearer ${token}x`, `Bearer ${ann.hash}`, 'Bearer é'])(
  '%s is not known',
  async (authorization) => {
    const challenge =
      'Bearer realm="cloud", error="invalid_token", error_description="the token is not known"'
    expect(await asked(authorization)).toEqual({
      accepted: false,
      sentence: 'the token is not known',
      challenge,
    })
  },
)

test('a token holds until it expires', async () => {
  expect(await asked(`Bearer ${token}`, [{ ...ann, expires: new Date('2030-01-02') }])).toMatchObject({
    accepted: true,
  })
  expect(await asked(`Bearer ${token}`, [{ ...ann, expires: new Date('2030-01-01') }])).toMatchObject({
    sentence: 'the token has expired',
  })
})

test('a table elsewhere is asked for the hash alone', async () => {
  const seen: string[] = []
  const tokens = async (hash: string) => {
    seen.push(hash)
    return hash === ann.hash ? ann : undefined
  }
  const way = bearerTokens({ realm: 'cloud', tokens })
  expect(await way.identify(requestWith({ authorization: `Bearer ${token}` }))).toMatchObject({
    accepted: true,
  })
  expect(seen).toEqual([ann.hash])
})

test('has no opinion on other credentials', async () => {
  expect(await asked('Basic YTpi')).toBeUndefined()
})

test('a token in place of its hash is refused at the start, and not told', () => {
  const wrong = { realm: 'cloud', tokens: [{ hash: token, user: 'ann' }] }
  expect(() => bearerTokens(wrong)).toThrow('no hash of a token')
  expect(() => bearerTokens(wrong)).not.toThrow(token)
})
