import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hashPassword } from '@occi/auth'
import { listen } from '@occi/server/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCloud } from '../src/service.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'occi-production-'))
})
afterAll(() => rm(folder, { recursive: true }))

const credentials = { authorization: `Basic ${btoa('ann:correct horse')}` }

test('what was made behind a proxy is there after a restart, for its owner', async () => {
  const users = [{ name: 'ann', password: await hashPassword('correct horse') }]
  const settings = { publicUrl: 'https://cloud.example/occi', file: join(folder, 'cloud.db'), users }
  let location = ''
  {
    await using first = await listen(await createCloud(settings), { port: 0 })
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200)
    expect((await fetch(`${first.url}/occi/compute/`)).status).toBe(401)
    const body = 'Category: compute; scheme="http://schemas.ogf.org/occi/infrastructure#"'
    const made = await fetch(`${first.url}/occi/compute/`, { method: 'POST', headers: credentials, body })
    location = made.headers.get('location') ?? ''
    expect(location).toMatch(/^https:\/\/cloud\.example\/occi\/compute\//)
    expect(await (await fetch(`${first.url}/metrics`)).text()).toContain('occi_')
  }
  await using second = await listen(await createCloud(settings), { port: 0 })
  const again = location.replace('https://cloud.example', second.url)
  expect((await fetch(again, { headers: credentials })).status).toBe(200)
})
