import type { Options } from 'tsup'

/** How every package is built: JavaScript only, the types come from `tsc -p tsconfig.build.json` afterwards. */
export default {
  entry: ['src/index.ts'],
  format: 'esm',
  target: 'node20',
  platform: 'node',
  clean: true,
  sourcemap: true,
  treeshake: true,
  // tsup would write `import 'http'`; `node:` names stay as they are.
  removeNodeProtocol: false,
  dts: false,
} satisfies Options
