import { shuffled } from '../arithmetic/shuffle.ts'
import { medians } from '../arithmetic/statistics.ts'
import { markdownTable } from '../arithmetic/table.ts'
import { Child } from '../http/child.ts'
import { machineLine } from '../machine/machine.ts'
import type { RegistryCost, RegistryQuestion } from './process.ts'

const stores = ['driver', 'sqlite', 'memory'] as const

/** Measures each store at each size in a fresh process, in every round in another order, and prints the table. */
export async function runRegistries(
  sizes: readonly number[],
  rounds: number,
  place: { readonly tree: string; readonly directory: string },
): Promise<void> {
  const questions = sizes.flatMap((entities) =>
    stores.map((store): RegistryQuestion => ({ ...place, store, entities, mixins: 0 })),
  )
  const costs = new Map<RegistryQuestion, RegistryCost[]>(questions.map((question) => [question, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const question of shuffled(questions)) {
      await using child = new Child<RegistryQuestion>('registry', 'server', 1, ['--expose-gc'])
      costs.get(question)?.push(await child.ask<RegistryCost>(question))
    }
  }
  const head = ['Entities', 'Store', ...columns.map(([title]) => title)]
  const rows = questions.map((question) => {
    const cost = medians(costs.get(question) ?? [])
    return [
      question.entities,
      question.store,
      ...columns.map(([, name]) => Math.round(cost[name] ?? 0) || cost[name]),
    ]
  })
  console.log(
    `${machineLine(new Date())}; microseconds of a call, bytes to an Entity\n\n${markdownTable(head, rows)}`,
  )
}

const columns = [
  ['Get', 'get'],
  ['Filter, one hit', 'filter'],
  ['Page of 100', 'page'],
  ['Count', 'count'],
  ['Create', 'create'],
  ['Create, 32 at once', 'together'],
  ['Update', 'update'],
  ['Delete', 'delete'],
  ['Memory', 'memory'],
  ['File', 'file'],
] as const
