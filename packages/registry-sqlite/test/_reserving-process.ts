// Reserves `/compute/held` on the file that is its argument, says so, and lives on until its parent ends.
import { systemScope } from '@occi/core'
import { aCompute } from '@occi/testing'
import { SqliteRegistry } from '../src/index.ts'

const [file = ''] = process.argv.slice(2)
const registry = await SqliteRegistry.open({ file })
const changes = [{ type: 'create', entity: aCompute('held') } as const]
await registry.reserve({ operation: 'create', requestId: 'of the other', changes }, systemScope)
console.log('reserved')
process.stdin.resume().on('end', () => process.exit())
