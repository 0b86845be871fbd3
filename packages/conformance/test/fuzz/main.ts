/**
 * The long run: `pnpm fuzz --seconds 600 --seed 7`. Says each minute how it goes, and ends with 1 at the first thing that is not as it should be; the same
 * seed with `--rounds 1` shows it again.
 */
import { parseArgs } from 'node:util'
import { Fuzzer, type Round, type Slow } from './fuzzer.ts'

const { values } = parseArgs({
  args: process.argv.slice(2).filter((arg) => arg !== '--'),
  options: {
    seconds: { type: 'string', default: '60' },
    rounds: { type: 'string', default: 'Infinity' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})
const [seconds, rounds, first] = [values.seconds, values.rounds, values.seed].map(Number)
if (![seconds, rounds, first].every((number) => number !== undefined && number >= 0))
  throw new Error('--seconds, --rounds and --seed take numbers')

/** Mebibytes by which the heap may differ after rounds that all begin and end with nothing. */
const drift = 16
/** Rounds after which what is made once is made: compiled code, caches that are full. */
const warm = 20

const fuzzers = [await Fuzzer.open('node'), await Fuzzer.open('fetch')]
const heaps: number[] = []
const statuses = new Map<number, number>()
let slowest: Slow = { milliseconds: 0, request: '' }
let told = performance.now()
const begun = performance.now()
let count = 0
console.log(`fuzzing from seed ${first} for ${seconds} s`)
try {
  for (; count < (rounds ?? 0) && performance.now() - begun < (seconds ?? 0) * 1000; count += 1) {
    for (const fuzzer of fuzzers) note(await fuzzer.round((first ?? 0) + count))
    heaps.push(heap())
    checkHeap()
    if (performance.now() - told > 60_000) tell()
  }
  tell()
} finally {
  // They note what nobody catches, and would keep to themselves what has been found here.
  for (const fuzzer of fuzzers) await fuzzer[Symbol.asyncDispose]()
}

function note(round: Round): void {
  for (const [status, times] of round.statuses) statuses.set(status, (statuses.get(status) ?? 0) + times)
  if (round.slowest.milliseconds > slowest.milliseconds) slowest = round.slowest
}

/** Mebibytes in use, after the rest was thrown away. */
function heap(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 2 ** 20
}

function checkHeap(): void {
  const [before, now] = [heaps[warm], heaps.at(-1)]
  if (globalThis.gc === undefined || before === undefined || now === undefined || now - before < drift) return
  throw new Error(
    `the heap has grown from ${before.toFixed(1)} MiB after round ${warm} to ${now.toFixed(1)} MiB after round ${count + 1}`,
  )
}

function tell(): void {
  told = performance.now()
  const sent = [...statuses.values()].reduce((sum, times) => sum + times, 0)
  const each = [...statuses]
    .toSorted(([one], [other]) => one - other)
    .map(([status, times]) => `${status}: ${times}`)
  const [after, now] = [heaps[Math.min(warm, heaps.length - 1)], heaps.at(-1)]
  console.log(
    `${count} rounds over each edge, ${sent} answers (${each.join(', ')}); heap ${after?.toFixed(1)} -> ${now?.toFixed(1)} MiB;`,
  )
  console.log(`slowest: ${slowest.milliseconds} ms for ${slowest.request}`)
}
