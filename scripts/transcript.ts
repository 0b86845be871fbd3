import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Where a session is held in place of where it was written down. */
export interface Stage {
  /** Host and port of the service; pages say `127.0.0.1:8888`. */
  readonly host: string
  /** What `sleep` does: time passes by it alone. */
  readonly sleep: (seconds: number) => Promise<void>
  /** What commands of the stage itself print, such as one that starts the service; `undefined`: it is one to type. Missing: all are. */
  readonly perform?: (command: string) => Promise<string | undefined>
}

const written = '127.0.0.1:8888'

/**
 * Holds the session of a page again: types its commands, and gives the page with what they print in place of what it says. What differs from run to run
 * (ids, entity tags, dates) stays as the page has it. In a new command `@compute` stands for the last one that was shown.
 */
export async function retold(page: string, stage: Stage): Promise<string> {
  const { host } = stage
  // From what the page shows to what is true in this run, and back.
  const [here, there, last] = [
    new Map<string, string>(),
    new Map<string, string>(),
    new Map<string, string>(),
  ]
  const variables: Variables = {}
  let [told, at] = [page, 0]
  for (const { command, output } of stepsIn(page)) {
    const known = command.replace(/@(\w+)/g, (_all, noun: string) => `${noun}/${last.get(noun)}`)
    const typed = translate(known, here).replaceAll(written, host)
    const printed = (await answer(typed, stage, variables)).replaceAll(host, written)
    for (const [one, other] of pairs(output, printed)) {
      here.set(one, here.get(one) ?? other)
      there.set(other, there.get(other) ?? one)
    }
    const shown = translate(printed, there)
    for (const [, noun = '', id = ''] of shown.matchAll(/127\.0\.0\.1:8888\/(\w+)\/([0-9a-f-]{36})/g))
      last.set(noun, id)
    const [before, after] = [blockOf(command, output), blockOf(known, shown)]
    at = told.indexOf(before, at)
    told = told.slice(0, at) + after + told.slice(at + before.length)
    at += after.length
  }
  return told
}

function blockOf(command: string, output: string): string {
  return `$ ${command}\n${output === '' ? '' : `${output}\n`}`
}

/** What the session has set by `NAME=...`. */
type Variables = Record<string, string>

async function answer(command: string, { sleep, perform }: Stage, variables: Variables): Promise<string> {
  const performed = await perform?.(command)
  if (performed !== undefined) return performed
  const [, seconds] = /^sleep (\d+)$/.exec(command) ?? []
  const [, name] = /^([A-Z]+)=/.exec(command) ?? []
  if (seconds !== undefined) await sleep(Number(seconds))
  else if (name !== undefined) variables[name] = await type(`${command}; echo "$${name}"`, variables)
  else return type(command, variables)
  return ''
}

/** A command of a transcript, as it is to be typed, and what it prints. */
interface Step {
  readonly command: string
  readonly output: string
}

/**
 * Finds the steps in a Markdown text: in each block ```` ```console ````, a command begins with `$ ` and goes on over the next lines
 * while a quote is open or a line ends with `\`; the rest, up to the next command, is what it prints.
 */
function stepsIn(markdown: string): readonly Step[] {
  return [...markdown.matchAll(/^```console\n([^]*?)^```$/gm)].flatMap(([, block = '']) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((text) => cut(text.split('\n'))),
  )
}

/** Types a command, and gives what it printed. */
async function type(command: string, variables: Variables): Promise<string> {
  const { stdout } = await promisify(execFile)('sh', ['-c', command], {
    env: { ...process.env, ...variables },
  })
  return stdout.replaceAll('\r', '').replace(/\n+$/, '')
}

/** What is another in each run, and is told apart by nothing but its place. */
const changing =
  /(?<=golden-)[0-9a-f]{8}\b|\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|(?<=^ETag: )".*"|(?<=^Date: ).*/gm

/** Pairs what changes in two texts, in order; texts of another shape give as many pairs as there are. */
function pairs(one: string, other: string): readonly (readonly [string, string])[] {
  const [left, right] = [one, other].map((text) => text.match(changing) ?? [])
  return (left ?? []).flatMap((id, index) => {
    const match = right?.[index]
    return match === undefined ? [] : [[id, match] as const]
  })
}

/** The text with what changes replaced by what it stands for; what stands for nothing stays. */
function translate(text: string, table: ReadonlyMap<string, string>): string {
  return text.replace(changing, (id) => table.get(id) ?? id)
}

function cut(lines: readonly string[]): Step {
  let end = 1
  while (end < lines.length && goesOn(lines.slice(0, end).join('\n'))) end += 1
  const output = lines.slice(end).join('\n').replace(/\n+$/, '')
  return { command: lines.slice(0, end).join('\n'), output }
}

function goesOn(command: string): boolean {
  return command.endsWith('\\') || (command.match(/'/g) ?? []).length % 2 === 1
}
