import { constants } from 'node:fs'
import { access, copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Registry } from '@occi/core'
import { doorOf } from './packages.ts'
import { seed } from './seed.ts'

/** A registry with something in it. */
export interface RegistrySpec {
  /** The working tree whose packages are used. */
  readonly tree: string
  readonly registry: 'memory' | 'sqlite'
  /** Computes that are there from the beginning. */
  readonly entities: number
  /** Mixins of users that are there from the beginning. */
  readonly mixins: number
  /** Where files may be made. */
  readonly directory: string
  /** An SQLite file that several processes share. Missing: each has its own. */
  readonly file?: string
}

/** Makes a registry and fills it. An SQLite file is filled once, and copied for each process. */
export async function filledRegistry(spec: RegistrySpec): Promise<Registry> {
  return spec.registry === 'memory' ? inMemory(spec) : openCopy(spec)
}

/** The file of the process that asks. */
export function fileOf({ directory, file }: RegistrySpec): string {
  return file ?? join(directory, `${process.pid}.db`)
}

async function inMemory(spec: RegistrySpec): Promise<Registry> {
  const { MemoryRegistry } = await doorOf(spec.tree, 'registry-memory/index')
  const registry = new MemoryRegistry()
  await fill(registry, spec)
  return registry
}

async function openCopy(spec: RegistrySpec): Promise<Registry> {
  const { SqliteRegistry } = await doorOf(spec.tree, 'registry-sqlite/index')
  const { directory, entities, mixins } = spec
  const filled = join(directory, `filled-${entities}-${mixins}.db`)
  if (!(await exists(filled))) {
    const registry = await SqliteRegistry.open({ file: filled, survives: 'crash' })
    await fill(registry, spec)
    await registry.close()
  }
  if (!(await exists(fileOf(spec)))) await copyFile(filled, fileOf(spec), constants.COPYFILE_FICLONE)
  return SqliteRegistry.open({ file: fileOf(spec) })
}

async function fill(registry: Registry, spec: RegistrySpec): Promise<void> {
  const core = await doorOf(spec.tree, 'core/index')
  const infrastructure = await doorOf(spec.tree, 'infrastructure/index')
  await seed(registry, spec, core, infrastructure)
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
