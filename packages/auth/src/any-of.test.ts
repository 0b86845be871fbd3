import { describe, expect, test } from 'vitest'
import { basicOf, cheap, requestWith } from '../test/_request.ts'
import { anyOf } from './any-of.ts'
import { basic } from './basic.ts'
import { bearerTokens, createToken, hashToken } from './bearer-tokens.ts'
import { keystone } from './keystone.ts'
import { hashPassword } from './password.ts'

const token = createToken()
const tokens = bearerTokens({ realm: 'cloud', tokens: [{ hash: hashToken(token), user: 'robot' }] })
const old = keystone({ uri: 'https://keystone.example:5000/', tokens })
const passwords = basic({
  realm: 'cloud',
  cost: cheap,
  users: [{ name: 'ann', password: await hashPassword('x', cheap) }],
})
const authenticate = anyOf(old, tokens, passwords)

const basicWanted = 'Basic realm="cloud", charset="UTF-8"'
const keystoneWanted = 'Keystone uri="https://keystone.example:5000/"'
const bearerWanted = 'Bearer realm="cloud"'

describe('any of several ways', () => {
  test.each([
    [{ authorization: basicOf('ann', 'x') }, 'ann'],
    [{ authorization: `Bearer ${token}` }, 'robot'],
    [{ 'x-auth-token': token }, 'robot'],
  ])('lets in who comes by one of them: %o', async (fields, user) => {
    expect(await authenticate(requestWith(fields))).toEqual({ user, roles: [] })
  })

  // verifies('HTTP-81', 'R-49')
  test('asks for all of them, Basic first', async () => {
    await expect(authenticate(requestWith({}))).rejects.toMatchObject({
      code: 'unauthenticated',
      message: 'say who you are: credentials are wanted, keystone or bearer or basic',
      details: { challenge: [basicWanted, keystoneWanted, bearerWanted] },
    })
  })

  test.each([
    [{ authorization: 'Digest username="ann"' }, 'credentials of the scheme "digest" are not taken here'],
    [{ authorization: '' }, 'credentials of the scheme "" are not taken here'],
    [
      { authorization: [basicOf('ann', 'x'), 'Bearer y'] },
      'the request has 2 Authorization fields; send one',
    ],
    [{ authorization: `${basicOf('ann', 'x')}, Bearer y` }, 'no base64'],
    [{ authorization: 'Basic' }, 'no base64'],
    [{ authorization: `Basic${' '.repeat(60_000)}` }, 'no base64'],
    [{ authorization: basicOf('ann', 'y') }, 'the name or the password is wrong'],
    [{ authorization: 'Bearer y' }, 'the token is not known'],
    [{ 'x-auth-token': 'y' }, 'the token is not known'],
  ])('%o: 401', async (fields, said) => {
    await expect(authenticate(requestWith(fields))).rejects.toMatchObject({
      code: 'unauthenticated',
      message: expect.stringContaining(said) as string,
    })
  })

  test('what is wrong with a token stands in its challenge', async () => {
    const error = `${bearerWanted}, error="invalid_token", error_description="the token is not known"`
    await expect(authenticate(requestWith({ authorization: 'Bearer y' }))).rejects.toMatchObject({
      details: { challenge: [basicWanted, keystoneWanted, error] },
    })
  })

  test('ways of one scheme are tried in order', async () => {
    const other = createToken()
    const more = bearerTokens({ realm: 'lab', tokens: [{ hash: hashToken(other), user: 'lab' }] })
    const both = anyOf(tokens, more)
    expect(await both(requestWith({ authorization: `Bearer ${other}` }))).toMatchObject({ user: 'lab' })
    expect(await both(requestWith({ authorization: `Bearer ${token}` }))).toMatchObject({ user: 'robot' })
  })
})
