/** Lines in chunks as their values come, all with the same beginning, with a line end between any two and none at the end. */
export async function* joinLines(
  chunks: AsyncIterable<readonly string[]>,
  beginning: string,
  toText: (value: string) => string,
  lineEnd: '\n' | '\r\n',
): AsyncIterable<string> {
  const next = lineEnd + beginning
  let before = beginning
  for await (const values of chunks) {
    if (values.length === 0) continue
    yield before + values.map(toText).join(next)
    before = next
  }
}
