import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { OcciServer } from '../server.ts'
import { timerTime } from '../service/timer-time.ts'
import { faultOf, refuseBroken } from './node-broken.ts'
import { Connections } from './node-connections.ts'
import { send } from './node-reply.ts'
import { fieldsOf, NodeRequest } from './node-request.ts'
import { refusal } from './refusal.ts'

/** Where to listen. */
export interface ListenOptions {
  /** 0: any free port. Missing: 8888. */
  readonly port?: number
  /** Missing: 127.0.0.1, this machine alone. */
  readonly host?: string
}

/** A service that listens. */
export interface Listening {
  /** `http://127.0.0.1:8888` */
  readonly url: string
  /** The server of node:http behind it. */
  readonly server: Server
  /**
   * Takes no new connections, closes those that wait for no answer, finishes what is under way, and closes the service. Clients that
   * have not taken their answers after `limits.stopTime` are cut off; what a Backend has begun is waited for.
   */
  close(): Promise<void>
  /** The same as close, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void

/** Serves over node:http. */
export async function listen(service: OcciServer, options: ListenOptions = {}): Promise<Listening> {
  const { port = 8888, host = '127.0.0.1' } = options
  await service.start()
  const connections = new Connections()
  const server = createDoor(service, connections)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  let closed: Promise<void> | undefined
  const close = () => (closed ??= stop(server, service, connections))
  return { url: urlOf(server.address() as AddressInfo), server, close, [Symbol.asyncDispose]: close }
}

/** A request listener for node:http, node:https, Express and their like. */
export function toListener(service: OcciServer): Listener {
  const listener = listenerOf(service, new Connections())
  return (request, response) => {
    // Node reads so many by default, and drops the rest without a word.
    if (request.rawHeaders.length < mostHeaders) listener(request, response)
    else void send(tooMany(service), request, response, { signal: AbortSignal.abort() })
  }
}

/** Names and values of header fields, counted together. */
const mostHeaders = 2000

function tooMany(service: OcciServer) {
  return refusal(service, 431, `the request has ${mostHeaders / 2} header fields or more`)
}

function createDoor(service: OcciServer, connections: Connections): Server {
  const { head, bodyTime, requestTime, connections: most } = service.limits
  const listener = listenerOf(service, connections)
  const server = createHttpServer({
    maxHeaderSize: head,
    requestTimeout: bodyTime,
    headersTimeout: bodyTime,
    connectionsCheckingInterval: Math.min(bodyTime, 30_000),
    // Node's own answer to a request without Host says nothing.
    requireHostHeader: false,
  })
  // Node drops what goes beyond a count: the size alone decides.
  server.maxHeadersCount = 0
  server.maxConnections = most
  // Nothing moves while a Backend is asked; longer than that only with a client that does not take its answer.
  server.timeout = timerTime(requestTime + bodyTime)
  // A client that has sent all it wants to may close its half; Node would take it for gone. The types do not know the switch.
  Object.assign(server, { httpAllowHalfOpen: true })
  server.on('connection', (socket) => {
    connections.watch(socket)
    socket.on('end', () => connections.halfClosed(socket))
  })
  server.on('request', listener)
  server.on('checkExpectation', listener)
  server.on(
    'checkContinue',
    (request, response) =>
      void answer(service, connections, request, response, () => response.writeContinue()),
  )
  server.on(
    'clientError',
    (error, socket) => void refuseBroken(error, socket as Socket, service, connections),
  )
  return server
}

async function stop(server: Server, service: OcciServer, connections: Connections): Promise<void> {
  const ended = new Promise<void>((resolve) => server.close(() => resolve()))
  connections.stop()
  const late = setTimeout(() => connections.closeAll(), timerTime(service.limits.stopTime))
  try {
    await service.close()
  } finally {
    await ended
    clearTimeout(late)
  }
}

function listenerOf(service: OcciServer, connections: Connections): Listener {
  return (request, response) => void answer(service, connections, request, response)
}

async function answer(
  service: OcciServer,
  connections: Connections,
  request: IncomingMessage,
  response: ServerResponse,
  goOn = () => {},
): Promise<void> {
  const connection = connections.watch(request.socket)
  const client = connection.begin(response)
  const headers = fieldsOf(request.rawHeaders)
  const bounds = { limit: service.limits.body, connection, client, stopping: connections.stopping, goOn }
  try {
    const fault = faultOf(request, headers)
    const reply =
      fault === undefined
        ? await service.handle(new NodeRequest(request, headers, bounds))
        : refusal(service, ...fault)
    await send(reply, request, response, client)
  } catch {
    response.destroy()
  }
}

function urlOf({ address, port, family }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}
