// Writes the packages as they would be published to `packed/`: `npm run pack`.
import { join } from 'node:path'
import { packAll } from './pack.mjs'

const root = join(import.meta.dirname, '../..')
for (const { file } of packAll(root, join(root, 'packed'))) console.log(file)
