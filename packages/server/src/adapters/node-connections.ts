import type { Socket } from 'node:net'
import { OcciError } from '@occi/core'
import { Connection } from './node-connection.ts'

/** The connections of a door, and which answers they are owed. Node knows only whether a request is on its way. */
export class Connections {
  readonly #connections = new Map<Socket, Connection>()
  readonly #stop = new AbortController()

  /** Aborts when the door stops. */
  get stopping(): AbortSignal {
    return this.#stop.signal
  }

  /** Knows a connection from now on until it is closed. */
  watch(socket: Socket): Connection {
    const known = this.#connections.get(socket)
    if (known !== undefined) return known
    const connection = new Connection(socket, this.stopping)
    this.#connections.set(socket, connection)
    socket.once('close', () => {
      this.#connections.delete(socket)
      // Of several requests sent at once, Node tells only the first one that the client has gone.
      for (const answer of connection.owed) answer.end()
    })
    return connection
  }

  /**
   * The client sends no more. Nobody can tell whether it still listens, for one that has gone does the same: so what has not begun is cancelled, as
   * for a client that hangs up, and whatever comes of it is answered.
   */
  halfClosed(socket: Socket): void {
    for (const answer of this.#connections.get(socket)?.owed ?? []) answer.leave()
  }

  /** Waits until the requests that came whole on a connection are answered. */
  async answered(socket: Socket): Promise<void> {
    const whole = [...(this.#connections.get(socket)?.owed ?? [])].filter(
      ({ response }) => response.req.complete,
    )
    await Promise.all(whole.map((answer) => answer.ended()))
  }

  /** Closes the connections that are owed no answer, now, and the others with their last one. */
  stop(): void {
    const reason = new OcciError('unavailable', 'the service is stopping', { retryAfter: 10 })
    this.#stop.abort(reason)
    for (const { socket, owed } of this.#connections.values()) {
      for (const answer of owed) answer.whenStopped?.(reason)
      if (owed.last === undefined) socket.destroy()
      else owed.last.response.shouldKeepAlive = false
    }
  }

  /** Closes all connections, whatever they are owed. */
  closeAll(): void {
    for (const socket of this.#connections.keys()) socket.destroy()
  }
}
