/**
 * The directions in which the packages may depend on each other, and where Node's own modules may be used.
 * Paths are relative to the repository; `*` stands for a part of one name, `**` for whatever follows.
 */

/** What the sources of a package may import and its `dependencies` may name; the first folder that fits holds. */
export const allowedImports = [
  { folder: 'packages/core', imports: [] },
  // A registry over a database brings its driver along.
  { folder: 'packages/registry-sqlite', imports: ['@occi/core'], foreign: true },
  { folder: 'packages/registry-postgres', imports: ['@occi/core'], foreign: true },
  // Tokens are checked by a well-kept library.
  { folder: 'packages/auth', imports: ['@occi/core'], foreign: true },
  { folder: 'packages/*', imports: ['@occi/core'] },
  { folder: 'apps/*', imports: ['@occi/*'], foreign: true },
]

/** The sources that may import Node's own modules. */
export const nodeSources = [
  'packages/server/src/node*',
  'packages/server/src/node/**',
  'packages/server/src/adapters/node-*',
  'packages/registry-sqlite/**',
  'packages/registry-postgres/**',
  'packages/auth/**',
  'apps/**',
]

/** The doors that work outside Node: nothing that they reach within their package may import Node's modules. */
export const portableDoors = [
  'packages/core/src/index.ts',
  'packages/core/src/registry.ts',
  'packages/server/src/index.ts',
  'packages/server/src/fetch.ts',
]
