import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { registryCases, runCases } from '@occi/testing'
import { afterAll, beforeAll, test } from 'vitest'
import { FileRegistry } from '../src/index.ts'

let folder = ''
const files = new WeakMap<object, string>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'occi-registry-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function open(file = join(folder, crypto.randomUUID())): Promise<FileRegistry> {
  const registry = await FileRegistry.open(file)
  files.set(registry, file)
  return registry
}

// A crash closes nothing: the file is opened a second time, as it is.
runCases(registryCases, { open: () => open(), reopen: (registry) => open(files.get(registry)) }, { test })
