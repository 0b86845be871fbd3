// The limit: node:http that answers every request with the same bytes.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CannedReply } from '../canned.ts'
import { answering } from './answering.ts'
import { usageNow, type Watch } from './usage.ts'

export type BareQuestion =
  | { readonly ask: 'open' }
  | { readonly ask: 'can'; readonly reply: CannedReply }
  | { readonly ask: 'usage'; readonly watch: Watch }

let canned: CannedReply = { status: 204, headers: [], body: '' }

answering<BareQuestion>(async (question) => {
  if (question.ask === 'usage') return usageNow(question.watch)
  if (question.ask === 'open') return open()
  canned = question.reply
  return true
})

async function open(): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A body is read to its end, as anybody has to. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  if (request.method === 'GET') return reply(response)
  let text = ''
  request.setEncoding('utf8')
  request.on('data', (chunk: string) => (text += chunk))
  request.on('end', () => reply(response))
}

function reply(response: ServerResponse): void {
  response.writeHead(canned.status, [...canned.headers])
  if (canned.status === 304) response.end()
  else response.end(canned.body, 'latin1')
}
