import { fieldOf, type Header, type WireReply, type WireRequest } from '../world/message.ts'
import type { Base, Codec, Directory, Message, Payload, Purpose, SentLink, SentValue } from './codec.ts'
import { writeFields } from './text-occi.ts'
import { nothing, type CategoryView, type View } from './view.ts'

/** An answer and what it says. */
export interface Answer extends WireReply {
  /** Empty if the service refused. */
  readonly view: View
  /** The sentence of a refusal; empty on success. */
  readonly error: string
}

/** An Entity as a client describes it. */
export interface NewEntity {
  readonly kind: CategoryView
  readonly mixins?: readonly CategoryView[]
  readonly attributes?: Readonly<Record<string, SentValue>>
  readonly links?: readonly SentLink[]
}

/** What a listing is asked for. */
export interface Listing {
  readonly categories?: readonly CategoryView[]
  readonly attributes?: Readonly<Record<string, SentValue>>
  /** The query, `page=1&number=2`. */
  readonly query?: string
}

/** A client of OCCI that is bound to one rendering. Paths are within the service, without its prefix. */
export interface Client {
  readonly mediaType: string
  /** POST to the location of the Kind; `at` is another path: POST if it ends with `/`, else PUT. */
  create(entity: NewEntity, at?: string): Promise<Answer>
  /** An Entity, or whatever else is at a path. */
  get(path: string, headers?: readonly Header[]): Promise<Answer>
  /** A Collection, or what a listing asks for of it. */
  list(path: string, listing?: Listing): Promise<Answer>
  /** The query interface, whole or what a filter selects. */
  discover(filter?: readonly CategoryView[], path?: string): Promise<Answer>
  /** A partial change. */
  update(path: string, change: Message): Promise<Answer>
  /** A full replacement. */
  replace(path: string, entity: NewEntity): Promise<Answer>
  /** What is at a path, or (with a message) what that names. */
  delete(path: string, message?: Message): Promise<Answer>
  /** Invokes an Action on an Entity or a Collection. */
  act(path: string, action: CategoryView, attributes?: Readonly<Record<string, SentValue>>): Promise<Answer>
  /** Puts a Mixin on entities: POST to its location. */
  associate(collection: string, locations: readonly string[]): Promise<Answer>
  /** Takes a Mixin off entities, or off all: DELETE on its location. */
  dissociate(collection: string, locations?: readonly string[]): Promise<Answer>
  /** Says which entities have a Mixin: PUT to its location. */
  replaceMembers(collection: string, locations: readonly string[]): Promise<Answer>
  /** Adds Mixins of a user to the query interface. */
  addMixin(...mixins: readonly CategoryView[]): Promise<Answer>
  /** Takes Mixins of a user out of the query interface. */
  removeMixin(...mixins: readonly CategoryView[]): Promise<Answer>
  /** Anything else. */
  send(method: string, path: string, message?: Message, headers?: readonly Header[]): Promise<Answer>
  /** Sends back what an answer held, word for word. */
  echo(method: string, path: string, answer: Answer): Promise<Answer>
}

/**
 * Makes a client.
 * @param send carries a request, with the path as given, to the service
 * @param directoryFor the paths of entities as the user whom header fields name sees them
 */
export function createClient(
  send: (request: WireRequest) => Promise<WireReply>,
  base: Base,
  codec: Codec,
  directoryFor: (headers: readonly Header[]) => Directory,
): Client {
  const exchange = async (method: string, path: string, payload?: Payload, more: readonly Header[] = []) => {
    const headers: readonly Header[] = [['Accept', codec.mediaType], ...(payload?.headers ?? []), ...more]
    const body = payload?.body === undefined ? {} : { body: payload.body }
    const reply = await send({ method, path: `${base.prefix}${path}`, headers, ...body })
    return answerOf(reply, method, path, directoryFor(more))
  }
  const answerOf = async (reply: WireReply, method: string, path: string, directory: Directory) => {
    if (reply.status === 304 || method === 'HEAD') return { ...reply, view: nothing, error: '' }
    if (reply.status >= 400) return { ...reply, view: nothing, error: codec.readError(reply) }
    const view = await codec.read(reply, { ...base, path: path.replace(/\?.*$/, ''), directory })
    return { ...reply, view, error: '' }
  }
  const say = (method: string, path: string, message?: Message, more: readonly Header[] = []) =>
    exchange(method, path, message && codec.write(message, purposeOf(path), directoryFor(more)), more)
  // GFD.223 7: a filter travels in header fields, whatever the rendering of the answer.
  const select = (path: string, { query, ...filter }: Listing) =>
    exchange('GET', query === undefined ? path : `${path}?${query}`, undefined, filterHeaders(filter))
  return {
    mediaType: codec.mediaType,
    create: (entity, at = entity.kind.location ?? '/') =>
      say(at.endsWith('/') ? 'POST' : 'PUT', at, messageOf(entity)),
    get: (path, headers) => exchange('GET', path, undefined, headers),
    list: (path, listing = {}) => select(path, listing),
    discover: (filter = [], path = '/-/') => select(path, { categories: filter }),
    update: (path, change) => say('POST', path, change),
    replace: (path, entity) => say('PUT', path, messageOf(entity)),
    delete: (path, message) => say('DELETE', path, message),
    act: (path, action, attributes = {}) =>
      say('POST', `${path}?action=${action.term}`, { categories: [action], attributes }),
    associate: (path, locations) => say('POST', path, { locations }),
    dissociate: (path, locations) => say('DELETE', path, locations && { locations }),
    replaceMembers: (path, locations) => say('PUT', path, { locations }),
    addMixin: (...categories) => say('POST', '/-/', { categories }),
    removeMixin: (...categories) => say('DELETE', '/-/', { categories }),
    send: say,
    echo: (method, path, answer) => exchange(method, path, codec.echo(answer)),
  }
}

/** The path that a Location field gives, within the service. */
export function createdAt(answer: WireReply, { publicUrl }: Base): string {
  const location = fieldOf(answer, 'Location') ?? ''
  return location.startsWith(`${publicUrl}/`) ? location.slice(publicUrl.length) : location
}

/** What a message to a path is for. */
function purposeOf(path: string): Purpose {
  if (path.includes('?action=')) return 'action'
  return path.startsWith('/-/') || path.startsWith('/.well-known/') ? 'categories' : 'entity'
}

function messageOf({ kind, mixins = [], attributes, links }: NewEntity): Message {
  return {
    categories: [kind, ...mixins].map(named),
    ...(attributes === undefined ? {} : { attributes }),
    ...(links === undefined ? {} : { links }),
  }
}

/** How a Category is named in an Entity: by term, scheme and class. */
function named({ term, scheme, class: sort }: CategoryView): CategoryView {
  return { term, scheme, ...(sort === undefined ? {} : { class: sort }) }
}

function filterHeaders({ categories = [], attributes = {} }: Listing): readonly Header[] {
  const filtering = categories.length > 0 || Object.keys(attributes).length > 0
  return filtering ? writeFields({ categories: categories.map(named), attributes }) : []
}
