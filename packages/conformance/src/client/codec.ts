import type { Header, WireReply } from '../world/message.ts'
import type { CategoryView, View } from './view.ts'

/** A value that a client sends; a list goes as text holds it. */
export type SentValue = string | number | boolean | readonly unknown[]

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

/** A rendering seen from the client: strict in reading, so that it asserts the output syntax. */
export interface Codec {
  readonly mediaType: string
  write(message: Message): Payload
  /** What a successful answer says. @throws ScenarioFailure where the answer leaves the syntax */
  read(reply: WireReply, base: Base): View
  /** The sentence of a refusal. @throws ScenarioFailure where the answer leaves the syntax */
  readError(reply: WireReply): string
  /** What an answer held as a request, word for word: what a GET gave, a PUT takes. */
  echo(reply: WireReply): Payload
}
