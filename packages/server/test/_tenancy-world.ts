import { OcciError, serve, systemScope, type Backend, type Entity, type Registry } from '@occi/core'
import { compute, network, networkInterface } from '@occi/infrastructure'
import { occiJson } from '@occi/render-json'
import { textRenderings } from '@occi/render-text'

import { open, type Edge, type Opened } from './_service.ts'
import type { Said, Speech } from './_speech.ts'
import { ownMachine, type Attempt, type Things } from './_tenancy-recipes.ts'
import { backup, billed, extensions } from './_world.ts'

/** Who asks. What nobody makes is shared, and nobody changes it. */
export type Person = 'ann' | 'bob' | 'nobody'

/** Makes an empty Registry in which extras are the owner's name. */
export type MakeRegistry = (options: {
  readonly owner: (extras: unknown) => string | undefined
}) => Registry | Promise<Registry>

/** A service with several users. */
export interface World extends AsyncDisposable {
  readonly registry: Registry
  /** What Backends were asked since the last look, and for which path. */
  readonly calls: () => readonly string[]
  readonly ask: (who: Person, method: string, attempt: Attempt) => Promise<Told>
  /** Lets somebody make things; all must succeed. */
  readonly furnish: (who: Person, things?: Things) => Promise<void>
}

/** What a user is told, without what differs each time. */
export interface Told {
  readonly status: number
  readonly headers: readonly string[]
  readonly body: string
}

export async function openWorld(make: MakeRegistry, edge: Edge, speech: Speech): Promise<World> {
  const registry = await make({ owner: (extras) => (typeof extras === 'string' ? extras : undefined) })
  const noted: string[] = []
  const backend = notingBackend(noted)
  const opened = await open(
    {
      registry,
      renderings: [...textRenderings, occiJson],
      extensions,
      backends: [compute, network, networkInterface, backup, billed].map((category) =>
        serve(category, backend),
      ),
      authenticate: ({ headers }) => personIn(headers.get('x-user')?.[0]),
      deleteUnbound: true,
    },
    edge,
  )
  const ask: World['ask'] = (who, method, attempt) => askAs(opened, speech, who, method, attempt)
  return {
    registry,
    calls: () => noted.splice(0),
    ask,
    furnish: (who, things) => furnish(ask, who, things),
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  }
}

/** All that somebody has, as it is stored, revisions too. */
export async function belongings(registry: Registry, owner: string | undefined): Promise<string> {
  const entities: Entity[] = []
  for await (const chunk of registry.list({}, systemScope)) entities.push(...chunk)
  const { byId } = await registry.userMixins(registry.scope(owner))
  const mixins = [...byId.values()]
    .filter((one) => one.class === 'mixin' && one.owner === owner)
    .map(({ id }) => id)
  return JSON.stringify({ entities: entities.filter((entity) => entity.owner === owner), mixins })
}

function personIn(name: string | undefined): string | undefined {
  if (name === undefined) throw new OcciError('unauthenticated', 'say who you are', { challenge: ['Test'] })
  return name === 'nobody' ? undefined : name
}

function notingBackend(noted: string[]): Backend {
  const note = ({ location }: { readonly location: string }, what: string) =>
    void noted.push(`${what} ${location}`)
  return {
    create: (draft) => note(draft, 'create'),
    retrieve: (draft) => note(draft, 'retrieve'),
    update: (_old, draft) => note(draft, 'update'),
    replace: (_old, draft) => note(draft, 'replace'),
    delete: (entity) => note(entity, 'delete'),
    action: (draft, { term }) => note(draft, term),
  }
}

async function askAs(
  { send }: Opened,
  { mediaType, write }: Speech,
  who: Person,
  method: string,
  { path, said, fields = {} }: Attempt,
): Promise<Told> {
  const typed = said === undefined ? {} : { 'content-type': mediaType }
  const { status, headers, body } = await send(method, path, {
    headers: { 'x-user': who, accept: mediaType, ...typed, ...fields },
    ...(said === undefined ? {} : { body: write(said) }),
  })
  const kept = [...headers]
    .filter(([name]) => !changing.has(name))
    .map(([name, value]) => `${name}: ${value}`)
  return { status, headers: kept, body }
}

/** What tells one answer from the next whoever asks. */
const changing = new Set([
  'x-request-id',
  'date',
  'etag',
  'content-length',
  'connection',
  'transfer-encoding',
  'keep-alive',
])

async function furnish(ask: World['ask'], who: Person, things?: Things): Promise<void> {
  const put = async (method: string, path: string, said: Said) => {
    const { status, body } = await ask(who, method, { path, said })
    if (status >= 300) throw new Error(`${who}: ${method} ${path} was answered with ${status}: ${body}`)
  }
  // What nobody has at a path, a user may have there too; the other way round it is a conflict.
  if (who !== 'nobody') await put('PUT', ownMachine, { categories: [compute] })
  if (things === undefined) return
  const { machine, machineId, title, net, adapter, loose, mixin } = things
  await put('POST', '/-/', { mixin })
  await put('PUT', net, { categories: [network], attributes: { 'occi.core.title': title } })
  await put('PUT', machine, {
    categories: [compute, backup, mixin],
    attributes: { 'occi.core.id': machineId, 'occi.core.title': title },
  })
  await put('PUT', adapter, {
    categories: [networkInterface],
    attributes: { 'occi.core.source': machine, 'occi.core.target': net },
  })
  await put('PUT', loose, { categories: [compute], attributes: { 'occi.core.title': title } })
}
