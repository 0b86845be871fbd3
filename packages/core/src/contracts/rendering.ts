import type { Catalog } from '../catalog/catalog.ts'
import type { EntityQuery, Page } from '../model/collection.ts'
import type { Entity } from '../model/entity.ts'
import type { InputForm, InputForms } from './input.ts'
import type { HeaderFields, OcciReply } from './message.ts'
import type { Scope } from './registry.ts'
import type { Result, ResultForm } from './result.ts'

/**
 * A format (GFD.229, GFD.226, a console): text to plain input, plain results to headers and body. It never writes to a Registry.
 * It says beforehand what it can do, so that the server refuses what cannot be read or answered before anything is done.
 */
export interface Rendering {
  /** A short name, unique among the Renderings of a service: part of ETags. */
  readonly name: string
  /** The media types, lower case, without parameters, the main one first. A Rendering added later takes over the types it names. */
  readonly mediaTypes: readonly string[]
  /** The media types it reads, where these are others than it writes (a console writes pages and reads forms). Missing: `mediaTypes`. */
  readonly inputTypes?: readonly string[]
  /** The forms of input it reads. Empty: it is for output only. */
  readonly reads: ReadonlySet<InputForm>
  /** The forms of results it writes; `error` must be among them. */
  readonly writes: ReadonlySet<ResultForm>
  /**
   * Whether what it reads stands in the header fields, so that a request without a body is not empty (text/occi).
   * Missing: it stands in the body.
   */
  readonly inHeaders?: boolean
  /** Whether it writes a Collection a page at a time, with ways to the other pages (a console). Missing: it writes the whole. */
  readonly byPages?: boolean
  /** Whether what it writes of an Entity shows more than the Entity, so that no ETag can stand for it. Missing: it does not. */
  readonly untagged?: boolean
  /**
   * Reads what a client sent. Tolerant in form, strict in meaning; it resolves nothing but what it needs from the catalogue.
   * @throws OcciError `malformed`, `too-large`, with `where`
   */
  parse<F extends InputForm>(form: F, source: InputSource, context: RenderingContext): InputForms[F]
  /**
   * Writes a result. Reads from `collection` results lazily: an async body walks them after this has answered.
   * @throws OcciError `not-acceptable` when this result cannot be carried (too long for header fields, say); after a change the
   * server then answers success without a body
   */
  render(result: Result, context: RenderingContext): Promise<Rendered> | Rendered
  /** The method that a POST of this Rendering stands for (a form without script). Missing: POST is POST. */
  methodOf?(source: InputSource): string | undefined
  /**
   * Whether a message of its input types is one of its own; others are answered as a media type that is not read (a form of somebody else's).
   * Missing: all are.
   */
  recognizes?(source: InputSource): boolean
  /**
   * Asked before anything is done with a message of its own: whether the caller has meant to send it (a form of another site).
   * Missing: whatever is sent is meant.
   * @throws OcciError `forbidden`
   */
  verify?(source: InputSource, context: RenderingContext): Promise<void>
}

/** What a Rendering reads from. */
export interface InputSource {
  /** The media type that chose this Rendering. */
  readonly mediaType: string
  /** All that were sent. */
  readonly headers: HeaderFields
  /** As UTF-8; empty if there is none. */
  readonly body: string
}

/** What a Rendering gives back; what is missing the server chooses. */
export interface Rendered {
  /** In place of the status that the server would send, within what HTTP allows (303 after a form). */
  readonly status?: number
  /** Besides those of the server; Content-Type, Location and Cache-Control in place of the server's. */
  readonly headers?: OcciReply['headers']
  /** Missing: no body. */
  readonly body?: OcciReply['body']
}

/** What a Rendering may need to know of the request. Nothing in it changes the service. */
export interface RenderingContext {
  /** The Categories this request sees. */
  readonly catalog: Catalog
  /** On whose behalf is asked. */
  readonly scope: Scope
  /** The absolute URL of the service's root, without a final `/`, prefix included: `https://cloud.example/occi`. */
  readonly publicUrl: string
  /** The path prefix of the service, without a final `/`; empty at the root. */
  readonly prefix: string
  /** The path within the service that was asked for. */
  readonly path: string
  /** The parameters behind `?`, those of pages among them. */
  readonly query: URLSearchParams
  /** The OCCI version whose rules hold for this client. */
  readonly version: '1.1' | '1.2'
  /** The media type to answer with. */
  readonly mediaType: string
  /** Bounds that a Rendering keeps. */
  readonly limits: RenderingLimits
  /** Read-only look-ups in the caller's scope (the console counts things and offers link targets). */
  readonly lookup: Lookup
  /** What was sent, where this Rendering has read it: a refused form comes back filled in. Missing: nothing was, or another has read it. */
  readonly source?: InputSource
  /** A mark of a text that this service alone can make, and makes again: letters, digits, `-` and `_`. It keeps forms of other sites out. */
  readonly sign: (text: string) => Promise<string>
}

/** Bounds on what is read and written; the server has defaults for all. */
export interface RenderingLimits {
  /** Characters of one header field of an answer. */
  readonly headerField: number
  /** Characters of all OCCI header fields of an answer. */
  readonly headerTotal: number
  /** Categories, Links, attributes or locations in one message, each. */
  readonly entries: number
  /** Characters of one value. */
  readonly value: number
}

/** Read-only access to what the caller sees. */
export interface Lookup {
  /** The Entity at a path, a Resource with its Links; `undefined` if there is none in scope. */
  entity(location: string): Promise<Entity | undefined>
  /** What a query selects, in order of creation, in short chunks; a page of it if one is given. */
  entities(query: EntityQuery, page?: Page): AsyncIterable<readonly Entity[]>
  /** How many entities a query selects. */
  count(query: EntityQuery): Promise<number>
}
