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
import type { TrustedProxies } from './input/forwarded.ts'
import type { Access, AuditEvent, Log } from './options/hooks.ts'
import type { Limits } from './options/limits.ts'
import type { Metrics } from './metrics/metrics.ts'

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
  /** The name of whoever is asking, for log lines. Missing: the owner that the Registry makes of the extras. */
  readonly who?: (extras: unknown) => string | undefined
  /**
   * Whether whoever is asking may do something to something, asked before anything is done. `false`: 403. Throw an OcciError `not-found` to hide
   * that it is there. Of many it is asked of each, before the first is touched. Missing: whatever the Registry's scope allows.
   */
  readonly authorize?: (access: Access, extras: unknown) => boolean | Promise<boolean>
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
  /** The proxies in front of the service, whose word on the client is believed. Missing: nobody's; the client is whoever is connected. */
  readonly trustProxy?: TrustedProxies
  /** Name and version for the Server field, such as `my-cloud/2.1`. Missing: `occi.ts`. */
  readonly software?: string
  /** Bounds that differ from the usual ones. Missing: {@link defaultLimits}. */
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
  /** Told of every write, after it is stored. It holds nothing up; what it throws is logged. Missing: nobody is told. */
  readonly audit?: (event: AuditEvent) => void | Promise<void>
  /** Where events go. Missing: warnings and errors to the console. */
  readonly log?: Log
  /** Whether `log` is told of each request, one line at its end. Missing: it is not. */
  readonly logRequests?: boolean
  /** Takes measures. Missing: nothing is measured. */
  readonly metrics?: Metrics
  /** Paths for those who run the service, answered without authentication. Missing: {@link defaultProbes}. `false`: none. */
  readonly probes?: ProbePaths | false
}

/** Paths at the root of the authority, whatever the prefix; no Entity can be there. */
export interface ProbePaths {
  /** 200 as long as the process answers. Missing: /healthz. */
  readonly health?: string
  /** 200 when the Registry answers and requests are taken, else 503. Missing: /readyz. */
  readonly ready?: string
  /** What `metrics` tells. Missing: nowhere. */
  readonly metrics?: string
}

/** The paths where nothing else is said. */
export const defaultProbes: ProbePaths = Object.freeze({ health: '/healthz', ready: '/readyz' })

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
  /** Kinds and Mixins; what they offer and extend must be known too. */
  readonly categories: readonly (Kind | Mixin)[]
  /** Serves all of them. Missing: whatever the Registry knows. */
  readonly backend?: Backend
  /** The Categories are the same as long as this is. Missing: they may have changed. */
  readonly version?: string
  /** Milliseconds for which they need not be asked for again. Missing: 0. */
  readonly holdFor?: number
}
