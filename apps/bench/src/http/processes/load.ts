// The process that asks: prepared bytes over a few connections, each of which sends a request once it has its answer.
import { connect, type Socket } from 'node:net'
import { percentile } from '../../arithmetic/statistics.ts'
import { answering } from './answering.ts'
import { ReplyReader } from './reply-reader.ts'

export interface LoadQuestion {
  /** Of the processes that answer; connections are shared out among them. */
  readonly ports: readonly number[]
  /** Whole requests, head and body, asked in turn. */
  readonly requests: readonly string[]
  readonly connections: number
  /** How many requests altogether. */
  readonly amount: number
  /** The status that every answer must have. */
  readonly status: number
}

/** How a service answered. */
export interface Load {
  readonly seconds: number
  /** Milliseconds that half of the answers, and all but a hundredth, took at the most. */
  readonly p50: number
  readonly p99: number
}

answering<LoadQuestion>(async (question) => {
  const times: number[] = []
  const { connections } = question
  const begin = performance.now()
  const asking = Promise.all(
    Array.from({ length: connections }, (_one, index) => askOn(index, question, (time) => times.push(time))),
  )
  const fallAsleep = stayAwake()
  await asking
  fallAsleep()
  const seconds = (performance.now() - begin) / 1000
  return { seconds, p50: percentile(times, 0.5), p99: percentile(times, 0.99) }
})

/** To wake a sleeping core costs whoever sends to it as much as a small answer, and a slow server would have to do it more often than a fast one. */
function stayAwake(): () => void {
  let isAwake = true
  const again = () => {
    if (isAwake) setImmediate(again)
  }
  again()
  return () => {
    isAwake = false
  }
}

/** Asks one connection's share of the requests, over and over. */
function askOn(
  connection: number,
  { ports, requests, connections, amount, status }: LoadQuestion,
  took: (milliseconds: number) => void,
): Promise<void> {
  const bytes = shareOf(requests, connection, connections).map((request) => Buffer.from(request, 'latin1'))
  const share = Math.ceil(amount / connections)
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(ports[connection % ports.length] ?? 0, '127.0.0.1')
    const reader = new ReplyReader(status)
    let asked = 0
    let since = 0
    const next = () => {
      if (asked === share) {
        socket.end()
        return
      }
      since = performance.now()
      socket.write(bytes[asked % bytes.length] ?? '')
      asked += 1
    }
    socket.setNoDelay(true)
    socket.on('connect', next)
    socket.on('error', reject)
    socket.on('close', () => (asked === share ? resolve() : reject(new Error('the service hung up'))))
    socket.on('data', (chunk) => {
      try {
        if (!reader.take(chunk)) return
        took(performance.now() - since)
        next()
      } catch (error) {
        reject(error)
      }
    })
  })
}

/** Connections do not want the same things at once, and what takes back the request before it stays with it. Few requests are not shared out. */
function shareOf(requests: readonly string[], connection: number, connections: number): readonly string[] {
  if (requests.length < 2 * connections) return requests
  const [from, to] = [connection, connection + 1].map(
    (one) => 2 * Math.floor((one * requests.length) / connections / 2),
  )
  return requests.slice(from, to)
}
