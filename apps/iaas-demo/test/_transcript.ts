import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** A command of a transcript, as it is to be typed, and what it prints. */
export interface Step {
  readonly command: string
  readonly output: string
}

/**
 * Finds the steps in a Markdown text: in each block ```` ```console ````, a command begins with `$ ` and goes on over the next lines
 * while a quote is open or a line ends with `\`; the rest, up to the next command, is what it prints.
 */
export function stepsIn(markdown: string): readonly Step[] {
  return [...markdown.matchAll(/^```console\n([^]*?)^```$/gm)].flatMap(([, block = '']) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((text) => cut(text.split('\n'))),
  )
}

/** Types a command, and gives what it printed. */
export async function type(command: string): Promise<string> {
  const { stdout } = await promisify(execFile)('sh', ['-c', command])
  return stdout.replaceAll('\r', '').replace(/\n+$/, '')
}

/** What is another in each run, and is told apart by nothing but its place. */
const changing =
  /(?<=golden-)[0-9a-f]{8}\b|\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|(?<=^ETag: )".*"|(?<=^Date: ).*/gm

/** Pairs what changes in two texts, in order; texts of another shape give as many pairs as there are. */
export function pairs(one: string, other: string): readonly (readonly [string, string])[] {
  const [left, right] = [one, other].map((text) => text.match(changing) ?? [])
  return (left ?? []).flatMap((id, index) => {
    const match = right?.[index]
    return match === undefined ? [] : [[id, match] as const]
  })
}

/** The text with what changes replaced by what it stands for; what stands for nothing stays. */
export function translate(text: string, table: ReadonlyMap<string, string>): string {
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
