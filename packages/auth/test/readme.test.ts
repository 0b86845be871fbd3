import { readFileSync } from 'node:fs'

import type { Listening } from '@occi/server/node'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { basicOf } from './_request.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const readme = read('../README.md')
let listening: Listening | undefined

beforeAll(async () => {
  process.env['PORT'] = '0'
  const example = (await import('./readme.example.ts')) as { listening: Listening }
  listening = example.listening
})
afterAll(() => listening?.close())

test.each(['readme.example.ts', 'readme.jwt.ts', 'readme.tls.ts'])(
  'the README shows %s as it is checked',
  (file) => {
    expect(readme).toContain(`\`\`\`ts\n${read(file).replaceAll(/^export /gm, '')}\`\`\``)
  },
)

test('the example lets in whom it should', async () => {
  const token = 'Bearer occi_k4UGpWqN1gDqQm7yC6q1nq0pJm6m7d9kq3m1x5b2s8E'
  const ask = async (headers: Readonly<Record<string, string>>) =>
    (await fetch(`${listening?.url}/-/`, { headers: { connection: 'close', ...headers } })).status
  expect(await ask({})).toBe(401)
  expect(await ask({ authorization: basicOf('ann', 'correct horse') })).toBe(200)
  expect(await ask({ authorization: basicOf('ann', 'wrong') })).toBe(401)
  expect(await ask({ authorization: token })).toBe(200)
})

test.each([
  'BasicOptions',
  'PasswordOptions',
  'BearerTokensOptions',
  'BearerJwtOptions',
  'KeyOptions',
  'KeystoneOptions',
])('the README names every option of %s', (name) => {
  for (const option of optionsOf(name)) expect(readme).toContain(`| \`${option}\` |`)
})

function optionsOf(name: string): readonly string[] {
  const files = ['basic', 'passwords', 'bearer-tokens', 'bearer-jwt', 'jwt-keys', 'keystone']
  const sources = files.map((file) => read(`../src/${file}.ts`)).join('\n')
  const start = sources.indexOf(`interface ${name} `)
  const body = sources.slice(start, sources.indexOf('\n}\n', start))
  return [...body.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, option = '']) => option)
}
