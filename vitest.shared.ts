import { defineConfig } from 'vitest/config'

// The first condition leads from one package to the sources of another: tests need no build.
const conditions = ['@occi/source', 'module', 'node', 'development|production']

/** How the tests of every package and app are run. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
})
