/**
 * Finds in the text of a test which requirements it cites. Three forms are read, each over as many lines as it needs:
 *
 *     verifies('HTTP-29', 'R-2')          a call, where the package may depend on `@occi/conformance`
 *     // verifies('TEXT-5', 'TEXT-8')     a comment above the test, where it may not: core, renderings, registries,
 *                                         extensions and server stand below conformance
 *     verifies: ['HTTP-29', 'R-2']        a member of a scenario that is data
 *
 * Only literal ids count: what a test computes cannot be read from its source.
 */

/** One id that a source cites, and where. */
export interface Citation {
  /** The id as written; it may be misspelt. */
  readonly id: string
  /** `file:line` of the id. */
  readonly place: string
}

const separators = String.raw`(?:[\s,]|\/\/|\*)`
const literal = String.raw`(?:'[^'\n]*'|"[^"\n]*")`
const citing = new RegExp(String.raw`\bverifies(?:\(|:\s*\[)((?:${separators}|${literal})*)[)\]]`, 'g')

/** Lists the citations of one source text in the order of the text. */
export function citationsIn(sourceText: string, fileName: string): readonly Citation[] {
  return [...sourceText.matchAll(citing)].flatMap((match) => {
    const start = match.index + match[0].length - 1 - (match[1] ?? '').length
    return idsIn(match[1] ?? '').map(({ id, offset }) => ({
      id,
      place: `${fileName}:${lineAt(sourceText, start + offset)}`,
    }))
  })
}

/** Gathers citations of many sources by id, for {@link coverage}. */
export function citationsById(citations: Iterable<Citation>): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, string[]>()
  for (const { id, place } of citations) {
    places.set(id, [...(places.get(id) ?? []), place])
  }
  return places
}

function idsIn(list: string): readonly { id: string; offset: number }[] {
  return [...list.matchAll(new RegExp(literal, 'g'))].map((match) => ({
    id: match[0].slice(1, -1),
    offset: match.index,
  }))
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
