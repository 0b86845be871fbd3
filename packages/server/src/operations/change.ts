import {
  OcciError,
  attributesOfChanged,
  attributesOfReplaced,
  categoriesOf,
  checkApplicable,
  keyOf,
  type Catalog,
  type CategorySource,
  type Change,
  type Draft,
  type Entity,
  type EntityInput,
  type EntityKey,
  type LinkEnd,
  type LinkInput,
  type Mixin,
} from '@occi/core'
import { readReference } from '../input/references.ts'
import type { Exchange } from '../service/exchange.ts'
import { namedIn } from '../workflow/categories.ts'
import { authorize, authorizeAll } from '../workflow/authorize.ts'
import { draftOf, finished, viewOf } from '../workflow/draft.ts'
import { endAt, saidOf, sourceOf, targetOf, textOf, type SaidEnd } from '../workflow/ends.ts'
import { located } from '../workflow/located.ts'
import { actionsAfter, imposedBy, withImposed, without, withMixins } from '../workflow/mixins.ts'
import { draftInline } from '../workflow/new-entity.ts'
import { perform, type Work } from '../workflow/perform.ts'
import { toChange, toCreate, toDelete } from '../workflow/steps.ts'
import { claimsOf, inOrder } from './create.ts'
import { entityAt } from './retrieve.ts'
import { changed, type Outcome } from './outcome.ts'

/** POST of a part of an Entity (GFD.223 10.3.1). */
export function update(exchange: Exchange, input: EntityInput): Promise<Outcome> {
  return change(exchange, input, 'update')
}

/** Changes an Entity in part or replaces it whole (GFD.223 10.2.2), Links that it has stay. */
export async function change(
  exchange: Exchange,
  input: EntityInput,
  operation: 'update' | 'replace',
): Promise<Outcome> {
  const { service, request, patience } = exchange
  const before = await entityAt(exchange)
  await authorize(exchange, operation, { entity: before })
  const plan = await planOf(before, exchange, input, operation)
  await authorizeAll(exchange, 'create', plan.coming)
  const entity = await service.queue.run(plan.claims, patience, async () => {
    const now = await entityAt(exchange)
    service.tags.check(request.headers, now)
    // What was planned on an older state is asked for and planned again; the claims stay those of the same Entity and Links.
    if (now.revision === before.revision) await perform(exchange, plan.work)
    else {
      await authorize(exchange, operation, { entity: now })
      await perform(exchange, (await planOf(now, exchange, input, operation)).work)
    }
    return entityAt(exchange)
  })
  return changed({ form: 'entity', entity })
}

interface Plan {
  readonly work: Work
  /** New Links. */
  readonly coming: readonly Entity[]
  readonly claims: { readonly change: readonly EntityKey[]; readonly keep: readonly EntityKey[] }
}

async function planOf(
  old: Entity,
  exchange: Exchange,
  input: EntityInput,
  operation: 'update' | 'replace',
): Promise<Plan> {
  const draft = await located(input, () => changedDraft(old, exchange, input, operation))
  const links = await newLinks(old, exchange, input, operation)
  const planned: readonly Change[] = [
    { type: 'update', entity: viewOf(draft) },
    ...links.map((link) => create(viewOf(link))),
  ]
  const { catalog, scope } = exchange
  const finish = () =>
    [draft, ...links].map((one) => finished(one, catalog.capabilities(one.kind, one.mixins)))
  const work: Work = {
    operation,
    scope,
    planned,
    steps: [
      ...stepsOf(old, draft, exchange, operation),
      ...links.flatMap((link) => toCreate(exchange, operation, link, [link.kind, ...link.mixins])),
    ],
    finish: () =>
      finish().map((entity, index) => (index === 0 ? { type: 'update', entity } : create(entity))),
  }
  const { change: own, keep } = claimsOf([draft, ...links])
  return {
    work,
    coming: links.map(viewOf),
    claims: { change: [...own, ...(old.type === 'link' ? [keyOf(old.source)] : [])], keep },
  }
}

function create(entity: Entity): Change {
  return { type: 'create', entity }
}

/** The Kind and the Mixins that stay, then those that come, then those that go. */
function stepsOf(old: Entity, draft: Draft, exchange: Exchange, operation: 'update' | 'replace') {
  const had = new Set(old.mixins.map(({ id }) => id))
  const has = new Set(draft.mixins.map(({ id }) => id))
  const come = draft.mixins.filter(({ id }) => !had.has(id))
  const go = old.mixins.filter(({ id }) => !has.has(id))
  return [
    ...toChange(exchange, operation, old, draft, [
      draft.kind,
      ...draft.mixins.filter(({ id }) => had.has(id)),
    ]),
    ...toCreate(exchange, operation, draft, come),
    ...toDelete(exchange, operation, old, go),
  ]
}

