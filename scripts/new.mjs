// Makes a new package out of an example that is tested: `npm run new -- rendering yaml`, `registry redis`, `extension carpark`.
import { join } from 'node:path'
import { makePackage, recipes } from './recipes.mjs'
import { runPnpm } from './pnpm.mjs'

const [sort, name] = process.argv.slice(2)
const root = join(import.meta.dirname, '..')

try {
  const folder = makePackage(root, sort, name)
  const status = runPnpm(root, ['install'])
  if (status !== 0) process.exit(status)
  console.log(`
${folder} is made. It is the example of docs/${recipes[sort].page} under a name of your own: change it step by step.

  npx vitest run ${folder}   # its tests
  npx oxfmt                  # writes the code as it is written here
  npm test                   # everything

Tell of it in the README of the repository, under "Packages".`)
} catch (error) {
  if (!(error instanceof RangeError)) throw error
  console.error(error.message)
  process.exit(2)
}
