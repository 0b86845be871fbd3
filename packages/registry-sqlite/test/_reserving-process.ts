// Reserves `/compute/held` on the file that is its argument, lets go of its Registry, says so, and lives on until its parent ends.
import { setTimeout as sleep } from 'node:timers/promises'
import { systemScope } from '@occi/core'
import { aCompute } from '@occi/testing'
import { SqliteRegistry } from '../src/index.ts'

await reserve()
// What nobody holds any more is collected now, and its finalizers run in between.
for (const _time of [1, 2]) {
  globalThis.gc?.()
  await sleep(10)
}
console.log('reserved')
process.stdin.resume().on('end', () => process.exit())

async function reserve(): Promise<void> {
  const [file = ''] = process.argv.slice(2)
  const registry = await SqliteRegistry.open({ file })
  const changes = [{ type: 'create', entity: aCompute('held') } as const]
  await registry.reserve({ operation: 'create', requestId: 'of the other', changes }, systemScope)
}
