import type { Repetition } from '../http/measure.ts'
import { runHttp } from '../http/run.ts'
import type { Workload } from '../http/workloads.ts'
import { machineLine } from '../machine/machine.ts'
import { ownTree } from '../service/packages.ts'
import { comparison } from './report.ts'
import { treeOf } from './tree.ts'

/** Measures the service in memory of this tree and of another revision, and prints both. */
export async function runComparison(
  revision: string,
  workloads: readonly Workload[],
  how: { rounds: number; repetition: Repetition; entities: number; directory: string },
): Promise<void> {
  const { entities, directory } = how
  using other = treeOf(revision, directory)
  const variant = (name: string, tree: string) => {
    const service = { tree, directory, registry: 'memory', entities, mixins: 0 } as const
    return { name, service, entities }
  }
  const variants = [variant('now', ownTree), variant(revision, other.path)] as const
  const results = await runHttp(variants, workloads, how)
  console.log(`${machineLine(new Date())}\n\n${comparison(variants, workloads, results)}`)
}
