import type { Header, WireReply } from '../world/message.ts'
import type { CategoryView, View } from './view.ts'

/** A value that a client sends; lists and objects go into text as R-13 says. */
export type SentValue = string | number | boolean | readonly unknown[] | Readonly<Record<string, unknown>>

/** A Link described inside its source. */
export interface SentLink {
  readonly target: string
  /** Type identifiers of the target. Missing: not said. */
  readonly rel?: string
  readonly self?: string
  /** Type identifiers of the Link. Missing: not said. */
  readonly category?: string
  readonly attributes?: Readonly<Record<string, SentValue>>
}

/** What a client says, whatever the rendering. What is missing is not said. */
export interface Message {
  readonly categories?: readonly CategoryView[]
  readonly links?: readonly SentLink[]
  readonly attributes?: Readonly<Record<string, SentValue>>
  /** Paths or URIs of entities, as they are sent. */
  readonly locations?: readonly string[]
}

/** What a message is for: a rendering may have a form for each. */
export type Purpose = 'entity' | 'action' | 'categories'

/** The part of a request that carries a message. */
export interface Payload {
  readonly headers: readonly Header[]
  readonly body?: string
}

/** Where the service lies. */
export interface Base {
  /** The absolute URL of its root without a final `/`, prefix included. */
  readonly publicUrl: string
  /** The path prefix without a final `/`; empty at the root. */
  readonly prefix: string
}

/** Who an Entity is, in a rendering that names entities by id. */
export interface Identity {
  readonly id: string
  /** The type identifier of its Kind. */
  readonly kind: string
  readonly type: 'resource' | 'link'
}

/** Which Entity is at which path, within the service and without its prefix, as one user sees it. */
export interface Directory {
  note(identity: Identity, path: string): void
  /** Who was seen at a path; `undefined` if nobody was. */
  at(path: string): Identity | undefined
  /** The paths by id; those that are not known yet are asked for. @throws ScenarioFailure if there is none */
  locate(identities: readonly Identity[]): Promise<ReadonlyMap<string, string>>
}

/** What an answer answers, and where. */
export interface Exchange extends Base {
  /** The path of the request, without prefix and query. */
  readonly path: string
  readonly directory: Directory
}

/** A rendering seen from the client: strict in reading, so that it asserts the output syntax. */
export interface Codec {
  readonly mediaType: string
  write(message: Message, purpose: Purpose, directory: Directory): Payload
  /** What a successful answer says. @throws ScenarioFailure where the answer leaves the syntax */
  read(reply: WireReply, exchange: Exchange): View | Promise<View>
  /** The sentence of a refusal. @throws ScenarioFailure where the answer leaves the syntax */
  readError(reply: WireReply): string
  /** What an answer held as a request, word for word: what a GET gave, a PUT takes. */
  echo(reply: WireReply): Payload
}
