import type { Registry } from '@occi/core'
import { registryCases, runCases } from '@occi/testing'
import { describe, test } from 'vitest'
import { SqliteRegistry } from '../src/index.ts'
import { newFiles } from './_files.ts'

const newFile = newFiles()
const files = new Map<Registry, string>()

async function open(file = newFile()): Promise<Registry> {
  // Nothing here is pulled out of the wall, and the disk is not waited for.
  const registry = await SqliteRegistry.open({ file, survives: 'crash' })
  files.set(registry, file)
  return registry
}

/** A process that ends leaves its file and lets go of its locks; it does nothing else. */
async function reopen(registry: Registry): Promise<Registry> {
  await registry.close()
  return open(files.get(registry))
}

describe('the contract of Registry, on a file', () => {
  runCases(
    registryCases,
    { open: () => open(), reopen, share: (registry) => open(files.get(registry)) },
    { test },
  )
})
