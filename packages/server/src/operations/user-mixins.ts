import {
  OcciError,
  defineMixin,
  isFree,
  isLocation,
  reservedScheme,
  type Category,
  type CategoryInput,
  type Change,
  type Mixin,
} from '@occi/core'
import { readReference } from '../input/references.ts'
import type { Exchange } from '../service/exchange.ts'
import { authorize } from '../workflow/authorize.ts'
import { commit, tellOf } from '../workflow/commit.ts'
import { dissociateAll } from './members.ts'
import { changed, type Outcome } from './outcome.ts'

/** POST of Mixins to the query interface (GFD.223 9.3, R-26): all or none. */
export async function addMixins(exchange: Exchange, inputs: readonly CategoryInput[]): Promise<Outcome> {
  const { service, scope, requestId, extras } = exchange
  if (service.options.userMixins === false)
    throw new OcciError('not-implemented', 'Mixins of users are switched off here')
  checkAny(inputs)
  const mixins: Mixin[] = []
  for (const input of inputs) mixins.push(await mixinOf(input, exchange, mixins))
  const fresh = [...new Set(mixins)].filter((mixin) => exchange.catalog.get(mixin.id) !== mixin)
  for (const mixin of fresh) await authorize(exchange, 'add-mixin', { categories: [mixin] })
  const changes = fresh.map((mixin): Change => ({ type: 'add-mixin', mixin }))
  if (fresh.length > 0)
    await commit(service, { operation: 'add-mixin', requestId, extras }, { changes, scope })
  for (const mixin of fresh) service.registry.setBackend(mixin, undefined)
  return changed({ form: 'categories', categories: mixins })
}

/** DELETE of Mixins from the query interface (GFD.223 9.4): users' own alone, and off their members. */
export async function removeMixins(exchange: Exchange, inputs: readonly CategoryInput[]): Promise<Outcome> {
  const { service, scope, extras, requestId } = exchange
  checkAny(inputs)
  const mixins = inputs.map((input) => removable(input, exchange))
  for (const mixin of mixins) await authorize(exchange, 'remove-mixin', { categories: [mixin] })
  for (const mixin of mixins) {
    const call = { operation: 'dissociate', categories: [mixin], requestId } as const
    const served =
      service.registry.backendsFor({ kind: anyKind(exchange), mixins: [mixin] }, call, extras).length > 0
    if (served) await dissociateAll(exchange, mixin)
    await service.registry.removeMixin(mixin, scope)
    tellOf(service, { operation: 'remove-mixin', requestId, extras }, [{ type: 'remove-mixin', mixin }])
  }
  return changed({ form: 'done' })
}

function checkAny(inputs: readonly CategoryInput[]): void {
  if (inputs.length === 0)
    throw new OcciError('malformed', 'the Category of a Mixin is wanted in the request')
}

function anyKind({ catalog }: Exchange) {
  const [root] = catalog
  if (root?.class === 'kind') return root
  throw new OcciError('internal', 'the catalogue has no Kind')
}

async function mixinOf(input: CategoryInput, exchange: Exchange, siblings: readonly Mixin[]): Promise<Mixin> {
  const { id, scheme, term, title, rel, where } = input
  if (input.class !== undefined && input.class !== 'mixin')
    throw malformed(`only Mixins can be added, not the ${input.class} ${id}`, input)
  if (input.capabilities)
    throw malformed(`the Mixin ${id} of a user has no attributes, no Actions and no applies`, input)
  // GFD.221 5.3.1: the scheme is reserved.
  if (scheme.toLowerCase().startsWith(reservedScheme))
    throw new OcciError('forbidden', `the scheme ${scheme} is reserved for OCCI (${where})`, {
      category: id,
      where,
    })
  const known = exchange.catalog.get(id) ?? siblings.find((mixin) => mixin.id === id)
  if (known !== undefined) return sameAs(known, input, exchange)
  const location =
    input.location === undefined
      ? await freeLocation(term, exchange, siblings)
      : await wantedLocation(input, exchange, siblings)
  const { owner } = exchange.scope
  return asInput(() =>
    defineMixin({
      scheme,
      term,
      location,
      // a Kind in `rel` says what the Mixin applies to; text never renders it as `rel` (interop).
      depends: rel.filter((one) => exchange.catalog.get(one)?.class !== 'kind'),
      applies: rel.filter((one) => exchange.catalog.get(one)?.class === 'kind'),
      origin: 'user',
      ...(title === undefined ? {} : { title }),
      ...(owner === undefined ? {} : { owner }),
    }),
  )
}

/** an identical repeat is no conflict. */
function sameAs(known: Category, { id, location, rel, title }: CategoryInput, exchange: Exchange): Mixin {
  const same =
    known.class === 'mixin' &&
    known.origin === 'user' &&
    (location === undefined || pathOf(location, exchange) === known.location) &&
    (title === undefined || title === known.title) &&
    rel.every((one) => known.depends.includes(one) || known.applies.includes(one))
  if (same) return known
  throw new OcciError('conflict', `the Category ${id} exists already`, { category: id })
}

async function wantedLocation(
  { location = '', where, id }: CategoryInput,
  exchange: Exchange,
  siblings: readonly Mixin[],
): Promise<string> {
  const path = pathOf(location, exchange)
  // GFD.185 3.3.1: location paths end with "/".
  if (!isLocation(path))
    throw new OcciError(
      'malformed',
      `the location ${location} of ${id} is not a path from "/" to "/" (${where})`,
      { category: id, where },
    )
  if (await isTaken(path, exchange, siblings))
    throw new OcciError('conflict', `the location ${path} is taken or reserved (${where})`, {
      category: id,
      where,
    })
  return path
}

async function freeLocation(term: string, exchange: Exchange, siblings: readonly Mixin[]): Promise<string> {
  for (let number = 1; ; number += 1) {
    const path = number === 1 ? `/${term}/` : `/${term}-${number}/`
    if (!(await isTaken(path, exchange, siblings))) return path
  }
}

async function isTaken(
  path: string,
  { catalog, service, scope }: Exchange,
  siblings: readonly Mixin[],
): Promise<boolean> {
  if (!isFree(path, catalog) || siblings.some(({ location }) => location === path)) return true
  return (await service.registry.get(path.slice(0, -1), scope)) !== undefined
}

function pathOf(location: string, exchange: Exchange): string {
  const reference = readReference(location, exchange)
  return reference.sort === 'path' ? reference.name : location
}

function removable({ id, where }: CategoryInput, { catalog, scope }: Exchange): Mixin {
  const category = catalog.get(id)
  if (category === undefined)
    throw new OcciError('not-found', `the Category ${id} is not known here (${where})`, {
      category: id,
      where,
    })
  // GFD.185 3.4.1: what the provider defines is not removed by clients.
  const own =
    category.class === 'mixin' &&
    category.origin === 'user' &&
    (category.owner === undefined ? scope.changesShared : category.owner === scope.owner)
  if (category.class === 'mixin' && own) return category
  throw new OcciError('forbidden', `the Category ${id} is part of this service and cannot be removed`, {
    category: id,
  })
}

function asInput<T>(define: () => T): T {
  try {
    return define()
  } catch (error) {
    if (OcciError.is(error)) throw new OcciError('malformed', error.message, error.details, error)
    throw error
  }
}

function malformed(message: string, { where, id }: CategoryInput): OcciError {
  return new OcciError('malformed', `${message} (${where})`, { category: id, where })
}
