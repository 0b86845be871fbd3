import {
  OcciError,
  isApplicable,
  isDefined,
  parametersOf,
  type Action,
  type ActionAttributes,
  type ActionInput,
  type ActionOutcome,
  type Entity,
} from '@occi/core'
import { actionOf } from '../input/query.ts'
import { keysChangedBy } from '../service/claims.ts'
import type { Exchange } from '../service/exchange.ts'
import { authorize } from '../workflow/authorize.ts'
import { draftOf, finished, viewOf } from '../workflow/draft.ts'
import { located, type Placed } from '../workflow/located.ts'
import { perform } from '../workflow/perform.ts'
import { toAct } from '../workflow/steps.ts'
import { eachOf, membersNamed, oneByOne } from './bulk.ts'
import { collectionOf, queryOf } from './list.ts'
import { changed, type Outcome } from './outcome.ts'
import { entityAt } from './retrieve.ts'

/** POST of an Action to an Entity (GFD.223 10.3.2). */
export async function act(exchange: Exchange, input: ActionInput): Promise<Outcome> {
  const place = placesIn(input)
  const { action, parameters } = await located(place, () => invocation(exchange, input))
  const before = await entityAt(exchange)
  await authorize(exchange, 'action', { entity: before, action })
  await located(place, () => checkInvocable(before, action, exchange))
  const { outcome, entity } = await invoke(exchange, before, action, parameters, true)
  if (outcome !== undefined) return changed({ form: 'categories', categories: outcome.categories })
  return changed({ form: 'entity', entity })
}

/** POST of an Action to a Collection (GFD.223 11.3.3): all is checked before the first is touched. */
export async function actOnAll(exchange: Exchange, input: ActionInput): Promise<Outcome> {
  const { action, parameters } = await located(placesIn(input), () => invocation(exchange, input))
  const task = {
    check: async (entity: Entity) => {
      await authorize(exchange, 'action', { entity, action })
      checkInvocable(entity, action, exchange)
    },
    perform: async (entity: Entity) => void (await invoke(exchange, entity, action, parameters, false)),
  }
  const query = { changeable: true, ...queryOf(exchange.target) }
  if (input.members === undefined) await oneByOne(exchange, query, task)
  else await eachOf(exchange, await membersNamed(input.members, exchange), task)
  return changed(collectionOf(queryOf(exchange.target), exchange))
}

function placesIn({ action, attributes }: ActionInput): Placed {
  return {
    where: action?.where ?? 'the request',
    categories: action === undefined ? [] : [action],
    attributes,
  }
}

function invocation(
  { catalog, query, target }: Exchange,
  input: ActionInput,
): { action: Action; parameters: ActionAttributes } {
  const term = actionOf(query) ?? ''
  // the payload names the Action, and the same as the query.
  if (input.action === undefined)
    throw new OcciError('malformed', `the Category of the Action ${term} is wanted in the request`)
  const { id, where } = input.action
  const action = catalog.get(id)
  if (action?.class !== 'action')
    throw new OcciError('unknown-action', `the Action ${id} is not known here (${where})`, {
      category: id,
      where,
    })
  if (action.term !== term)
    throw new OcciError(
      'malformed',
      `the query asks for the Action ${term}, the request holds ${id} (${where})`,
      { category: id, where },
    )
  if (target.sort === 'kind') checkBelongs(action, target.category.actions, target.path)
  return { action, parameters: parametersOf(input.attributes, action.attributes) }
}

function checkBelongs(action: Action, actions: readonly Action[], path: string): void {
  if (actions.some(({ id }) => id === action.id)) return
  throw new OcciError('unknown-action', `the Action ${action.id} is not one of the Collection ${path}`, {
    category: action.id,
  })
}

/** unknown here is a bad request, not applicable now a conflict. */
function checkInvocable(entity: Entity, action: Action, { catalog }: Exchange): void {
  if (!isDefined(catalog.capabilities(entity.kind, entity.mixins), action)) {
    throw new OcciError('unknown-action', `${entity.location} has no Action ${action.id}`, {
      category: action.id,
      location: entity.location,
    })
  }
  if (isApplicable(entity, action)) return
  const now = entity.actions.map(({ term }) => term).join(', ') || 'none'
  throw new OcciError(
    'action-refused',
    `the Action ${action.term} is not applicable to ${entity.location} now; applicable: ${now}`,
    {
      category: action.id,
      location: entity.location,
    },
  )
}

async function invoke(
  exchange: Exchange,
  before: Entity,
  action: Action,
  parameters: ActionAttributes,
  conditional: boolean,
): Promise<{ readonly outcome: ActionOutcome | undefined; readonly entity: Entity }> {
  const { service, patience, scope, request, catalog } = exchange
  const here = { ...exchange, target: { sort: 'entity', path: before.location } } as const
  return service.queue.run({ change: keysChangedBy([before]) }, patience, async () => {
    const entity = await entityAt(here)
    if (entity.revision !== before.revision) await authorize(exchange, 'action', { entity, action })
    if (conditional) service.tags.check(request.headers, entity)
    checkInvocable(entity, action, exchange)
    const draft = draftOf(entity)
    let outcome: ActionOutcome | undefined
    const steps = toAct(exchange, draft, action, parameters, (given) => (outcome = given))
    const finish = () => [
      { type: 'update', entity: finished(draft, catalog.capabilities(draft.kind, draft.mixins)) } as const,
    ]
    await perform(exchange, {
      operation: 'action',
      scope,
      planned: [{ type: 'update', entity: viewOf(draft) }],
      steps,
      finish,
    })
    return { outcome, entity: await entityAt(here) }
  })
}
