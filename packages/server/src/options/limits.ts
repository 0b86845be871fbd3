/** Bounds. What goes beyond is refused (413, 414, 429, 431, 503, 504 or 406), never cut. */
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
  /** Links in one message, those of all its entities together. 1000. */
  readonly links: number
  /** Mixins of one Entity. 100. */
  readonly mixins: number
  /** Attributes of one Entity. 1000. */
  readonly attributes: number
  /** Conditions of a filter, Categories and attributes together. 100. */
  readonly conditions: number
  /** Characters of a path. 4096. */
  readonly path: number
  /** Characters of a query. 8192. */
  readonly query: number
  /** Characters of one field of a text/occi answer. 8192. */
  readonly headerField: number
  /** Characters of all OCCI fields of a text/occi answer. 16,384. */
  readonly headerTotal: number
  /** Requests in hand at once. 1000. */
  readonly concurrent: number
  /** Connections at once, where the door can set it. 10,000. */
  readonly connections: number
  /** Operations that may wait for one Entity. 1000. */
  readonly waiting: number
  /** Operations that may go on after their answer was given up, because a Backend hangs. 1000. */
  readonly late: number
  /** Requests in a second that each owner may make, and each address where nobody is known. Infinity: as many as it likes. */
  readonly rate: number
  /** Requests at once before `rate` begins to count. 1000. */
  readonly burst: number
  /** Wrong credentials from one address before it is not asked again for a while. 20. */
  readonly failures: number
  /** Milliseconds until one of these is forgotten. 30,000. */
  readonly failureTime: number
  /** Owners and addresses that such account is kept of; those who were quiet longest are forgotten. 10,000. */
  readonly clients: number
  /** Milliseconds for a request, from its beginning to its answer. 60,000. */
  readonly requestTime: number
  /** Milliseconds for a request body to arrive, where the door can set it. 30,000. */
  readonly bodyTime: number
  /** Milliseconds after which a stop gives up what is in hand and cuts off clients that have not taken their answers, where the door can do it. 10,000. */
  readonly stopTime: number
  /** Milliseconds after that in which Backends may finish what they have begun; then the Registry is closed. 40,000. */
  readonly finishTime: number
}

/** The limits that hold where nothing else is said. */
export const defaultLimits: Limits = Object.freeze({
  body: 1024 * 1024,
  head: 64 * 1024,
  pageSize: 1000,
  defaultPageSize: 100,
  entries: 1000,
  value: 65_536,
  links: 1000,
  mixins: 100,
  attributes: 1000,
  conditions: 100,
  path: 4096,
  query: 8192,
  headerField: 8192,
  headerTotal: 16_384,
  concurrent: 1000,
  connections: 10_000,
  waiting: 1000,
  late: 1000,
  rate: Infinity,
  burst: 1000,
  failures: 20,
  failureTime: 30_000,
  clients: 10_000,
  requestTime: 60_000,
  bodyTime: 30_000,
  stopTime: 10_000,
  finishTime: 40_000,
})
