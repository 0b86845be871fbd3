import { computePath, mixinPath, mixinScheme, networkPath, storagePath } from '../service/seed.ts'

/** One request, as a workload says it. */
export interface WireRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Missing: none. */
  readonly body?: string
}

/** What is known of a service when requests are written for it. */
export interface Cloud {
  /** How many computes there were at first. */
  readonly entities: number
  /** The entity tag of the first one, as text/plain. */
  readonly tag: string
}

/** Something that clients do, again and again. */
export interface Workload {
  readonly name: string
  readonly status: number
  /** Whether it changes what is stored: then it comes after the others. */
  readonly changes?: boolean
  /** How many requests are one measurement. */
  readonly amount: number
  /** How many connections ask for it. Missing: as many as keep the server busy. */
  readonly connections?: number
  /** It is left out where there are more entities: its cost grows with its answer. Missing: never. */
  readonly upTo?: number
  readonly requests: (cloud: Cloud) => readonly WireRequest[]
}

const text = 'text/plain'
const json = 'application/occi+json'
const html = 'text/html'
const infrastructure = 'http://schemas.ogf.org/occi/infrastructure#'
const actions = 'http://schemas.ogf.org/occi/infrastructure/compute/action#'
const category = 'Category: compute; scheme="http://schemas.ogf.org/occi/infrastructure#"; class="kind"'
const attributes = [
  'X-OCCI-Attribute: occi.core.title="web server"',
  'X-OCCI-Attribute: occi.compute.architecture="x64"',
  'X-OCCI-Attribute: occi.compute.cores=2',
  'X-OCCI-Attribute: occi.compute.hostname="web.example.com"',
  'X-OCCI-Attribute: occi.compute.memory=4.0',
]
const links = [
  `Link: <${networkPath}>; rel="${infrastructure}network"; category="${infrastructure}networkinterface"; occi.networkinterface.mac="00:1b:21:3c:9d:f8"`,
  `Link: <${storagePath}>; rel="${infrastructure}storage"; category="${infrastructure}storagelink"; occi.storagelink.deviceid="sda"`,
]

/** Everything that is measured over HTTP. */
export const workloads: readonly Workload[] = [
  reading('get text/plain', ({ entities }) => spread(entities).map((path) => get(path, text))),
  reading('get text/occi', ({ entities }) => spread(entities).map((path) => get(path, 'text/occi'))),
  reading('get JSON', ({ entities }) => spread(entities).map((path) => get(path, json))),
  { ...reading('get HTML', ({ entities }) => spread(entities).map((path) => get(path, html))), amount: 800 },
  {
    ...reading('get 304', ({ tag }) => [get(computePath(0), text, ['If-None-Match', tag])]),
    status: 304,
  },
  reading('query interface text/plain', () => [get('/-/', text)]),
  reading('query interface JSON', () => [get('/-/', json)]),
  { ...reading('page of 100 text/plain', () => [get('/compute/?page=1&number=100', text)]), amount: 2000 },
  { ...reading('page of 100 JSON', () => [get('/compute/?page=1&number=100', json)]), amount: 2000 },
  { ...whole('whole collection text/plain', text), amount: 200 },
  { ...whole('whole collection JSON', json), amount: 24 },
  reading('filter with one hit', ({ entities }) =>
    numbers(entities).map((number) =>
      get('/compute/', text, ['X-OCCI-Attribute', `occi.compute.hostname="host-${number}.example.com"`]),
    ),
  ),
  changing('create', 201, () => [send('POST', '/compute/', [category, ...attributes])]),
  changing('create with two links', 201, () => [
    send('POST', '/compute/', [category, ...attributes, ...links]),
  ]),
  changing('partial update', 200, ({ entities }) =>
    twice(entities, (path, turn) =>
      send('POST', path, [`X-OCCI-Attribute: occi.core.title="title ${turn}"`]),
    ),
  ),
  changing('replace', 200, ({ entities }) =>
    twice(entities, (path, turn) =>
      send('PUT', path, [category, ...attributes, `X-OCCI-Attribute: occi.core.summary="summary ${turn}"`]),
    ),
  ),
  changing('action', 200, ({ entities }) =>
    twice(entities, (path, turn) => {
      const term = turn === 1 ? 'start' : 'stop'
      return send('POST', `${path}?action=${term}`, [
        `Category: ${term}; scheme="${actions}"; class="action"`,
      ])
    }),
  ),
  changing('tag, untag', 200, ({ entities }) =>
    spread(entities).flatMap((path) =>
      (['POST', 'DELETE'] as const).map((method) => send(method, mixinPath(0), [`X-OCCI-Location: ${path}`])),
    ),
  ),
  {
    ...changing('add, remove a mixin', 200, () =>
      Array.from({ length: 64 }, (_one, number) =>
        (['POST', 'DELETE'] as const).map((method) => send(method, '/-/', [mixinLine(`new-${number}`)])),
      ).flat(),
    ),
    amount: 1600,
  },
]

function reading(name: string, requests: Workload['requests']): Workload {
  return { name, status: 200, amount: 8000, requests }
}

/** One at a time, so that what holds the event loop is one of them. */
function whole(name: string, accept: string): Workload {
  return { ...reading(name, () => [get('/compute/', accept)]), connections: 1, upTo: 10_000 }
}

function changing(name: string, status: number, requests: Workload['requests']): Workload {
  return { name, status, changes: true, amount: 4000, requests }
}

function get(path: string, accept: string, ...headers: WireRequest['headers']): WireRequest {
  return { method: 'GET', path, headers: [['Accept', accept], ...headers] }
}

function send(method: 'POST' | 'PUT' | 'DELETE', path: string, lines: readonly string[]): WireRequest {
  const headers = [
    ['Accept', text],
    ['Content-Type', text],
  ] as const
  return { method, path, headers, body: lines.join('\r\n') }
}

function mixinLine(term: string): string {
  return `Category: ${term}; scheme="${mixinScheme}"; class="mixin"; location="/added/${term}/"`
}

/** Numbers of computes from all over the Collection: no cache of the processor holds what all of them touch. */
function numbers(entities: number): readonly number[] {
  const count = Math.min(entities, 2000)
  return Array.from({ length: count }, (_one, index) => Math.floor((index * entities) / count))
}

function spread(entities: number): readonly string[] {
  return numbers(entities).map(computePath)
}

/** Each compute in two turns, one after the other, so that every request finds something to change. */
function twice(
  entities: number,
  requestFor: (path: string, turn: 1 | 2) => WireRequest,
): readonly WireRequest[] {
  const paths = spread(entities)
  return paths.flatMap((path) => ([1, 2] as const).map((turn) => requestFor(path, turn)))
}
