import { shuffled } from '../arithmetic/shuffle.ts'
import { machineLine } from '../machine/machine.ts'
import { Child } from './child.ts'
import { measure, type Repetition, type Finding } from './measure.ts'
import type { LoadQuestion } from './processes/load.ts'
import { reportOf, resultsOf, type Result } from './report.ts'
import { sessionsOf, type Variant } from './variants.ts'
import type { Workload } from './workloads.ts'

/** Measures variants over HTTP, all of them once in every round, in another order each time. */
export async function runHttp(
  variants: readonly Variant[],
  workloads: readonly Workload[],
  { rounds, repetition }: { readonly rounds: number; readonly repetition: Repetition },
): Promise<readonly Result[]> {
  await using load = new Child<LoadQuestion>('load', 'load')
  const findings: Finding[] = []
  for (let round = 1; round <= rounds; round += 1) {
    const sessions = shuffled(sessionsOf(variants, workloads))
    for (const [index, session] of sessions.entries()) {
      progress(`round ${round} of ${rounds}, process ${index + 1} of ${sessions.length}`)
      findings.push(...(await measure(session, load, repetition)))
    }
  }
  progress('')
  return resultsOf(findings)
}

/** The table, and on what it was made. */
export function printHttp(results: readonly Result[], workloads: readonly Workload[]): void {
  console.log(`${machineLine(new Date())}\n\n${reportOf(results, workloads)}`)
}

/** One line that is written anew, for those who watch. */
function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`)
}
