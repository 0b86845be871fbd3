import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { budgets, usualBudget } from './budgets.mjs'

/** Prints what each package weighs, and gives a sentence for each that weighs more than it may. */
export function sizeFaults(packs) {
  return packs.flatMap((pack) => {
    const { name } = pack
    const { packed, code } = sizesOf(pack)
    const budget = budgets[name] ?? usualBudget
    console.log(
      `${name.padEnd(24)} packed ${kB(packed)} of ${budget.packed}, code ${kB(code)} of ${budget.code} kB`,
    )
    return [
      ...(packed > budget.packed
        ? [`${name} is ${kB(packed)} kB packed, where ${budget.packed} are allowed`]
        : []),
      ...(code > budget.code ? [`${name} has ${kB(code)} kB of code, where ${budget.code} are allowed`] : []),
    ]
  })
}

function sizesOf({ folder, file }) {
  const dist = join(folder, 'dist')
  const scripts = readdirSync(dist, { recursive: true }).filter((name) => name.endsWith('.js'))
  const code = scripts.map((name) => gzipSync(readFileSync(join(dist, name))).length)
  return { packed: statSync(file).size / 1000, code: code.reduce((sum, size) => sum + size, 0) / 1000 }
}

function kB(size) {
  return size.toFixed(1)
}
