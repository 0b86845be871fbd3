import { shuffled } from '../arithmetic/shuffle.ts'
import { machineLine } from '../machine/machine.ts'
import { Child } from './child.ts'
import { measure, type Contestant, type Finding, type Repetition } from './measure.ts'
import type { LoadQuestion } from './processes/load.ts'
import { reportOf, resultsOf, type Result } from './report.ts'
import { Servers } from './servers.ts'
import { isSmall, type Variant } from './variants.ts'
import type { Workload } from './workloads.ts'

/** Measures variants over HTTP: in every round readings first, in another order each time, then changes. */
export async function runHttp(
  variants: readonly Variant[],
  workloads: readonly Workload[],
  { rounds, repetition }: { readonly rounds: number; readonly repetition: Repetition },
): Promise<readonly Result[]> {
  await using load = new Child<LoadQuestion>('load', 'load')
  const findings: Finding[] = []
  for (let round = 1; round <= rounds; round += 1) {
    await using large = await started(variants.filter((variant) => !isSmall(variant)))
    for (const [index, workload] of inOrder(workloads).entries()) {
      progress(`round ${round} of ${rounds}, ${workload.name}, ${index + 1} of ${workloads.length}`)
      await using fresh = await started(variants.filter(isSmall))
      const { upTo = Infinity } = workload
      const fitting = [...fresh.all, ...large.all].filter(({ variant }) => variant.entities <= upTo)
      findings.push(...(await measure(workload, fitting, load, repetition)))
    }
  }
  progress('')
  return resultsOf(findings)
}

/** The table, and on what it was made. */
export function printHttp(results: readonly Result[], workloads: readonly Workload[]): void {
  console.log(`${machineLine(new Date())}\n\n${reportOf(results, workloads)}`)
}

async function started(
  variants: readonly Variant[],
): Promise<AsyncDisposable & { all: readonly Contestant[] }> {
  const all: Contestant[] = []
  for (const variant of variants) all.push({ variant, servers: await Servers.of(variant) })
  const dispose = async () => {
    for (const { servers } of all) await servers[Symbol.asyncDispose]()
  }
  return { all, [Symbol.asyncDispose]: dispose }
}

function inOrder(workloads: readonly Workload[]): readonly Workload[] {
  const [readings, changes] = [false, true].map((changing) =>
    workloads.filter(({ changes = false }) => changes === changing),
  )
  return [...shuffled(readings ?? []), ...shuffled(changes ?? [])]
}

/** One line that is written anew, for those who watch. */
function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`)
}
