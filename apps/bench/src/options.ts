import { parseArgs } from 'node:util'

/** What the command line asks for. */
export interface BenchOptions {
  readonly rounds: number
  /** Which share of the usual number of requests is sent. */
  readonly share: number
  readonly entities: readonly number[]
  readonly mixins: number
  /** Parts of names of workloads. Empty: all. */
  readonly only: readonly string[]
  readonly help: boolean
}

export const usage = `pnpm bench [options]

  --quick             two rounds of half as many requests, at 1,000 entities: under two minutes
  --rounds NUMBER     how often everything is measured (5)
  --entities LIST     how many computes are there: 10,1000,10000,1000000
  --mixins NUMBER     users' Mixins in the services that have many; 0: no such services (10000)
  --only LIST         the workloads whose names hold one of these texts: get,create
  --help`

/** @throws TypeError for what is no option */
export function parseOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      entities: { type: 'string' },
      mixins: { type: 'string' },
      only: { type: 'string', default: '' },
      help: { type: 'boolean', default: false },
    },
  })
  const fallback = values.quick ? quick : full
  return {
    share: fallback.share,
    rounds: wholeNumber('rounds', values.rounds) ?? fallback.rounds,
    entities:
      values.entities?.split(',').map((text) => wholeNumber('entities', text) ?? 0) ?? fallback.entities,
    mixins: wholeNumber('mixins', values.mixins) ?? fallback.mixins,
    only: values.only === '' ? [] : values.only.split(','),
    help: values.help,
  }
}

const full = { rounds: 5, share: 1, entities: [10, 1000, 10_000, 1_000_000], mixins: 10_000 }
const quick = { rounds: 2, share: 0.5, entities: [1000], mixins: 0 }

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new TypeError(`--${name} takes whole numbers, not ${JSON.stringify(text)}`)
}
