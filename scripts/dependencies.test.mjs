import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dependencyFaults } from './dependencies.mjs'

let root

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'occi-dependencies-'))
  for (const name of ['core', 'server', 'render-text'])
    depend(`packages/${name}`, name === 'core' ? [] : ['@occi/core'])
  depend('apps/demo', ['@occi/core', '@occi/server', 'left-pad'])
})

afterEach(() => rmSync(root, { recursive: true }))

test.each([
  ['packages/core/src/index.ts', "export { kind } from './kind.ts'\n"],
  ['packages/render-text/src/index.ts', "import type { Kind } from '@occi/core'\n"],
  ['packages/render-text/src/parse.test.ts', "import { createServer } from '@occi/server'\n"],
  ['packages/render-text/src/parse.ts', "/**\n * import { createServer } from '@occi/server'\n */\n"],
  ['packages/render-text/test/wire.ts', "import { readFileSync } from 'node:fs'\n"],
  ['packages/server/src/node.ts', "import { createServer } from 'node:http'\n"],
  ['packages/server/src/node/socket.ts', "import { createServer } from 'node:http'\n"],
  [
    'apps/demo/src/main.ts',
    "import { createServer } from '@occi/server/node'\nimport 'left-pad'\nimport 'node:fs'\n",
  ],
])('%s may hold %j', (file, source) => {
  write(file, source)
  expect(dependencyFaults(root)).toEqual([])
})

test.each([
  ['packages/core/src/a.ts', "import { x } from '@occi/render-text'\n", 'nothing is allowed here'],
  [
    'packages/render-text/src/a.ts',
    "import type { x } from '@occi/server'\n",
    'only @occi/core is allowed here',
  ],
  ['packages/render-text/src/a.ts', "export * from '@occi/server/node'\n", 'only @occi/core is allowed here'],
  [
    'packages/render-text/src/a.ts',
    "import {\n  x, // the client's\n} from '@occi/server'\n",
    'only @occi/core',
  ],
  [
    'packages/render-text/src/a.ts',
    "const x = await import('@occi/server')\n",
    'only @occi/core is allowed here',
  ],
  ['packages/render-text/src/a.ts', "import 'left-pad'\n", 'only @occi/core is allowed here'],
  [
    'packages/render-text/src/a.ts',
    "import { x } from '../../core/src/x.ts'\n",
    'outside of packages/render-text',
  ],
  ['packages/render-text/src/a.ts', "import { join } from 'node:path'\n", 'behind @occi/server/node'],
  ['packages/render-text/src/a.ts', "import { join } from 'path'\n", 'behind @occi/server/node'],
  ['packages/server/src/input/a.ts', "process.getBuiltinModule('node:fs')\n", 'behind @occi/server/node'],
  ['apps/demo/src/main.ts', "import { x } from '@occi/render-text'\n", 'not in dependencies of apps/demo'],
])('%s may not hold %j', (file, source, sentence) => {
  write(file, source)
  expect(dependencyFaults(root)).toEqual([expect.stringContaining(sentence)])
  expect(dependencyFaults(root)[0]).toContain(file)
})

test('a package.json may name in dependencies only what its sources may import', () => {
  depend('packages/render-text', ['@occi/core', '@occi/server', 'left-pad'])
  expect(dependencyFaults(root)).toEqual([
    'packages/render-text/package.json: depends on @occi/server; only @occi/core is allowed here',
    'packages/render-text/package.json: depends on left-pad; only @occi/core is allowed here',
  ])
})

test('a portable door does not reach what imports node: modules, however long the way', () => {
  write('packages/server/src/index.ts', "export { serve } from './output/reply.ts'\n")
  write('packages/server/src/output/reply.ts', "import { listen } from '../node/listen.ts'\n")
  write('packages/server/src/node/listen.ts', "import { createServer } from 'node:http'\n")
  expect(dependencyFaults(root)).toEqual([
    "packages/server/src/index.ts: reaches packages/server/src/node/listen.ts, which imports Node's modules",
  ])
})

function depend(folder, names) {
  const dependencies = Object.fromEntries(names.map((name) => [name, 'workspace:^']))
  write(`${folder}/package.json`, JSON.stringify({ dependencies }))
}

function write(file, text) {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}
