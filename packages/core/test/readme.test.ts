import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { OcciErrorCode } from '../src/index.ts'
import { catalog, printer, printers } from './_example.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const readme = read('../README.md')

/** Held complete by the compiler. */
const codes: Record<OcciErrorCode, true> = {
  malformed: true,
  'invalid-query': true,
  'missing-kind': true,
  'unknown-category': true,
  'unknown-attribute': true,
  'missing-attribute': true,
  'invalid-value': true,
  'invalid-link': true,
  'unknown-location': true,
  'reserved-location': true,
  'not-applicable': true,
  'kind-change': true,
  'unknown-action': true,
  'not-renderable': true,
  refused: true,
  unauthenticated: true,
  forbidden: true,
  'quota-exceeded': true,
  immutable: true,
  'not-found': true,
  'method-not-allowed': true,
  'not-acceptable': true,
  timeout: true,
  conflict: true,
  'action-refused': true,
  'ambiguous-action': true,
  'precondition-failed': true,
  'too-large': true,
  'unsupported-media-type': true,
  'uri-too-long': true,
  'rate-limited': true,
  'header-too-large': true,
  'invalid-definition': true,
  internal: true,
  'unsupported-version': true,
  'not-implemented': true,
  overloaded: true,
  unavailable: true,
  'backend-timeout': true,
}

test('the README has a row for each error code', () => {
  const section = readme.slice(readme.indexOf('## Errors'), readme.indexOf('## Related'))
  const rows = [...section.matchAll(/^\| `([a-z-]+)` \| [A-Z].*\. \|$/gm)].map(([, code]) => code)
  expect(rows).toEqual(Object.keys(codes))
})

test('the example of the README is the one that is checked here', () => {
  expect(readme).toContain(`\`\`\`ts\n${read('./_example.ts')}\`\`\``)
  expect(catalog.at('/printer/')).toBe(printer)
  expect(printers.categories).toEqual([printer])
})
