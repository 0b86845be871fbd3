/** Lines in chunks as their values come, with a line end between any two and none at the end. */
export async function* joinLines(
  chunks: AsyncIterable<readonly string[]>,
  toLine: (value: string) => string,
  lineEnd: '\n' | '\r\n',
): AsyncIterable<string> {
  let separator = ''
  for await (const values of chunks) {
    if (values.length === 0) continue
    yield separator + values.map(toLine).join(lineEnd)
    separator = lineEnd
  }
}
