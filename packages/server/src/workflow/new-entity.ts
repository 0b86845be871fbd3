import {
  OcciError,
  attributesOfNew,
  isKindOf,
  link as linkKind,
  resource,
  type Draft,
  type EntityInput,
  type Kind,
  type LinkEnd,
  type LinkInput,
  type Mixin,
} from '@occi/core'
import { normalizePath } from '../input/path.ts'
import type { Exchange } from '../service/exchange.ts'
import { categoriesOfNew, namedIn } from './categories.ts'
import { checkInlineSource, endAt, saidOf, sourceOf, targetOf, textOf, type Coming } from './ends.ts'
import { imposedBy, withImposed, without, withMixins } from './mixins.ts'

/** An Entity about to be made, and the input it comes from. */
export interface NewEntity {
  readonly draft: Draft
  readonly input: EntityInput
}

/** Id, location and Categories of an Entity about to be made; Links have no ends yet. */
export interface Announced {
  readonly input: EntityInput
  readonly kind: Kind
  readonly mixins: readonly Mixin[]
  readonly id: string
  readonly location: string
  readonly type: 'resource' | 'link'
}

/**
 * The first half: what a new Entity is and where it will be. All of a message are announced before any is worked out, so that Links find their ends.
 * @param at the path that the client chose; missing: below the Kind's location
 */
export async function announce(input: EntityInput, exchange: Exchange, at?: string): Promise<Announced> {
  const { kind, mixins } = categoriesOfNew(input, exchange.catalog)
  checkCreatable(kind, exchange)
  const id = await idOf(input, kind, exchange)
  const location = at ?? (await locationOf(kind, id, exchange))
  const type = isKindOf(kind, linkKind.id) ? 'link' : 'resource'
  return { input, kind, mixins: withMixins([], mixins, exchange.catalog), id, location, type }
}

/** The second half: attributes and ends, typed, checked and completed. */
export async function draftNew(announced: Announced, exchange: Exchange, coming: Coming): Promise<NewEntity> {
  const { input, kind, type } = announced
  if (type === 'resource') return { input, draft: blank(announced, exchange) }
  const [source, target] = [saidOf(input, 'source'), saidOf(input, 'target')]
  if (source === undefined) throw missing('occi.core.source', input)
  if (target === undefined) throw missing('occi.core.target', input)
  const ends = {
    source: await sourceOf(kind, source, exchange, coming),
    target: await targetOf(kind, target, exchange, coming),
  }
  return { input, draft: blank(announced, exchange, ends) }
}

/** A Link described inline in its source (GFD.185 3.4.5). */
export async function draftInline(
  input: LinkInput,
  from: LinkEnd,
  exchange: Exchange,
  coming: Coming,
): Promise<NewEntity> {
  const { kind = linkKind } = namedIn(input, exchange.catalog)
  if (!isKindOf(kind, linkKind.id))
    throw new OcciError('invalid-link', `${kind.id} is no Kind of Links (${input.where})`, {
      where: input.where,
    })
  const whole = {
    ...input,
    categories: [{ id: kind.id, where: input.where }, ...input.categories.filter(({ id }) => id !== kind.id)],
  }
  const at = input.self === undefined ? undefined : await freeSelf(input.self, exchange)
  const announced = await announce(whole, exchange, at)
  await checkInlineSource(input, from, kind, exchange, coming)
  const named = textOf(input, 'occi.core.target.kind')
  const rel = input.rel.filter((id) => exchange.catalog.get(id)?.class === 'kind')
  const kinds = named === undefined ? rel : [named]
  const said = { reference: input.target, kinds, strict: named !== undefined, where: input.where }
  const target = await targetOf(kind, said, exchange, coming)
  return { input: whole, draft: blank(announced, exchange, { source: from, target }) }
}

