import { defineKind, resource } from '@occi/core'
import { SqliteRegistry } from '@occi/registry-sqlite'

export const machine = defineKind({
  scheme: 'http://example.com/occi#',
  term: 'machine',
  parent: resource,
  location: '/machine/',
  attributes: { 'com.example.cores': { type: 'integer' } },
})

/** Stores a machine, ends as a process does, and counts what is there afterwards. */
export async function remember(file: string): Promise<number> {
  const alice = { system: false, owner: 'alice', changesShared: false }
  const registry = await SqliteRegistry.open({ file })
  const entity = {
    type: 'resource',
    id: registry.newId(machine, undefined),
    location: '/machine/one',
    kind: machine,
    mixins: [],
    attributes: { 'com.example.cores': 4 },
    actions: [],
    links: [],
    revision: 0,
    owner: 'alice',
  } as const
  await registry.commit([{ type: 'create', entity }], alice)
  await registry.close()

  const again = await SqliteRegistry.open({ file })
  const query = { kind: machine.id, attributes: new Map([['com.example.cores', 4]]) }
  const count = await again.count(query, alice)
  await again.close()
  return count
}
