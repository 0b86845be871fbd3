/**
 * A block of code below a comment with the name of a file is that file, whole:
 *
 *     <!-- examples/sensor/src/sensor.ts -->
 *     ```ts
 *     ...
 *     ```
 */
const snippet = /^<!-- (\S+\.\w+) -->\n```(\w+)\n[^]*?^```$/gm

/** The page with each such block as its file is now; `read` gives the text of a file. */
export function inStep(page, read) {
  return page.replaceAll(
    snippet,
    (_block, file, language) => `<!-- ${file} -->\n\`\`\`${language}\n${read(file)}\`\`\``,
  )
}