async function changedDraft(
  old: Entity,
  exchange: Exchange,
  input: EntityInput,
  operation: 'update' | 'replace',
): Promise<Draft> {
  const { catalog } = exchange
  const mixins = mixinsAfter(old, exchange, input, operation)
  const capabilities = catalog.capabilities(old.kind, mixins)
  checkId(old, input)
  const come = mixins.filter(({ id }) => !old.mixins.some((mixin) => mixin.id === id))
  const imposed = imposedBy(come, catalog)
  const attributesAfter = operation === 'update' ? attributesOfChanged : attributesOfReplaced
  const sent = attributesAfter(old.attributes, without(input.attributes, imposed), capabilities)
  const attributes = withImposed(sent, imposed)
  const actions = actionsAfter(old, mixins, catalog)
  return Object.assign(draftOf(old), { mixins, attributes, actions }, await endsAfter(old, exchange, input))
}

/** The Mixins after a change: those named are added by an update, and are all that is left by a replacement. */
function mixinsAfter(
  old: Entity,
  { catalog }: Exchange,
  input: EntityInput,
  operation: 'update' | 'replace',
): readonly Mixin[] {
  const { kind, mixins } = namedIn(input, knownOf(old, catalog))
  if (kind !== undefined && kind.id !== old.kind.id) {
    // the Kind of an Entity is for life.
    throw new OcciError(
      'kind-change',
      `the Kind of ${old.location} is ${old.kind.id} and stays so, not ${kind.id}`,
      { category: kind.id },
    )
  }
  const known = (mixin: Mixin) => old.mixins.find(({ id }) => id === mixin.id) ?? mixin
  checkApplicable(mixins, old.kind, catalog)
  return withMixins(operation === 'update' ? old.mixins : [], mixins.map(known), catalog)
}

/** What a GET gave, a PUT takes: a Category that is not served any more is known as the Entity holds it. */
function knownOf(old: Entity, catalog: Catalog): CategorySource {
  return { get: (id) => catalog.get(id) ?? categoriesOf(old).find((category) => category.id === id) }
}

function checkId(old: Entity, input: EntityInput): void {
  const id = textOf(input, 'occi.core.id')
  // later on the id must be the same, with or without its prefix.
  if (id === undefined || id === old.id || `urn:uuid:${id}` === old.id) return
  throw new OcciError(
    'immutable',
    `the attribute occi.core.id is set by the server only, and it is ${old.id}, not ${id}`,
    { attribute: 'occi.core.id' },
  )
}

/** source and target of a Link may be changed by a client, with the checks of a creation. */
async function endsAfter(
  old: Entity,
  exchange: Exchange,
  input: EntityInput,
): Promise<{ source?: LinkEnd; target?: LinkEnd }> {
  if (old.type !== 'link') return {}
  const { kind } = old
  return {
    source: await keptOr(old.source, saidOf(input, 'source'), exchange, (said) =>
      sourceOf(kind, said, exchange, new Map()),
    ),
    target: await keptOr(old.target, saidOf(input, 'target'), exchange, (said) =>
      targetOf(kind, said, exchange, new Map()),
    ),
  }
}

/** An end that is named again, or not at all, stays as it is, even where the caller could not name it anew. */
async function keptOr(
  end: LinkEnd,
  said: SaidEnd | undefined,
  exchange: Exchange,
  find: (said: SaidEnd) => Promise<LinkEnd>,
): Promise<LinkEnd> {
  if (said === undefined) return end
  const { name } = readReference(said.reference, exchange)
  const same = (name === end.location || name === end.id) && said.kinds.every((kind) => kind === end.kind)
  return same ? end : find(said)
}

/** Link lines that name Links of the Entity are what a GET gave; others are new, which a replacement may not bring. */
async function newLinks(
  old: Entity,
  exchange: Exchange,
  input: EntityInput,
  operation: 'update' | 'replace',
): Promise<readonly Draft[]> {
  if (input.links.length === 0) return []
  if (old.type === 'link')
    throw new OcciError('invalid-link', `a Link has no Links of its own (${input.where})`, {
      where: input.where,
    })
  const known = new Set(old.links.flatMap(({ location, id }) => [location, id]))
  const fresh = input.links.filter((link) => !isKnown(link, known, exchange))
  const stranger = fresh.find(({ target }) => operation === 'replace' || target === '')
  if (stranger !== undefined) throw noLinkOf(old, stranger)
  return (
    await inOrder(fresh, (link) =>
      located(link, () => draftInline(link, endAt(old, old.owner), exchange, new Map())),
    )
  ).map(({ draft }) => draft)
}

function noLinkOf({ location }: Entity, { self, target, where }: LinkInput): OcciError {
  const named = self ?? (target === '' ? 'what is named' : `one to ${target}`)
  return new OcciError(
    'invalid-link',
    `${location} has no Link ${named}, and this request can bring none (${where})`,
    { where },
  )
}

function isKnown(link: LinkInput, known: ReadonlySet<string>, exchange: Exchange): boolean {
  const id = textOf(link, 'occi.core.id')
  if (id !== undefined && known.has(id)) return true
  return link.self !== undefined && known.has(readReference(link.self, exchange).name)
}
