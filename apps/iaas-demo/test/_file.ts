import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '@occi/registry-sqlite'
import { expect } from 'vitest'

import { openData } from '../src/data.ts'
import { createDemo } from '../src/demo.ts'
import { Hypervisor, ManualClock } from '../src/hypervisor/index.ts'
import { expectConsistent } from './_consistent.ts'
import { openDemo } from './_demo.ts'

/** A file of a cloud, in a folder of its own that goes with it. */
export interface CloudFile extends Disposable {
  readonly path: string
}

export function cloudFile(): CloudFile {
  const folder = mkdtempSync(join(tmpdir(), 'iaas-demo-'))
  return {
    path: join(folder, 'cloud.db'),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Expects both sides of a file that nobody has open to agree, nothing given twice, and each sum to be the sum. */
export async function expectSound(path: string): Promise<void> {
  const { database, registry, hypervisor } = await openData(path)
  if (database === undefined) throw new Error('there is no file')
  const clock = new ManualClock()
  const cloud = new Hypervisor({ hosts: [], clock, ...hypervisor })
  const server = createDemo(cloud, { registry })
  await expectConsistent({ ...openDemo(), cloud, clock, server })
  expect(await registry.reservations()).toEqual([])
  expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
  for (const sql of doubles) expect([sql, database.prepare(sql).all()]).toEqual([sql, []])
  for (const [kept, summed] of sums) expect(valueOf(database, kept)).toBe(valueOf(database, summed))
  await server.close()
  database.close()
}

const doubles = [
  'SELECT mac FROM hypervisor_interface GROUP BY mac HAVING count(*) > 1',
  `SELECT networkId, address FROM hypervisor_interface WHERE address IS NOT NULL
     GROUP BY networkId, address HAVING count(*) > 1`,
  'SELECT volumeId FROM hypervisor_attachment GROUP BY volumeId HAVING count(*) > 1',
]

const sums = [
  [
    "SELECT total(data ->> 'usedCores') AS value FROM hypervisor_host",
    "SELECT total(data ->> 'cores') AS value FROM hypervisor_machine",
  ],
  [
    "SELECT total(data ->> 'usedMegabytes') AS value FROM hypervisor_host",
    "SELECT total(1024 * (data ->> 'memory')) AS value FROM hypervisor_machine",
  ],
  [
    "SELECT total(data ->> 'value') AS value FROM hypervisor_tally WHERE id = 'storage'",
    "SELECT total(1024 * (data ->> 'sizeGb')) AS value FROM hypervisor_volume",
  ],
] as const

function valueOf(database: Database, sql: string): number {
  return (database.prepare(sql).get() as { readonly value: number }).value
}
