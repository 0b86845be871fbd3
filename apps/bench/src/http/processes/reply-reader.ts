/** Finds where the answers end that come one after the other on a connection, and looks at no more of them than that takes. */
export class ReplyReader {
  readonly #status: number
  #text = ''
  /** Bytes of the body that are still to come; -1: it is sent in chunks; `undefined`: the head is not there yet. */
  #left: number | undefined

  /** @param status what every answer must have */
  constructor(status: number) {
    this.#status = status
  }

  /** Takes what has come; says whether an answer is now complete. @throws Error for an answer with another status */
  take(chunk: Buffer): boolean {
    if (this.#left === undefined) return this.#takeHead(chunk.toString('latin1'))
    if (this.#left >= 0) return this.#isDone(this.#left - chunk.length)
    return this.#takeChunks(chunk.toString('latin1', Math.max(0, chunk.length - end.length)))
  }

  #takeHead(text: string): boolean {
    this.#text += text
    const bodyAt = this.#text.indexOf('\r\n\r\n') + 4
    if (bodyAt < 4) return false
    const head = this.#text.slice(0, bodyAt)
    if (!head.startsWith(`HTTP/1.1 ${this.#status} `))
      throw new Error(`${this.#status} was expected, not: ${this.#text.slice(0, 500)}`)
    const body = this.#text.slice(bodyAt)
    // What ends the head is also what comes before the first chunk, which may be the last.
    this.#text = '\r\n'
    if (/\r\ntransfer-encoding: chunked\r\n/i.test(head)) return this.#takeChunks(body)
    return this.#isDone(Number(/\r\ncontent-length: (\d+)\r\n/i.exec(head)?.[1] ?? 0) - body.length)
  }

  /** Nothing is asked before the answer has come, so what ends like the last chunk is the last chunk. */
  #takeChunks(text: string): boolean {
    this.#text = (this.#text + text).slice(-end.length)
    if (this.#text === end) return this.#isDone(0)
    this.#left = -1
    return false
  }

  #isDone(left: number): boolean {
    this.#left = left > 0 ? left : undefined
    if (left <= 0) this.#text = ''
    return left <= 0
  }
}

const end = '\r\n0\r\n\r\n'
