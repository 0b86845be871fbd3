// Writes until it is killed, and tells on stdout what was acknowledged: `writer number`. Arguments: the file, the number of writers.
import { writeSync } from 'node:fs'
import { systemScope, type Change, type Entity } from '@occi/core'
import { aCompute } from '@occi/testing'
import { SqliteRegistry } from '../src/index.ts'

const [file = '', writers = '1'] = process.argv.slice(2)
const registry = await SqliteRegistry.open({ file })
await Promise.all(Array.from({ length: Number(writers) }, (_, writer) => write(`/compute/${writer}`)))

/** Step n makes a pair, takes away that of step n - 3, and writes n on the head. Every other step reserves first. */
async function write(path: string): Promise<void> {
  for (let step = await nextStep(path); ; step += 1) {
    const changes = [
      ...(await headOf(path, step)),
      ...pairOf(path, step),
      ...(await lastPairOf(path, step - 3)),
    ]
    const reservation =
      step % 2 === 0
        ? await registry.reserve({ operation: 'create', requestId: `${path} ${step}`, changes }, systemScope)
        : undefined
    await registry.commit(changes, systemScope, reservation)
    writeSync(1, `${path} ${step}\n`)
  }
}

async function nextStep(path: string): Promise<number> {
  const head = await registry.get(`${path}/head`, systemScope)
  return Number(head?.attributes['com.example.cores'] ?? -1) + 1
}

async function headOf(path: string, step: number): Promise<readonly Change[]> {
  const attributes = { 'com.example.cores': step, 'com.example.hostname': 'x'.repeat(step % 3000) }
  const head = await registry.get(`${path}/head`, systemScope)
  return head === undefined
    ? [{ type: 'create', entity: aCompute(`${path}/head`, { attributes }) }]
    : [{ type: 'update', entity: { ...head, attributes } }]
}

function pairOf(path: string, step: number): readonly Change[] {
  const attributes = { 'com.example.cores': step }
  return ['a', 'b'].map((name) => ({
    type: 'create',
    entity: aCompute(`${path}/${step}-${name}`, { attributes }),
  }))
}

async function lastPairOf(path: string, step: number): Promise<readonly Change[]> {
  const found = await Promise.all(
    ['a', 'b'].map((name) => registry.get(`${path}/${step}-${name}`, systemScope)),
  )
  return found
    .filter((entity): entity is Entity => entity !== undefined)
    .map((entity) => ({ type: 'delete', entity }))
}
