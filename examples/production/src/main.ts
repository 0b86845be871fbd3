import { readFile } from 'node:fs/promises'
import { listen } from '@occi/server/node'
import { createCloud, type Settings } from './service.ts'

const settings = JSON.parse(await readFile(process.argv[2] ?? 'cloud.json', 'utf8')) as Settings
const listening = await listen(await createCloud(settings), {
  port: Number(process.env['PORT'] ?? 8888),
})
console.log(`${settings.publicUrl} is served at ${listening.url}`)

// What is under way is finished or taken back; the proxy has been told by /readyz.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void listening.close())
