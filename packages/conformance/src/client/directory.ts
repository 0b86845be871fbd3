import { expectStatus, expectThat } from '../world/expect.ts'
import type { Header, WireReply, WireRequest } from '../world/message.ts'
import type { Base, Directory, Identity } from './codec.ts'
import { readAttribute, readLocation } from './text-read.ts'

type Send = (request: WireRequest) => Promise<WireReply>

/**
 * Makes the directories of a service, one for each user. GFD.226 renders no locations, so where no `Location` told the path of an Entity, it
 * is looked up in the listing of everything and in the text renderings.
 */
export function createDirectories(send: Send, base: Base): (headers: readonly Header[]) => Directory {
  const directories = new Map<string, Directory>()
  return (headers) => {
    const credentials = headers.filter(([name]) => name === 'Authorization')
    const user = credentials[0]?.[1] ?? ''
    const directory = directories.get(user) ?? new Lookup(send, base, credentials)
    directories.set(user, directory)
    return directory
  }
}

class Lookup implements Directory {
  readonly #send: Send
  readonly #base: Base
  readonly #credentials: readonly Header[]
  readonly #identities = new Map<string, Identity>()
  readonly #paths = new Map<string, string>()

  constructor(send: Send, base: Base, credentials: readonly Header[]) {
    this.#send = send
    this.#base = base
    this.#credentials = credentials
  }

  note(identity: Identity, path: string): void {
    this.#identities.set(path, identity)
    this.#paths.set(identity.id, path)
  }

  at(path: string): Identity | undefined {
    return this.#identities.get(path)
  }

  async locate(identities: readonly Identity[]): Promise<ReadonlyMap<string, string>> {
    const unknown = new Map(identities.filter(({ id }) => !this.#paths.has(id)).map((one) => [one.id, one]))
    for (const path of unknown.size === 0 ? [] : await this.#everything()) {
      if (unknown.size === 0) break
      const id = this.#identities.has(path) ? undefined : await this.#idAt(path)
      const identity = unknown.get(id ?? '')
      if (identity === undefined) continue
      this.note(identity, path)
      unknown.delete(identity.id)
    }
    expectThat(unknown.size === 0, `what has an id has a path: ${[...unknown.keys()].join(', ')}`)
    return this.#paths
  }

  async #everything(): Promise<readonly string[]> {
    const text = await this.#read('/', 'text/uri-list')
    return text === '' ? [] : text.split('\n').map((uri) => readLocation(uri, this.#base))
  }

  async #idAt(path: string): Promise<string> {
    const prefix = 'X-OCCI-Attribute: '
    const lines = (await this.#read(path, 'text/plain')).split('\r\n')
    const attributes = lines
      .filter((line) => line.startsWith(prefix))
      .map((line) => line.slice(prefix.length))
    return String(new Map(attributes.map(readAttribute)).get('occi.core.id') ?? '')
  }

  async #read(path: string, mediaType: string): Promise<string> {
    const headers: readonly Header[] = [['Accept', mediaType], ...this.#credentials]
    const reply = await this.#send({ method: 'GET', path: `${this.#base.prefix}${path}`, headers })
    expectStatus(reply, 200, `looking up ${path}`)
    return reply.text
  }
}
