import { parseArgs } from 'node:util'

/** What the demo can be told on the command line. */
export interface DemoOptions {
  readonly port: number
  readonly host: string
  /** The file in which all is kept. Missing: all is kept in memory. */
  readonly data?: string
  /** How many processes serve the file. */
  readonly workers: number
  /** Milliseconds that a machine takes to boot; 0: none. */
  readonly bootMs: number
  /** How many computes there are to begin with. */
  readonly seed: number
  /** The share of boots that fail. */
  readonly failBoot: number
  /** Whether users have to say who they are, and have their own things. */
  readonly auth: boolean
  /** Whether each request is told of, and each change. */
  readonly log: boolean
  readonly help: boolean
}

/** What was given is no option, or no value that the option takes; the message is for whoever typed it. */
export class OptionError extends Error {}

/** What `--help` shows. */
export const usage = `A small cloud that speaks OCCI 1.1 and 1.2, over a hypervisor that is only pretended.

Usage: npm start -- [options]

  --port NUMBER      where to listen; 0 takes any free port (8888)
  --host NAME        on which address to listen (127.0.0.1)
  --data FILE        an SQLite file in which all is kept; without it all is forgotten at the end
  --workers NUMBER   how many processes serve the file of --data (1)
  --boot-ms NUMBER   how many milliseconds a machine takes to boot; 0 boots at once (5000)
  --seed NUMBER      how many computes there are to begin with (0)
  --fail-boot SHARE  the share of boots that fail, from 0 to 1 (0)
  --auth             lets in users alone, whose names it prints; each has things of his own
  --log              prints a line of JSON for each request and for each change of an entity
  --help             shows this`

/** Reads the arguments of the command line. @throws OptionError */
export function parseOptions(args: readonly string[]): DemoOptions {
  const values = valuesIn(args)
  const workers = numberIn('workers', values.workers, { from: 1, to: 64, whole: true })
  if (workers > 1 && values.data === undefined)
    throw new OptionError(
      '--workers takes several processes, which can share a file alone: give it with --data',
    )
  return {
    ...(values.data === undefined ? {} : { data: textIn('data', 'the name of a file', values.data) }),
    workers,
    port: numberIn('port', values.port, { to: 65_535, whole: true }),
    host: textIn('host', 'a name or an address', values.host),
    bootMs: numberIn('boot-ms', values['boot-ms'], { to: 3_600_000 }),
    seed: numberIn('seed', values.seed, { to: 1_000_000, whole: true }),
    failBoot: numberIn('fail-boot', values['fail-boot'], { to: 1 }),
    auth: values.auth,
    log: values.log,
    help: values.help,
  }
}

function valuesIn(args: readonly string[]) {
  const text = (fallback: string) => ({ type: 'string', default: fallback }) as const
  const options = {
    port: text('8888'),
    host: text('127.0.0.1'),
    data: { type: 'string' },
    workers: text('1'),
    'boot-ms': text('5000'),
    seed: text('0'),
    'fail-boot': text('0'),
    auth: { type: 'boolean', default: false },
    log: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  } as const
  try {
    return parseArgs({ args: bound(args, options), options, strict: true }).values
  } catch (error) {
    // Node goes on to explain how arguments that begin with a dash are written.
    const [sentence = ''] = error instanceof Error ? error.message.split(/\.(?=\s|$)|\n/) : []
    throw new OptionError(`${sentence}; --help shows what can be given`, { cause: error })
  }
}

/**
 * Binds each value to its option, `--seed -1` as `--seed=-1`: Node takes what begins with a dash for another option. One that has no value
 * gets an empty one, for its own sentence to say what is wanted.
 */
function bound(
  args: readonly string[],
  options: Readonly<Record<string, { readonly type: string }>>,
): string[] {
  const takesValue = new Set(Object.keys(options).filter((name) => options[name]?.type === 'string'))
  const made: string[] = []
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? ''
    if (!arg.startsWith('--') || !takesValue.has(arg.slice(2))) made.push(arg)
    else if (args[index + 1]?.startsWith('--') ?? true) made.push(`${arg}=`)
    else made.push(`${arg}=${args[(index += 1)]}`)
  }
  return made
}

function textIn(name: string, wanted: string, text: string): string {
  if (text !== '') return text
  throw new OptionError(`--${name} takes ${wanted}, not ""`)
}

interface Range {
  readonly from?: number
  readonly to: number
  readonly whole?: boolean
}

function numberIn(name: string, text: string, { from = 0, to, whole = false }: Range): number {
  const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN
  if (number >= from && number <= to && (!whole || Number.isInteger(number))) return number
  const wanted = `${whole ? 'a whole number' : 'a number'} from ${from} to ${to}`
  throw new OptionError(`--${name} takes ${wanted}, not ${JSON.stringify(text)}`)
}
