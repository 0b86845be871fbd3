import { OcciError, isFree, type Catalog, type EntityInput, type Kind, type Mixin } from '@occi/core'
import type { Exchange } from '../service/exchange.ts'
import { authorize } from '../workflow/authorize.ts'
import { viewOf } from '../workflow/draft.ts'
import { announce, draftNew } from '../workflow/new-entity.ts'
import { located } from '../workflow/located.ts'
import { perform } from '../workflow/perform.ts'
import { claimsOf, workOf } from './create.ts'
import { created, type Outcome } from './outcome.ts'
import { change } from './change.ts'

/** PUT of an Entity (GFD.223 10.2): replaces what is there, or creates it at the path that the client chose. */
export async function put(exchange: Exchange, input: EntityInput): Promise<Outcome> {
  const { service, scope, target } = exchange
  const present = await service.registry.get(target.path, scope)
  return present === undefined ? createAt(exchange, input) : change(exchange, input, 'replace')
}

async function createAt(exchange: Exchange, input: EntityInput): Promise<Outcome> {
  const { service, scope, target, request, patience } = exchange
  checkNoLinks(input)
  const announced = await located(input, () => announce(input, exchange, target.path))
  checkPath(exchange, announced.kind)
  const { draft } = await located(input, () => draftNew(announced, exchange, new Map()))
  await authorize(exchange, 'create', { entity: viewOf(draft) })
  const made = await service.queue.run(claimsOf([draft]), patience, async () => {
    const present = await service.registry.get(target.path, scope)
    if (present !== undefined) return undefined
    service.tags.check(request.headers, undefined)
    const { entities } = await perform(exchange, workOf([draft], exchange))
    return entities
  })
  // Somebody was quicker: then it is theirs that is replaced.
  return made === undefined ? change(exchange, input, 'replace') : created(made)
}

/** R-29, GFD.185 3.4.4: a PUT brings no new Links. */
function checkNoLinks({ links: [first] }: EntityInput): void {
  if (first === undefined) return
  throw new OcciError(
    'invalid-link',
    `a PUT brings no new Links, such as to ${first.target} (${first.where})`,
    { where: first.where },
  )
}

/** Below the Kind's own location or on an unbound path, never on a reserved one. */
function checkPath({ service, target: { path }, catalog }: Exchange, kind: Kind): void {
  const refuse = (why: string) => {
    throw new OcciError('reserved-location', `an Entity cannot be put at ${path}: ${why}`, { location: path })
  }
  if (service.options.clientPaths === false) refuse('paths are chosen by the server')
  if (path.length > longestPath) refuse(`a path has at most ${longestPath} characters`)
  if (path.split('/').length > deepestPath) refuse(`a path has fewer than ${deepestPath} segments`)
  if (!isFree(path, catalog)) refuse('it is reserved')
  const around = collectionAround(path, catalog)
  if (around?.class === 'mixin') refuse(`it lies inside the Collection of ${around.id}`)
  if (around?.class === 'kind' && around.id !== kind.id)
    refuse(`it lies inside the Collection of ${around.id}, not of ${kind.id}`)
}

const longestPath = 1024
const deepestPath = 32

function collectionAround(path: string, catalog: Catalog): Kind | Mixin | undefined {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const category = catalog.at(path.slice(0, end + 1))
    if (category !== undefined) return category
  }
  return undefined
}
