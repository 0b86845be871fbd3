import { setMaxListeners } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { OcciError } from '@occi/core'
import { Owed } from './node-owed.ts'

/** The connections of a door, and which answers they are owed. Node knows only whether a request is on its way. */
export class Connections {
  readonly #owed = new Map<Socket, Set<Owed>>()
  readonly #stop = new AbortController()

  constructor() {
    // Every body that is being read listens: many are no leak.
    setMaxListeners(0, this.#stop.signal)
  }

  /** Aborts when the door stops. */
  get stopping(): AbortSignal {
    return this.#stop.signal
  }

  /** Knows a connection from now on until it is closed. */
  watch(socket: Socket): Set<Owed> {
    const known = this.#owed.get(socket)
    if (known !== undefined) return known
    const owed = new Set<Owed>()
    this.#owed.set(socket, owed)
    socket.once('close', () => {
      this.#owed.delete(socket)
      // Of several requests sent at once, Node tells only the first one that the client has gone.
      for (const answer of owed) answer.end()
    })
    return owed
  }

  /** Counts an answer until it is out. */
  begin(response: ServerResponse): Owed {
    const { socket } = response.req
    const owed = this.watch(socket)
    const answer = new Owed(response, () => {
      owed.delete(answer)
      if (this.stopping.aborted && owed.size === 0) socket.destroySoon()
    })
    owed.add(answer)
    return answer
  }

  /**
   * The client sends no more. Nobody can tell whether it still listens, for one that has gone does the same: so what has not begun is cancelled, as
   * for a client that hangs up, and whatever comes of it is answered.
   */
  halfClosed(socket: Socket): void {
    for (const answer of this.#owed.get(socket) ?? []) answer.leave()
  }

  /** Waits until the requests that came whole on a connection are answered. */
  async answered(socket: Socket): Promise<void> {
    const whole = [...(this.#owed.get(socket) ?? [])].filter(({ response }) => response.req.complete)
    await Promise.all(whole.map((answer) => answer.ended()))
  }

  /** Closes the connections that are owed no answer, now, and the others with their last one. */
  stop(): void {
    this.#stop.abort(new OcciError('unavailable', 'the service is stopping', { retryAfter: 10 }))
    for (const [socket, owed] of this.#owed) {
      const last = [...owed].at(-1)
      if (last === undefined) socket.destroy()
      else last.response.shouldKeepAlive = false
    }
  }

  /** Closes all connections, whatever they are owed. */
  closeAll(): void {
    for (const socket of this.#owed.keys()) socket.destroy()
  }
}
