import { runComparison } from './compare/run.ts'
import { printHttp, runHttp } from './http/run.ts'
import { variantsOf } from './http/variants.ts'
import { workloads, type Workload } from './http/workloads.ts'
import { temporary } from './machine/temporary.ts'
import { parseOptions, usage, type BenchOptions } from './options.ts'
import { runRegistries } from './registry/run.ts'
import { ownTree } from './service/packages.ts'
import { runStarts } from './start/run.ts'

const options = parseOptions(process.argv.slice(2))
if (options.help) console.log(usage)
else await run(options)

async function run(wanted: BenchOptions): Promise<void> {
  await using directory = await temporary()
  const place = { tree: ownTree, directory: directory.path }
  const { rounds, entities, revision } = wanted
  const chosen = chosenBy(wanted)
  // Awaited here, as the directory goes when this function ends.
  switch (wanted.command) {
    case 'http':
      printHttp(await runHttp(variantsOf(wanted, place), chosen, wanted), chosen)
      break
    case 'registry':
      await runRegistries(entities, rounds, place)
      break
    case 'compare':
      await runComparison(revision, chosen, { ...place, ...wanted, entities: entities[0] ?? 1000 })
      break
    case 'start':
      await runStarts(2 * rounds)
      break
    case 'micro':
      await import('./micro/run.ts')
  }
}

function chosenBy({ only }: BenchOptions): readonly Workload[] {
  return workloads.filter(({ name }) => only.length === 0 || only.some((part) => name.includes(part)))
}
