import type { Base, Client } from '../client/index.ts'
import type { WireReply, WireRequest } from './message.ts'

/** The two ways into a service. */
export type Edge = 'node' | 'fetch'

/** How a scenario wants the service to be; what is missing is as the service has it by default. */
export interface ServiceSettings {
  /** The path prefix under which it is mounted. */
  readonly prefix?: string
  /** The absolute URL that is configured for it, prefix included. */
  readonly publicUrl?: string
  /** Whether DELETE works on unbound paths. */
  readonly deleteUnbound?: boolean
  /** Whether clients may make Mixins. */
  readonly userMixins?: boolean
  /** Whether clients may choose paths. */
  readonly clientPaths?: boolean
  /** Whether entities of core#resource may be made. */
  readonly coreResources?: boolean
  /** The highest `number` of a page. */
  readonly pageSize?: number
  /** The longest body in octets. */
  readonly bodySize?: number
  /** Whether the service is in maintenance. */
  readonly unavailable?: boolean
  /** Whether clients must say who they are (HTTP Basic, any password) and own what they make. */
  readonly tenants?: boolean
  /** Whether it has pages for browsers, text/html. */
  readonly pages?: boolean
  /** Adds so many Mixins, so that the query interface outgrows header fields. */
  readonly manyMixins?: number
  /** Without it the fixture is served; `bare`: the three base Kinds alone. */
  readonly categories?: 'bare'
}

/** What a Backend can be made to do. */
export type Behaviour =
  | { readonly does: 'refuse'; readonly status?: number }
  | { readonly does: 'throw' }
  | { readonly does: 'hang' }
  | { readonly does: 'set'; readonly attributes: Readonly<Record<string, string | number | boolean>> }

/** The Backends of the service: what they were asked, and what they are made to do. */
export interface Backends {
  /** The calls since the last `forget`: the call and the terms of the Categories it was for; `undo` behind one that takes back. */
  readonly calls: readonly string[]
  /** Forgets the calls so far, and what Backends were told to do. */
  forget(): void
  /** From now on: what the Backend of a Category, named by its term, does when a call (`create`, `action`) comes. */
  make(call: string, category: string, behaviour: Behaviour): void
  /** Backends do as usual again. */
  relent(): void
}

/** A running service. */
export interface Service extends Base {
  readonly backends: Backends
  readonly send: (request: WireRequest) => Promise<WireReply>
  /** Sends octets as they are and gives back all that comes before the end; on the node edge alone. */
  readonly raw?: (text: string) => Promise<string>
  readonly close: () => Promise<void>
}

/** What a scenario works with. */
export interface World extends Base {
  readonly edge: Edge
  /** The media type of this run. */
  readonly rendering: string
  readonly client: Client
  /** A client of another rendering. */
  readonly as: (mediaType: string) => Client
  /** A raw request; the path is sent as given. */
  readonly request: (request: WireRequest) => Promise<WireReply>
  readonly raw: (text: string) => Promise<string>
  readonly backends: Backends
  /** The text renderings and others that the service offers for entities. */
  readonly renderings: readonly string[]
}

/** What brings up services for scenarios. */
export interface Harness {
  readonly edges: readonly Edge[]
  /** The media types in which entities can be read and written. */
  readonly renderings: readonly string[]
  /** Starts a fresh service with the Categories of the fixture. */
  start(edge: Edge, settings: ServiceSettings): Promise<Service>
}
