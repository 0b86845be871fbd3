/** Messages that follow the grammar, about what is there and what is not, with values that are hard to carry. */
import type { CategoryView, Codec, Directory, Message, Purpose, SentValue } from '../../src/client/index.ts'
import { idOf, occiJson, textOcci, textPlain } from '../../src/client/index.ts'
import { spoilt } from '../../src/random/half-right.ts'
import { oneOf, several, type Random } from '../../src/random/random.ts'
import {
  agent,
  backup,
  cable,
  compute,
  gpu,
  ipNetwork,
  job,
  monitored,
  myStuff,
  network,
  networkInterface,
  plug,
  restart,
  run,
  small,
  start,
  stop,
  storage,
  storageLink,
  up,
} from '../../src/world/fixture.ts'
import type { Header, WireRequest } from '../../src/world/index.ts'

const codecs: readonly [Codec, ...Codec[]] = [
  textPlain('text/plain'),
  textPlain('text/occi+plain'),
  textOcci,
  occiJson('application/occi+json'),
  occiJson('application/json'),
]
const kinds = [compute, compute, network, storage, job, gpu, networkInterface, storageLink, cable] as const
const mixins = [backup, agent, monitored, small, ipNetwork, myStuff] as const
const actions = [start, stop, restart, up, run, plug] as const

const names = [
  'occi.core.title',
  'occi.core.summary',
  'occi.core.id',
  'occi.core.source',
  'occi.core.target',
  'occi.compute.cores',
  'occi.compute.memory',
  'occi.compute.state',
  'occi.storage.size',
  'occi.network.vlan',
  'occi.network.address',
  'com.example.backup.interval',
  'com.example.job.queue',
  'com.example.job.priority',
  'com.example.job.urgent',
  'com.example.job.ratio',
  'com.example.job.steps',
  'com.example.job.label_set',
  'method',
  '__proto__',
  'constructor.prototype',
] as const

const values: readonly [SentValue, ...SentValue[]] = [
  1,
  2,
  10,
  0,
  -1,
  1.5,
  4_294_967_296,
  2 ** 53,
  1e308,
  true,
  'web',
  'graceful',
  '10.0.0.0/24',
  'a "b", c; d=e \\ <f> {g}',
  'line\r\nX-Injected: 1',
  '\u0000\u001f\u007f',
  'é 🌍 \u2028 \ufeff',
  '\ud800',
  '',
  'x'.repeat(5000),
  'urn:uuid:6d1a8f3e-0000-4000-8000-000000000000',
  ['a', 1, null, { b: [] }],
  { a: { b: { c: 'd' } }, toString: 'x' },
]

const texts = [
  'web',
  'a "b", c; d=e \\ <f> {g}',
  'line\r\nX-Injected: 1',
  'é 🌍 \u2028',
  'x'.repeat(5000),
] as const

/** What is said nowhere: paths are sent as they are. */
const nowhere: Directory = { note() {}, at: () => undefined, locate: async () => new Map() }

/** A request that a client could mean; half of them are spoilt on the way. */
export function meantRequest(random: Random, known: readonly string[]): WireRequest {
  const codec = oneOf(codecs, random)
  const pick = () => pathOf(random, known)
  const [method, path, message, purpose] = oneOf(intents, random)(random, pick)
  const accept: Header = ['Accept', random(10) === 0 ? 'text/uri-list' : oneOf(codecs, random).mediaType]
  if (message === undefined) return { method, path, headers: [accept] }
  const { headers, body } = codec.write(message, purpose ?? 'entity', nowhere)
  if (body === undefined) return { method, path, headers: [...headers.filter(isCarried), accept] }
  return { method, path, headers: [...headers, accept], body: random(4) > 0 ? body : spoilt(body, random) }
}

type Intent = (
  random: Random,
  pick: () => string,
) => readonly [method: string, path: string, message?: Message, purpose?: Purpose]

