import { transaction, type Database } from '@occi/registry-sqlite'

import { HypervisorError } from '../errors.ts'

/**
 * The tables of the hypervisor. A row is kept whole in `data`, as JSON; the columns beside it are what is looked up or must be unique. `sequence`
 * is the order in which rows were made.
 */
const versions: readonly string[] = [
  `
  CREATE TABLE hypervisor_machine (
    sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, imageId TEXT, dueAt REAL, data TEXT NOT NULL
  ) STRICT;
  CREATE INDEX hypervisor_machine_image ON hypervisor_machine (imageId) WHERE imageId IS NOT NULL;
  CREATE INDEX hypervisor_machine_due ON hypervisor_machine (dueAt) WHERE dueAt IS NOT NULL;

  CREATE TABLE hypervisor_image (
    sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, data TEXT NOT NULL
  ) STRICT;

  CREATE TABLE hypervisor_network (
    sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, cidr TEXT NOT NULL, data TEXT NOT NULL
  ) STRICT;
  CREATE INDEX hypervisor_network_cidr ON hypervisor_network (cidr);

  CREATE TABLE hypervisor_interface (
    sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, machineId TEXT NOT NULL, networkId TEXT NOT NULL,
    mac TEXT NOT NULL UNIQUE, address TEXT, data TEXT NOT NULL,
    UNIQUE (networkId, address)
  ) STRICT;
  CREATE INDEX hypervisor_interface_machine ON hypervisor_interface (machineId);

  CREATE TABLE hypervisor_volume (
    sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, data TEXT NOT NULL
  ) STRICT;

  CREATE TABLE hypervisor_attachment (
    sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, machineId TEXT NOT NULL, volumeId TEXT NOT NULL UNIQUE,
    data TEXT NOT NULL
  ) STRICT;
  CREATE INDEX hypervisor_attachment_machine ON hypervisor_attachment (machineId);

  CREATE TABLE hypervisor_copy (
    sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, volumeId TEXT NOT NULL, data TEXT NOT NULL
  ) STRICT;
  CREATE INDEX hypervisor_copy_volume ON hypervisor_copy (volumeId);

  CREATE TABLE hypervisor_host (
    sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, data TEXT NOT NULL
  ) STRICT;
  CREATE TABLE hypervisor_tally (
    sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, data TEXT NOT NULL
  ) STRICT;

  CREATE TABLE hypervisor_outbox (sequence INTEGER PRIMARY KEY AUTOINCREMENT, data TEXT NOT NULL) STRICT;
  CREATE TABLE hypervisor_owner (
    one INTEGER PRIMARY KEY CHECK (one = 1), name TEXT NOT NULL, term INTEGER NOT NULL, expiresAt REAL NOT NULL
  ) STRICT;
  `,
]

/** Makes the tables, or brings those of an earlier version up to date. Refuses with `unavailable` those of a later one. */
export function migrate(database: Database): void {
  transaction(database, () => {
    database.exec('CREATE TABLE IF NOT EXISTS hypervisor_schema (version INTEGER NOT NULL) STRICT')
    const row = database.prepare('SELECT version FROM hypervisor_schema').get() as
      | { readonly version: number }
      | undefined
    const version = row?.version ?? 0
    if (version > versions.length) throw tooNew(version)
    for (const sql of versions.slice(version)) database.exec(sql)
    if (row === undefined) database.prepare('INSERT INTO hypervisor_schema VALUES (?)').run(versions.length)
    else if (version < versions.length)
      database.prepare('UPDATE hypervisor_schema SET version = ?').run(versions.length)
  })
}

function tooNew(version: number): HypervisorError {
  const sentence = `the hypervisor's tables are of version ${version}, and this one knows them up to ${versions.length}: use a later one`
  return new HypervisorError('unavailable', sentence, { version })
}
