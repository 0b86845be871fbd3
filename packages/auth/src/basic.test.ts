import { describe, expect, test } from 'vitest'
import { basicOf, cheap, requestWith } from '../test/_request.ts'
import { basic, type BasicOptions } from './basic.ts'
import { hashPassword, needsRehash } from './password.ts'
import type { User } from './users.ts'

const ann: User = { name: 'ann', password: await hashPassword('a:b', cheap), roles: ['admin'] }
const eve: User = { name: '\u00e9ve', password: await hashPassword('x', cheap) }

function asked(options: Partial<BasicOptions>, authorization: string) {
  const way = basic({ realm: 'cloud', users: [ann, eve], cost: cheap, ...options })
  return way.identify(requestWith({ authorization }))
}

describe('HTTP Basic', () => {
  // verifies('HTTP-81')
  test('lets in who knows the password', async () => {
    const identity = { user: 'ann', roles: ['admin'] }
    expect(await asked({}, basicOf('ann', 'a:b'))).toEqual({ accepted: true, identity })
    expect(await asked({}, basicOf('ann', 'a:b').replace('Basic', 'bASIC'))).toMatchObject({ accepted: true })
    expect(await asked({}, basicOf('e\u0301ve', 'x'))).toMatchObject({
      identity: { user: '\u00e9ve', roles: [] },
    })
  })

  test('tells nothing of whether there is such a user', async () => {
    const wrong = await asked({}, basicOf('ann', 'wrong'))
    expect(wrong).toEqual({ accepted: false, sentence: 'the name or the password is wrong' })
    expect(await asked({}, basicOf('nobody', 'a:b'))).toEqual(wrong)
    expect(await asked({}, basicOf('__proto__', ''))).toEqual(wrong)
  })

  test('an unknown user costs what the hashes cost, and no more passwords are hashed than may be', async () => {
    const way = basic({ realm: 'cloud', users: [ann], cost: cheap, hashesAtOnce: 1, hashesWaiting: 0 })
    const [one, other] = [basicOf('nobody', 'x'), basicOf('ann', 'x')].map((authorization) =>
      way.identify(requestWith({ authorization })),
    )
    await expect(other).rejects.toMatchObject({ code: 'overloaded' })
    expect(await one).toMatchObject({ accepted: false })
  })

  test('has no opinion on other credentials', async () => {
    expect(await asked({}, 'Bearer x')).toBeUndefined()
    expect(await basic({ realm: 'cloud', users: [] }).identify(requestWith({}))).toBeUndefined()
  })

  test('quotes the realm', () => {
    expect(basic({ realm: 'a "b"\r\nX: y', users: [] }).challenge).toBe(
      'Basic realm="a \\"b\\"??X: y", charset="UTF-8"',
    )
  })

  test('a password that was right is not hashed again, until it is changed or its user goes', async () => {
    let user: User | undefined = ann
    const way = basic({ realm: 'cloud', users: () => user, cost: cheap, hashesAtOnce: 0, hashesWaiting: 0 })
    const ask = () => way.identify(requestWith({ authorization: basicOf('ann', 'a:b') }))
    await expect(ask()).rejects.toMatchObject({ code: 'overloaded' })
    const remembering = basic({ realm: 'cloud', users: () => user, cost: cheap })
    const again = () => remembering.identify(requestWith({ authorization: basicOf('ann', 'a:b') }))
    expect(await again()).toMatchObject({ accepted: true })
    expect(await again()).toMatchObject({ accepted: true })
    user = { ...ann, password: await hashPassword('changed', cheap) }
    expect(await again()).toMatchObject({ accepted: false })
    user = undefined
    expect(await again()).toMatchObject({ accepted: false })
  })

  test('a hash of another cost is made again once its password is shown', async () => {
    const stored = new Map<string, string>()
    const dearer = { ...cheap, logN: 11 }
    const rehash = (name: string, hash: string) => void stored.set(name, hash)
    await asked({ cost: dearer, rehash }, basicOf('ann', 'wrong'))
    expect(stored.size).toBe(0)
    expect(await asked({ cost: dearer, rehash }, basicOf('ann', 'a:b'))).toMatchObject({ accepted: true })
    expect(needsRehash(stored.get('ann') ?? '', dearer)).toBe(false)
    const failing = () => Promise.reject(new Error('read only'))
    expect(await asked({ cost: dearer, rehash: failing }, basicOf('ann', 'a:b'))).toMatchObject({
      accepted: true,
    })
  })
})

test.each([
  [[{ name: 'a:b', password: ann.password }], 'colon'],
  [[{ name: '', password: ann.password }], 'empty'],
  [[{ name: 'ann', password: 'secret' }], 'no password hash'],
  [[ann, { ...eve, name: 'ann' }], 'the same name'],
])('what is no table of users is refused at the start', (users, said) => {
  expect(() => basic({ realm: 'cloud', users })).toThrow(said)
})
