import { parseArgs } from 'node:util'
import type { Repetition } from './http/measure.ts'
import type { RegistrySpec } from './service/registry.ts'

const commands = ['http', 'registry', 'compare', 'start', 'micro'] as const

type Command = (typeof commands)[number]

/** What the command line asks for. */
export interface BenchOptions {
  readonly command: Command
  /** What `compare` compares with. */
  readonly revision: string
  readonly rounds: number
  /** How often the usual amount of requests is sent. */
  readonly repetition: Repetition
  readonly entities: readonly number[]
  readonly mixins: number
  readonly processes: number
  readonly registries: readonly RegistrySpec['registry'][]
  /** Parts of names of workloads. Empty: all. */
  readonly only: readonly string[]
  readonly help: boolean
}

export const usage = `pnpm bench [http | registry | compare REVISION | start | micro] [options]

  http                services beside bare node:http (what is done if nothing is said)
  registry            registries beside bare calls of the SQLite driver
  compare REVISION    this tree beside a revision of git, over HTTP, in memory
  start               the demo, from its start to its first answer
  micro               what reading and writing an Entity costs each Rendering

  --quick             one round, hardly warmed up, at 1,000 entities in memory: under two minutes
  --rounds NUMBER     how often everything is measured (3)
  --entities LIST     how many computes are there: 10,1000,10000,1000000
  --mixins NUMBER     users' Mixins in the services that have many; 0: no such services (10000)
  --processes NUMBER  processes that share an SQLite file in the service that has several; 1: no such service (2)
  --registries LIST   memory,sqlite
  --only LIST         the workloads whose names hold one of these texts: get,create
  --help`

/** @throws TypeError for what is no option */
export function parseOptions(args: readonly string[]): BenchOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      entities: { type: 'string' },
      mixins: { type: 'string' },
      processes: { type: 'string' },
      registries: { type: 'string' },
      only: { type: 'string', default: '' },
      help: { type: 'boolean', default: false },
    },
  })
  const [command, revision] = commandOf(positionals)
  const fallback = values.quick ? quick : (defaults[command] ?? full)
  return {
    command,
    revision,
    repetition: fallback.repetition,
    rounds: values.rounds === undefined ? fallback.rounds : wholeNumber('rounds', values.rounds),
    entities: values.entities?.split(',').map((text) => wholeNumber('entities', text)) ?? fallback.entities,
    mixins: values.mixins === undefined ? fallback.mixins : wholeNumber('mixins', values.mixins),
    processes:
      values.processes === undefined ? fallback.processes : wholeNumber('processes', values.processes),
    registries: values.registries?.split(',').map(registryOf) ?? fallback.registries,
    only: values.only === '' ? [] : values.only.split(','),
    help: values.help,
  }
}

type Defaults = Pick<
  BenchOptions,
  'rounds' | 'repetition' | 'entities' | 'mixins' | 'processes' | 'registries'
>

const full: Defaults = {
  rounds: 3,
  repetition: { warm: 4, measured: 1 },
  entities: [10, 1000, 10_000, 1_000_000],
  mixins: 10_000,
  processes: 2,
  registries: ['memory', 'sqlite'],
}
const large: Defaults = { ...full, entities: [1000, 100_000, 1_000_000] }
const compared: Defaults = { ...full, entities: [1000] }
const defaults: Partial<Record<Command, Defaults>> = { registry: large, compare: compared }
const quick: Defaults = {
  rounds: 1,
  repetition: { warm: 1, measured: 0.5 },
  entities: [1000],
  mixins: 0,
  processes: 1,
  registries: ['memory'],
}

function commandOf([name = 'http', ...more]: readonly string[]): readonly [Command, revision: string] {
  const command = commands.find((one) => one === name)
  const [revision = ''] = more
  if (command !== undefined && more.length === (command === 'compare' ? 1 : 0)) return [command, revision]
  throw new TypeError(`there is no bench ${JSON.stringify([name, ...more].join(' '))}`)
}

function registryOf(name: string): RegistrySpec['registry'] {
  if (name === 'memory' || name === 'sqlite') return name
  throw new TypeError(`--registries takes memory and sqlite, not ${JSON.stringify(name)}`)
}

function wholeNumber(name: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new TypeError(`--${name} takes whole numbers, not ${JSON.stringify(text)}`)
}
