import { registryCases, runCases } from '@occi/testing'
import { describe, test } from 'vitest'
import { MemoryRegistry } from '../src/index.ts'

const open = async () => new MemoryRegistry()

// verifies('CORE-57', 'CORE-62', 'CORE-66', 'CORE-71', 'CORE-72')
describe('the contract of Registry', () => {
  runCases(registryCases, { open }, { test })
})

describe('the cases for Registries that outlive their process, on one that was never closed', () => {
  const durable = registryCases.filter(({ id }) => id.startsWith('registry:durable:'))
  runCases(durable, { open, reopen: async (registry) => registry }, { test })
})
