import type {
  BackendEntry,
  Change,
  Extension,
  Kind,
  Mixin,
  Backend,
  OcciRequest,
  Quota,
  Registry,
  Rendering,
  Reservation,
} from '@occi/core'

/** What {@link createServer} takes. */
export interface ServerOptions {
  /** Where entities and users' Mixins live, and which hooks decide on owners and ids. */
  readonly registry: Registry
  /** The formats to speak, the default one first; a later one takes over the media types it shares with an earlier one. */
  readonly renderings: readonly Rendering[]
  /** Kinds and Mixins to serve, besides the core. Those that `backends` name are served too. */
  readonly extensions?: readonly Extension[]
  /** Which Backend serves which Category; made by `serve`. Categories without one are stored and nothing else. */
  readonly backends?: readonly BackendEntry[]
  /** Categories that depend on who asks and when: images, sizes. */
  readonly providers?: readonly CategoryProvider[]
  /**
   * Says who is asking, before anything else is done. What it gives is handed to Backends and Registry as `extras`.
   * Throw an OcciError `unauthenticated` with a `challenge` to answer 401. Missing: everyone may come in, extras are undefined.
   */
  readonly authenticate?: (request: OcciRequest) => unknown
  /**
   * What whoever is asking may have at the most: asked for before each change that may add something, and kept by the Registry in the step that
   * reserves or commits it. A write beyond it is refused with `quota-exceeded` before any Backend is called. Missing: no quotas.
   */
  readonly quotas?: (extras: unknown) => readonly Quota[] | Promise<readonly Quota[]>
  /**
   * What clients call the service's root, prefix included: `https://cloud.example/occi`. Missing: the Host field if it is among
   * `allowedHosts`, else the address the request came in at.
   */
  readonly publicUrl?: string
  /** The path under which the service is mounted: `/occi`. Missing: the path of `publicUrl`, else the root. */
  readonly prefix?: string
  /** Host names, without port, that a Host field is believed for. Missing: `localhost`, `127.0.0.1`, `[::1]`. */
  readonly allowedHosts?: readonly string[]
  /** Name and version for the Server field, such as `my-cloud/2.1`. Missing: `occi.ts`. */
  readonly software?: string
  readonly limits?: Partial<Limits>
  /** Whether users may add Mixins of their own. Missing: they may. */
  readonly userMixins?: boolean
  /** Whether clients may choose paths by PUT (GFD.223 10.2.1). Missing: they may. */
  readonly clientPaths?: boolean
  /**
   * Whether an id that a client sends is adopted if it is free for him. Switch it off where Backends name their things by id alone and
   * there are several owners: two may send the same one. Missing: it is adopted.
   */
  readonly clientIds?: boolean
  /** Whether DELETE on an unbound path deletes what lies below (GFD.185 3.4.2). Missing: 405. */
  readonly deleteUnbound?: boolean
  /** Whether clients may create plain core#resource entities. Missing: 405. */
  readonly plainResources?: boolean
  /** A location to show for core#entity, for clients that refuse a model without one (interop). Missing: none (GFD.223 4). */
  readonly entityLocation?: string
  /** Whether GET answers the last known state when `retrieve` refuses. Missing: the refusal is answered. */
  readonly lastKnownState?: boolean
  /**
   * Settles an operation that was begun and not finished (a crash, a store that failed): asks the managed framework what is true.
   * `done`: write what was planned. `undone`: nothing is left of it. Changes: write these. Missing: it is taken as undone, and logged.
   */
  readonly reconcile?: (reservation: Reservation) => Promise<'done' | 'undone' | readonly Change[]>
  /** Where events go. Missing: errors to the console. */
  readonly log?: Log
}

/** Takes what an operator should know. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  message: string,
  fields: Readonly<Record<string, unknown>>,
) => void

/**
 * Supplies Categories for a request. One that fails or takes too long costs its own Categories, not the service: what it gave last stays, and it is
 * not asked again for ten seconds. Categories and locations that the service has itself are left out, and that is logged.
 */
export interface CategoryProvider {
  /** For log lines. */
  readonly name: string
  /** The Categories for whoever is asking. Several requests share one call. */
  categories(extras: unknown, signal: AbortSignal): Promise<ProvidedCategories>
  /** Milliseconds to wait for an answer. Missing: 2000. */
  readonly timeout?: number
}

/** What a provider supplies. */
export interface ProvidedCategories {
  readonly categories: readonly (Kind | Mixin)[]
  /** Serves all of them. Missing: whatever the Registry knows. */
  readonly backend?: Backend
  /** The Categories are the same as long as this is. Missing: they may have changed. */
  readonly version?: string
  /** Milliseconds for which they need not be asked for again. Missing: 0. */
  readonly holdFor?: number
}

/** Bounds. What goes beyond is answered with 413, 431, 503 or 406, never cut. */
export interface Limits {
  /** Bytes of a request body. 1 MiB. */
  readonly body: number
  /** Bytes of a request head, where the door can set it. 64 KiB. */
  readonly head: number
  /** The largest `number` of a page. 1000. */
  readonly pageSize: number
  /** The `number` of a page when only `page` is given. 100. */
  readonly defaultPageSize: number
  /** Categories, Links, attributes or locations in one message, each. 1000. */
  readonly entries: number
  /** Characters of one attribute value. 65,536. */
  readonly value: number
  /** Characters of one field of a text/occi answer. 8192. */
  readonly headerField: number
  /** Characters of all OCCI fields of a text/occi answer. 16,384. */
  readonly headerTotal: number
  /** Operations that may wait for one Entity. 1000. */
  readonly waiting: number
  /** Milliseconds for a request body to arrive, where the door can set it. 30,000. */
  readonly bodyTime: number
  /** Milliseconds after which a stop cuts off clients that have not taken their answers, where the door can do it. 10,000. */
  readonly stopTime: number
}

/** The limits that hold where nothing else is said. */
export const defaultLimits: Limits = Object.freeze({
  body: 1024 * 1024,
  head: 64 * 1024,
  pageSize: 1000,
  defaultPageSize: 100,
  entries: 1000,
  value: 65_536,
  headerField: 8192,
  headerTotal: 16_384,
  waiting: 1000,
  bodyTime: 30_000,
  stopTime: 10_000,
})
