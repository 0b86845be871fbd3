// A line that begins a comment or goes on with one, and a comment after a comma: neither imports anything.
const comments = /^\s*(?:\/\/|\/\*|\*).*$|,\s*\/\/.*$/gm
const statement = /^(?:import|export)\b[^'"`;=(]*?\bfrom\s*['"]([^'"]+)['"]/gm
const sideEffect = /^import\s*['"]([^'"]+)['"]/gm
const call = /\b(?:import|require|getBuiltinModule)\??\.?\(\s*['"`]([^'"`]+)['"`]/g

/** The module names in `import`, `export ... from`, `import()`, `require()` and `getBuiltinModule()` of a source. */
export function importsOf(source) {
  const code = source.replaceAll(comments, (comment) => (comment.startsWith(',') ? ',' : ''))
  return [statement, sideEffect, call].flatMap((form) => [...code.matchAll(form)].map(([, name]) => name))
}
