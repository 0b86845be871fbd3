/** What scenarios on JSON itself need: documents as they are on the wire. */
import { createdAt, readDocument, readRefusal } from '../client/index.ts'
import { expectEqual, expectStatus, ScenarioFailure } from '../world/expect.ts'
import type { Header, WireReply } from '../world/message.ts'
import type { World } from '../world/world.ts'

/** An answer and the document in it. */
export interface JsonReply extends WireReply {
  readonly document: unknown
}

/** Sends a document, or a text as it is, and reads the document of the answer, which must be as GFD.226 has it. */
export async function sent(
  world: World,
  method: string,
  path: string,
  body?: unknown,
  more: readonly Header[] = [],
): Promise<JsonReply> {
  const type: readonly Header[] = body === undefined ? [] : [['Content-Type', world.rendering]]
  const text = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
  const headers = [['Accept', world.rendering] as const, ...type, ...more]
  const reply = await world.request({ method, path: `${world.prefix}${path}`, headers, ...text })
  if (reply.status >= 400) readRefusal(reply, world.rendering)
  else readDocument(reply, world.rendering, world)
  return { ...reply, document: JSON.parse(reply.text) }
}

/** Reads a document with 200. */
export async function got(world: World, path: string): Promise<unknown> {
  const reply = await sent(world, 'GET', path)
  expectStatus(reply, 200, `GET ${path}`)
  return reply.document
}

/** Makes an Entity from a document; gives its path. */
export async function posted(world: World, path: string, document: unknown): Promise<string> {
  const reply = await sent(world, 'POST', path, document)
  expectStatus(reply, 201, `POST ${path}`)
  return createdAt(reply, world)
}

/** What a document has at some steps; `undefined` if there is nothing. */
export function at(document: unknown, ...steps: readonly (string | number)[]): unknown {
  let found = document
  for (const step of steps)
    found =
      typeof found === 'object' && found !== null
        ? new Map(Object.entries(found)).get(String(step))
        : undefined
  return found
}

/** The list that a document has at some steps. */
export function listAt(document: unknown, ...steps: readonly (string | number)[]): readonly unknown[] {
  const found = at(document, ...steps)
  if (Array.isArray(found)) return found
  throw new ScenarioFailure(`${steps.join('.')} is an array: ${JSON.stringify(document).slice(0, 300)}`)
}

/** The names of the members that a document has at some steps. */
export function namesAt(document: unknown, ...steps: readonly (string | number)[]): readonly string[] {
  const found = at(document, ...steps)
  return typeof found === 'object' && found !== null ? Object.keys(found) : []
}

/** The type identifier of a Category in a document. */
export function identifier(category: unknown): string {
  return `${String(at(category, 'scheme'))}${String(at(category, 'term'))}`
}

/** Fails unless a request was refused with a status, a code of ours, and the path of the member that is to blame. */
export function expectRefusal(
  reply: JsonReply,
  status: number,
  code: string,
  path: string,
  what: string,
): void {
  expectStatus(reply, status, what)
  const { document } = reply
  expectEqual(
    [at(document, 'status'), at(document, 'code'), at(document, 'path')],
    [status, code, path],
    `status, code and path for ${what}`,
  )
}
