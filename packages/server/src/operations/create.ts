import { OcciError, keyOf, type Change, type Draft, type Entity, type EntityInput } from '@occi/core'
import type { Exchange } from '../service/exchange.ts'
import { authorizeAll } from '../workflow/authorize.ts'
import { finished, viewOf } from '../workflow/draft.ts'
import { located } from '../workflow/located.ts'
import {
  announce,
  comingOf,
  draftInline,
  draftNew,
  type Announced,
  type NewEntity,
} from '../workflow/new-entity.ts'
import { endAt, type Coming } from '../workflow/ends.ts'
import { perform } from '../workflow/perform.ts'
import { toCreate } from '../workflow/steps.ts'
import { created, type Outcome } from './outcome.ts'

/** POST of entities to a Kind's Collection or to the root (GFD.223 11.3.1, R-28): all or none. */
export async function create(exchange: Exchange, inputs: readonly EntityInput[]): Promise<Outcome> {
  const announced = await inOrder(inputs, (input) => located(input, () => announceHere(input, exchange)))
  const coming = comingOf(announced, exchange)
  const drafts = await inOrder(announced, (one) => located(one.input, () => draftNew(one, exchange, coming)))
  return created(await make(exchange, drafts, coming))
}

/** Announces an Entity, which must be of the Kind whose Collection it is sent to. */
async function announceHere(input: EntityInput, exchange: Exchange): Promise<Announced> {
  const { target } = exchange
  const announced = await announce(input, exchange)
  const { id } = announced.kind
  if (target.sort !== 'kind' || target.category.id === id) return announced
  throw new OcciError('kind-change', `entities of ${id} are not created at ${target.path}`, { category: id })
}

/** Makes entities with their inline Links: reserve, call the Backends, commit. Gives the entities asked for, without the Links. */
async function make(
  exchange: Exchange,
  news: readonly NewEntity[],
  coming: Coming,
): Promise<readonly Entity[]> {
  const links = (await inOrder(news, (one) => draftLinks(one, exchange, coming))).flat()
  const drafts = [...news.map(({ draft }) => draft), ...links]
  if (exchange.service.options.authorize !== undefined)
    await authorizeAll(exchange, 'create', drafts.map(viewOf))
  const work = () => perform(exchange, workOf(drafts, exchange))
  const { entities } = await exchange.service.queue.run(claimsOf(drafts), exchange.patience, work)
  return entities.slice(0, news.length)
}

/** The Links that an input describes inline. */
async function draftLinks(
  { draft, input }: NewEntity,
  exchange: Exchange,
  coming: Coming,
): Promise<readonly Draft[]> {
  if (draft.type === 'link' && input.links.length > 0) {
    // GFD.185 3.4.4: no Links on a Link.
    throw new OcciError('invalid-link', `a Link has no Links of its own (${input.where})`, {
      where: input.where,
    })
  }
  const links = await inOrder(input.links, (link) =>
    located(link, () => draftInline(link, endAt(draft, draft.owner), exchange, coming)),
  )
  return links.map((link) => link.draft)
}

/** The work of making what drafts describe. */
export function workOf(drafts: readonly Draft[], exchange: Exchange) {
  const { scope, catalog } = exchange
  return {
    operation: 'create',
    scope,
    planned: drafts.map((draft): Change => ({ type: 'create', entity: viewOf(draft) })),
    steps: drafts.flatMap((draft) => toCreate(exchange, 'create', draft, [draft.kind, ...draft.mixins])),
    finish: () =>
      drafts.map((draft): Change => ({
        type: 'create',
        entity: finished(draft, catalog.capabilities(draft.kind, draft.mixins)),
      })),
  } as const
}

/** What a creation needs: its locations, the sources of its Links for itself, their targets to stay. */
export function claimsOf(drafts: readonly Draft[]) {
  const ends = drafts.flatMap(({ source, target }) =>
    source === undefined || target === undefined ? [] : [{ source, target }],
  )
  return {
    change: [...drafts.map(keyOf), ...ends.map(({ source }) => keyOf(source))],
    keep: ends.map(({ target }) => keyOf(target)),
  }
}

/** One after the other, so that errors name the first fault and ids are given in order. */
export async function inOrder<T, R>(
  list: readonly T[],
  task: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = []
  for (const item of list) results.push(await task(item))
  return results
}
