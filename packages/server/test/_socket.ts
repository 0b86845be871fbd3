import { connect, type Socket } from 'node:net'

/** A connection on which anything can be sent, HTTP or not. */
export interface RawSocket {
  readonly socket: Socket
  readonly write: (text: string) => void
  /** What has come so far. */
  readonly received: () => string
  /** Resolves when the other side has closed. */
  readonly ended: Promise<string>
}

/** Connects to a server. */
export async function rawSocket(url: string): Promise<RawSocket> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  let text = ''
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => void (text += chunk))
  socket.on('error', () => undefined)
  const ended = new Promise<string>((resolve) => socket.once('close', () => resolve(text)))
  await new Promise<void>((resolve) => socket.once('connect', resolve))
  return { socket, write: (sent) => void socket.write(sent), received: () => text, ended }
}

/** Sends something, and gives back what came until the server closed the connection. */
export async function exchange(url: string, sent: string | Buffer): Promise<string> {
  const { socket, ended } = await rawSocket(url)
  socket.write(sent)
  return ended
}

/** Sends something and ends; gives back what came. */
export async function sendAndEnd(url: string, sent: string | Buffer): Promise<string> {
  const { socket, ended } = await rawSocket(url)
  socket.end(sent)
  return ended
}

/** The status of the first answer in what came; 0: none. */
export function statusOf(text: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0)
}
