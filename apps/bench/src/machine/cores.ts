import { spawnSync } from 'node:child_process'
import { cpus } from 'node:os'

/** Where a process runs: what answers and what asks do not share a core. */
export type Place = 'server' | 'load'

const hasTaskset = spawnSync('taskset', ['--version']).status === 0

/** The command line that runs Node on the core of a place, as far as the system can do that; several cores for several workers. */
export function nodeAt(place: Place, workers = 1): readonly [command: string, ...args: string[]] {
  const count = cpus().length
  if (!hasTaskset || count < 2 || workers > 1) return [process.execPath]
  const core = place === 'server' ? 0 : 1
  return ['taskset', '-c', String(core), process.execPath]
}
