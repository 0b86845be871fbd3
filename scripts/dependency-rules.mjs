/**
 * The directions in which the packages may depend on each other, and where Node's own modules may be used.
 * Paths are relative to the repository; `*` stands for a part of one name, `**` for whatever follows.
 */

/** What the sources of a package may import and its `dependencies` may name; the first folder that fits holds. */
export const allowedImports = [
  { folder: 'packages/core', imports: [] },
  { folder: 'packages/registry-memory', imports: ['@occi/core'] },
  // A registry stands on a database, whose driver it brings along, or on the one in memory (docs/decisions/008).
  { folder: 'packages/registry-*', imports: ['@occi/core', '@occi/registry-memory'], foreign: true },
  // Tokens are checked by a well-kept library.
  { folder: 'packages/auth', imports: ['@occi/core'], foreign: true },
  { folder: 'packages/*', imports: ['@occi/core'] },
  { folder: 'apps/*', imports: ['@occi/*'], foreign: true },
  { folder: 'examples/*', imports: ['@occi/*'], foreign: true },
]

/** The sources that may import Node's own modules. */
export const nodeSources = [
  'packages/server/src/node*',
  'packages/server/src/node/**',
  'packages/server/src/adapters/node-*',
  'packages/registry-*/**',
  'packages/auth/**',
  'apps/**',
  'examples/**',
]

/** The doors that work outside Node: nothing that they reach within their package may import Node's modules. */
export const portableDoors = [
  'packages/core/src/index.ts',
  'packages/core/src/registry.ts',
  'packages/registry-memory/src/index.ts',
  'packages/server/src/index.ts',
  'packages/server/src/fetch.ts',
]
