/**
 * What a package may weigh, in kB of 1000 bytes: `packed`, the file that is downloaded (code, types, source maps, README), and `code`, its JavaScript
 * when it is compressed. Whoever needs more raises the number here, and says why.
 */
export const budgets = {
  '@occi/auth': { packed: 45, code: 15 },
  '@occi/conformance': { packed: 320, code: 100 },
  '@occi/core': { packed: 160, code: 32 },
  '@occi/infrastructure': { packed: 35, code: 8 },
  '@occi/registry-memory': { packed: 45, code: 12 },
  '@occi/registry-sqlite': { packed: 100, code: 27 },
  '@occi/render-html': { packed: 150, code: 50 },
  '@occi/render-json': { packed: 60, code: 15 },
  '@occi/render-text': { packed: 60, code: 15 },
  '@occi/server': { packed: 220, code: 55 },
  '@occi/testing': { packed: 200, code: 60 },
}

/** What a package without a row of its own may weigh. */
export const usualBudget = { packed: 60, code: 15 }
