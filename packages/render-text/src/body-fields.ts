import { OcciError } from '@occi/core'
import { fieldNames, isBlank, type Field } from './grammar.ts'
import { excerpt } from './one-line.ts'

interface Folded {
  readonly line: number
  readonly parts: string[]
}

/**
 * The fields of a text/plain body: line ends CRLF, LF or LF CR, empty lines skipped, folded lines joined.
 * @throws OcciError `malformed` for a line without a known name
 */
export function fieldsOfBody(body: string): readonly Field[] {
  return unfold(body.split('\n')).map(toField)
}

function unfold(lines: readonly string[]): readonly Folded[] {
  const folded: Folded[] = []
  for (const [index, line] of lines.entries()) {
    const text = withoutCarriageReturns(line)
    const content = text.trim()
    if (content === '') continue
    const open = isBlank(text.charCodeAt(0)) ? folded.at(-1) : undefined
    if (open === undefined) folded.push({ line: index + 1, parts: [content] })
    else continueWith(open.parts, content)
  }
  return folded
}

/** The examples of GFD.229 6.1 end a line that goes on with a backslash. */
function continueWith(parts: string[], content: string): void {
  const last = parts.pop() ?? ''
  parts.push(last.endsWith('\\') ? last.slice(0, -1).trimEnd() : last, content)
}

function toField({ line, parts }: Folded): Field {
  const text = parts.join(' ')
  const colon = text.indexOf(':')
  const name = fieldNames.get(text.slice(0, Math.max(0, colon)).trim().toLowerCase())
  if (name !== undefined) return { name, value: text.slice(colon + 1), line }
  const wanted = [...fieldNames.values()].map((known) => `"${known}:"`).join(', ')
  throw new OcciError('malformed', `"${excerpt(text)}" does not begin with one of ${wanted} (line ${line})`, {
    where: `line ${line}`,
  })
}

function withoutCarriageReturns(line: string): string {
  let start = 0
  let end = line.length
  while (line[start] === '\r') start += 1
  while (end > start && line[end - 1] === '\r') end -= 1
  return line.slice(start, end)
}