/** What Links of the same message can point to: by path, by id, and by the id that the client sent, whether it was adopted or not. */
export function comingOf(announced: readonly Announced[], exchange: Exchange): Coming {
  const { owner } = exchange.scope
  const coming = new Map<string, LinkEnd & { readonly type: 'resource' | 'link' }>()
  for (const one of announced) {
    const end = { type: one.type, ...endAt(one, owner) }
    const sent = textOf(one.input, 'occi.core.id')
    for (const name of [one.location, one.id, ...(sent === undefined ? [] : [sent])]) coming.set(name, end)
  }
  return coming
}

function blank(
  announced: Announced,
  exchange: Exchange,
  ends: { source?: LinkEnd; target?: LinkEnd } = {},
): Draft {
  const { input, kind, mixins, id, location, type } = announced
  const { catalog, scope } = exchange
  const capabilities = catalog.capabilities(kind, mixins)
  const imposed = imposedBy(mixins, catalog)
  const sent = attributesOfNew(without(input.attributes, imposed), capabilities)
  const attributes = withImposed(sent, imposed)
  const draft = {
    type,
    id,
    location,
    kind,
    mixins,
    attributes,
    actions: capabilities.actions,
    revision: 0,
    links: [],
  }
  return Object.assign(draft, scope.owner === undefined ? {} : { owner: scope.owner }, ends)
}

function checkCreatable(kind: Kind, { service, target }: Exchange): void {
  const { plainResources = false } = service.options
  // plain resources by option only; GFD.221 5.4.1: entity is abstract.
  if (kind.creatable || (plainResources && kind.id === resource.id)) return
  if (target.sort === 'kind') {
    throw new OcciError('method-not-allowed', `entities of ${kind.id} are not created by clients`, {
      category: kind.id,
      allow: ['GET', 'DELETE'],
    })
  }
  throw new OcciError('missing-kind', `${kind.id} cannot be instantiated; name a Kind that extends it`, {
    category: kind.id,
  })
}

/** a client's id is adopted if it is a free absolute URI, else ignored. */
async function idOf(input: EntityInput, kind: Kind, { service, scope, extras }: Exchange): Promise<string> {
  const { registry, options } = service
  const wanted = textOf(input, 'occi.core.id')
  const adoptable = wanted !== undefined && options.clientIds !== false && isAdoptable(wanted)
  if (adoptable && (await registry.getById(wanted, scope)) === undefined) return wanted
  return registry.newId(kind, extras)
}

function isAdoptable(id: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]*:[^\s"<>\\^`{|}]+$/.test(id) && id.length <= 255
}

/** the last segment is that of the id where it can be, and free. */
async function locationOf(kind: Kind, id: string, { service, scope }: Exchange): Promise<string> {
  if (kind.location === undefined)
    throw new OcciError('missing-kind', `${kind.id} has no location and cannot be instantiated`, {
      category: kind.id,
    })
  const segment = /[^:/#?]+$/.exec(id)?.[0] ?? ''
  const wanted = kind.location + segment
  const usable =
    /^[A-Za-z0-9][A-Za-z0-9._~-]{0,127}$/.test(segment) &&
    (await service.registry.get(wanted, scope)) === undefined
  return usable ? wanted : kind.location + crypto.randomUUID()
}

/** H11-81: a `self` on a new Link is taken as its path if it is free, else ignored. */
async function freeSelf(
  self: string,
  { service, scope, catalog, address }: Exchange,
): Promise<string | undefined> {
  const path = self.startsWith(address.publicUrl) ? self.slice(address.publicUrl.length) : self
  if (!path.startsWith('/') || path.endsWith('/')) return undefined
  const location = normalizePath(
    path.startsWith(`${address.prefix}/`) ? path.slice(address.prefix.length) : path,
  )
  const around = catalog.kindAround(location)
  const taken = around === undefined || (await service.registry.get(location, scope)) !== undefined
  return taken ? undefined : location
}

function missing(attribute: string, { where }: EntityInput): OcciError {
  return new OcciError('missing-attribute', `a Link needs ${attribute} (${where})`, { attribute, where })
}
