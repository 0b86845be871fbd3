import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemScope } from '@occi/core'
import { aCompute } from '@occi/testing'
import { expect, test } from 'vitest'
import { FileRegistry } from '../src/index.ts'

test('a line that a crash has cut off is skipped, and what is written after it counts', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'occi-registry-'))
  try {
    const file = join(folder, 'registry')
    const create = (registry: FileRegistry, name: string) =>
      registry.commit([{ type: 'create', entity: aCompute(name) }], systemScope)

    await create(await FileRegistry.open(file), 'one')
    await appendFile(file, '\n{"call":"commit","changes":[{"type":"cre')
    await create(await FileRegistry.open(file), 'two')

    const reopened = await FileRegistry.open(file)
    const found = await Promise.all(
      ['one', 'two'].map((name) => reopened.get(`/compute/${name}`, systemScope)),
    )
    expect(found.map((entity) => entity?.location)).toEqual(['/compute/one', '/compute/two'])
  } finally {
    await rm(folder, { recursive: true })
  }
})
