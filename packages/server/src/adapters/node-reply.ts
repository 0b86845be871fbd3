import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Body, OcciReply, OcciRequest } from '@occi/core'

/** Sends a reply over node:http. The client's signal aborts when it has gone, or has closed its half of the connection. */
export async function send(
  reply: OcciReply,
  request: IncomingMessage,
  response: ServerResponse,
  client: Pick<OcciRequest, 'signal'>,
): Promise<void> {
  const { status, headers, body = '' } = reply
  const fields = inTurn(headers)
  // A body that was not read is not read on: the connection ends after the answer.
  if (!request.complete) fields.push('Connection', 'close')
  if (request.method === 'HEAD' || status === 204 || status === 304) response.writeHead(status, fields).end()
  else if (typeof body === 'string') sendText(body, response, status, fields)
  else await stream(body, response.writeHead(status, fields), client)
  if (!request.complete) request.resume()
}

/** Names and values in turn, as Node takes them. Not by `flat`, which took as long as sending all the rest. */
function inTurn(headers: OcciReply['headers']): string[] {
  const fields: string[] = []
  for (const [name, value] of headers) fields.push(name, value)
  return fields
}

/** Node encodes the head together with a text body: latin1 for both, unless the body needs UTF-8, which then goes on its own. */
function sendText(body: string, response: ServerResponse, status: number, fields: string[]): void {
  const length = Buffer.byteLength(body)
  fields.push('Content-Length', String(length))
  response.writeHead(status, fields)
  if (length === body.length) response.end(body, 'latin1')
  else response.end(Buffer.from(body))
}

/** For how many milliseconds the rest of the service waits for an answer that is ready sooner than it is sent. */
const longestTurn = 5

/** Writes as fast as the client reads; one that hangs up ends the walk. */
async function stream(
  body: Exclude<Body, string>,
  response: ServerResponse,
  client: Pick<OcciRequest, 'signal'>,
): Promise<void> {
  let begun = performance.now()
  try {
    for await (const chunk of body) {
      if (response.req.socket.destroyed) return
      if (!response.write(chunk)) await drained(response, client.signal)
      if (performance.now() - begun < longestTurn) continue
      await new Promise((resolve) => setImmediate(resolve))
      begun = performance.now()
    }
    response.end()
  } catch {
    response.destroy()
  }
}

function drained(response: ServerResponse, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const { socket } = response.req
    const go = () => {
      response.off('drain', go)
      socket.off('close', go)
      signal.removeEventListener('abort', go)
      resolve()
    }
    response.once('drain', go)
    // One that has closed its half may still read.
    if (signal.aborted) socket.once('close', go)
    else signal.addEventListener('abort', go)
    if (socket.destroyed) go()
  })
}