const intents: readonly [Intent, ...Intent[]] = [
  (random, pick) => [
    'POST',
    oneOf(['/', '/compute/', '/network/', '/lab/job/', '/cable/'], random),
    entity(random, pick),
  ],
  (random, pick) => ['POST', '/', entity(random, pick)],
  (random, pick) => ['POST', '/', entity(random, pick)],
  (random, pick) => ['PUT', `/vms/${random(20)}`, entity(random, pick)],
  (random, pick) => ['PUT', pick(), entity(random, pick)],
  (random, pick) => ['POST', pick(), { attributes: attributes(random) }],
  (random, pick) => ['POST', pick(), { categories: [oneOf(mixins, random)] }],
  (random, pick) => acting(pick(), random),
  (random) => acting(oneOf(collections, random), random),
  (random, pick) => [
    oneOf(['POST', 'PUT', 'DELETE'], random),
    oneOf(mixinCollections, random),
    { locations: several(3, random, pick) },
  ],
  (random) => [oneOf(['POST', 'DELETE'], random), '/-/', { categories: [tag(random)] }, 'categories'],
  (_random, pick) => ['DELETE', pick()],
  (random) => [oneOf(['GET', 'GET', 'GET', 'GET', 'DELETE'], random), oneOf(collections, random)],
  (random, pick) => [
    oneOf(['GET', 'HEAD', 'OPTIONS'], random),
    oneOf([pick(), ...collections, '/-/', '/?page=1&number=2'], random),
  ],
]

const mixinCollections = ['/my_stuff/', '/mixin/backup/', '/mixin/small/', '/mixin/agent/'] as const
const collections = [
  ...mixinCollections,
  '/compute/',
  '/network/',
  '/networkinterface/',
  '/lab/job/',
  '/lab/',
  '/vms/',
  '/',
] as const

function acting(path: string, random: Random): ReturnType<Intent> {
  const action = oneOf(actions, random)
  const term = random(8) === 0 ? oneOf(names, random) : action.term
  return [
    'POST',
    `${path}?action=${term}`,
    { categories: [action], attributes: attributes(random) },
    'action',
  ]
}

function entity(random: Random, pick: () => string): Message {
  const kind = oneOf(kinds, random)
  return {
    categories: [kind, ...several(2, random, () => oneOf(mixins, random))].map(named),
    attributes: { ...fitting(kind, random, pick), ...(random(4) === 0 ? attributes(random) : {}) },
    ...(random(4) === 0
      ? { links: [{ target: pick(), rel: idOf(network), category: idOf(networkInterface) }] }
      : {}),
  }
}

/** What entities of a Kind need and may have, so that many are made. */
function fitting(kind: CategoryView, random: Random, pick: () => string): Record<string, SentValue> {
  const titled = random(2) === 0 ? { 'occi.core.title': oneOf(texts, random) } : {}
  if (kind === storage) return { ...titled, 'occi.storage.size': 1 + random(9) }
  if (kind === job) return { ...titled, 'com.example.job.queue': oneOf(texts, random) }
  if (kind === compute || kind === gpu) return { ...titled, 'occi.compute.cores': 1 + random(8) }
  if (kind === network) return { ...titled, 'occi.network.vlan': random(5000) }
  return { ...titled, 'occi.core.source': pick(), 'occi.core.target': pick() }
}

function attributes(random: Random): Record<string, SentValue> {
  // By defineProperty, for __proto__ is a name like any other here.
  return Object.fromEntries(several(3, random, () => [oneOf(names, random), oneOf(values, random)] as const))
}

function tag(random: Random): CategoryView {
  const term = oneOf(['my_stuff', 'other', '__proto__', 'constructor', 'a-b.c'], random)
  const location = oneOf(
    [`/${term}/`, '/my_stuff/', '/-/', '/compute/', '/compute/my1/', '/a/../b/', '/x%2F/'],
    random,
  )
  return { ...myStuff, term, location }
}

function pathOf(random: Random, known: readonly string[]): string {
  const [first, ...more] = known
  const chosen = ['/compute/my1', '/vms/a', '/network/n1'] as const
  return first === undefined || random(4) === 0 ? oneOf(chosen, random) : oneOf([first, ...more], random)
}

function named({ term, scheme, class: sort }: CategoryView): CategoryView {
  return { term, scheme, ...(sort === undefined ? {} : { class: sort }) }
}

/** What HTTP itself cannot have in a field is left to those who write octets. */
function isCarried([, value]: Header): boolean {
  return !/[\0-\x1f\x7f\p{Surrogate}]/u.test(value)
}
