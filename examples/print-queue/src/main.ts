import { listen } from '@occi/server/node'
import { PrintQueue } from './queue.ts'
import { createPrinting } from './service.ts'

const queue = new PrintQueue()
setInterval(() => queue.printNext(), 30_000)
const { url } = await listen(createPrinting(queue), { port: Number(process.env['PORT'] ?? 8888) })
console.log(`Jobs are taken at ${url}/job/`)
