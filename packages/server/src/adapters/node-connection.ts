import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { Chain } from '../service/chain.ts'
import { Owed } from './node-owed.ts'

/** A connection, and what is the same for all requests that come on it. */
export class Connection {
  readonly socket: Socket
  /** The service's own origin, as whoever is connected sees it. */
  readonly origin: string
  /** The address of whoever is connected; `undefined`: it is not known. */
  readonly peer: string | undefined
  /** The answers that are not out yet. */
  readonly owed = new Chain<Owed>()
  readonly #stopping: AbortSignal

  /** @param stopping aborts when the door stops: then the last answer ends the connection */
  constructor(socket: Socket, stopping: AbortSignal) {
    this.socket = socket
    this.origin = originOf(socket)
    this.peer = socket.remoteAddress
    this.#stopping = stopping
  }

  /** Counts an answer until it is out. */
  begin(response: ServerResponse): Owed {
    const answer = new Owed(response, () => {
      this.owed.delete(answer)
      if (this.#stopping.aborted && this.owed.first === undefined) this.socket.destroySoon()
    })
    this.owed.add(answer)
    return answer
  }
}

function originOf(socket: Socket): string {
  const { localAddress = '127.0.0.1', localPort = 80 } = socket
  const host = localAddress.replace(/^::ffff:/, '')
  return `${'encrypted' in socket ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${localPort}`
}
