import { MemoryRegistry } from '@occi/registry-memory'
import { createConsole } from '@occi/render-html'
import { occiJson } from '@occi/render-json'
import { textRenderings } from '@occi/render-text'
import { createServer, type OcciServer } from '@occi/server'
import { createBackend, show } from './backend.ts'
import { printing } from './printing.ts'
import type { PrintQueue } from './queue.ts'

/** Puts OCCI in front of a print queue. */
export function createPrinting(queue: PrintQueue): OcciServer {
  const server = createServer({
    registry: new MemoryRegistry(),
    renderings: [...textRenderings, occiJson, createConsole({ title: 'Printing' })],
    extensions: [printing],
    backends: [createBackend(queue)],
    software: 'print-queue/1.0',
  })
  queue.onPrinted = (id) => void report(id, queue, server).catch(console.error)
  return server
}

/** Tells the service what the queue did by itself. */
async function report(id: string, queue: PrintQueue, { entities }: OcciServer): Promise<void> {
  const known = await entities.getById(id)
  if (known !== undefined) await entities.update(known, (draft) => show(queue.get(id), draft))
}
