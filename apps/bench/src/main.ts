import { printHttp, runHttp } from './http/run.ts'
import { variantsOf } from './http/variants.ts'
import { workloads } from './http/workloads.ts'
import { parseOptions, usage, type BenchOptions } from './options.ts'

const options = parseOptions(process.argv.slice(2))
if (options.help) console.log(usage)
else await overHttp(options)

async function overHttp({ entities, mixins, only, rounds, share }: BenchOptions): Promise<void> {
  const chosen = workloads
    .filter(({ name }) => only.length === 0 || only.some((part) => name.includes(part)))
    .map((workload) => ({ ...workload, amount: workload.amount * share }))
  const variants = variantsOf({ registries: ['memory'], entities, mixins })
  printHttp(await runHttp(variants, chosen, rounds), chosen)
}
