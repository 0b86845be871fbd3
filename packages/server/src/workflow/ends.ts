import {
  OcciError,
  isKindOf,
  isLiteral,
  sourceFits,
  targetFits,
  type Entity,
  type EntityInput,
  type Kind,
  type LinkEnd,
} from '@occi/core'
import { findReferenced, readReference } from '../input/references.ts'
import type { Exchange } from '../service/exchange.ts'

/** Entities that are about to exist, by id and by location, so that Links of the same message can point to them. */
export type Coming = ReadonlyMap<string, LinkEnd & { readonly type: 'resource' | 'link' }>

/** The end that an Entity of this service makes. */
export function endAt({
  location,
  id,
  kind,
  owner,
}: Pick<Entity, 'location' | 'id' | 'kind' | 'owner'>): LinkEnd {
  return { location, id, kind: kind.id, ...(owner === undefined ? {} : { owner }) }
}

/** Where a Link starts: a Resource of this service (GFD.221 5.4.3). @throws OcciError `invalid-link` */
export async function sourceOf(
  kind: Kind,
  reference: string,
  exchange: Exchange,
  coming: Coming,
): Promise<LinkEnd> {
  const found = await lookUp(reference, exchange, coming)
  if (found?.type !== 'resource') throw invalid(`the source ${reference} is no Resource of this service`)
  checkKind(sourceFits(kind, kindOf(found, exchange)), kind, 'source', found.kind)
  return endOnly(found)
}

/**
 * Where a Link ends: an Entity of this service, or an absolute URI outside.
 * @param said the type identifiers that the client gave for the target's Kind; what it says of an Entity of this service must be true if `strict`
 * @throws OcciError `invalid-link`
 */
export async function targetOf(
  kind: Kind,
  reference: string,
  exchange: Exchange,
  coming: Coming,
  said: { readonly kinds: readonly string[]; readonly strict: boolean },
): Promise<LinkEnd> {
  const found = await lookUp(reference, exchange, coming)
  if (found === undefined) return outside(kind, reference, exchange, said.kinds)
  const actual = kindOf(found, exchange)
  checkKind(targetFits(kind, actual), kind, 'target', found.kind)
  if (said.strict && said.kinds.some((id) => !isKindOf(actual, id)))
    throw invalid(`the target ${reference} is of Kind ${found.kind}, not ${said.kinds.join(', ')}`)
  return endOnly(found)
}

/** The text of a structural attribute such as occi.core.target; `undefined` if it was not sent. */
export function textOf(input: EntityInput, name: string): string | undefined {
  const value = input.attributes.get(name)?.value
  if (value === undefined) return undefined
  const text = isLiteral(value) ? value.literal : value
  if (typeof text === 'string' && text !== '') return text
  throw new OcciError(
    'invalid-value',
    `attribute ${name}: ${JSON.stringify(text)} is not a URI (${input.attributes.get(name)?.where})`,
    { attribute: name },
  )
}

type Found = LinkEnd & { readonly type: 'resource' | 'link' }

async function lookUp(reference: string, exchange: Exchange, coming: Coming): Promise<Found | undefined> {
  const expected = coming.get(readReference(reference, exchange).name)
  if (expected !== undefined) return expected
  const entity = await findReferenced(reference, exchange)
  return entity && { ...endAt(entity), type: entity.type }
}

function outside(kind: Kind, reference: string, exchange: Exchange, said: readonly string[]): LinkEnd {
  const { sort, name: uri } = readReference(reference, exchange)
  if (sort === 'path' || !URL.canParse(uri)) throw invalid(`there is no Entity at the target ${reference}`)
  if (!targetFits(kind, undefined))
    throw invalid(`a ${kind.term} ends inside this service, not at ${reference}`)
  const [first] = said
  return first === undefined ? { location: uri } : { location: uri, kind: first }
}

function kindOf({ kind = '' }: LinkEnd, { catalog }: Exchange): Kind {
  const found = catalog.get(kind)
  if (found?.class !== 'kind') throw invalid(`the Kind ${kind} is not served any more`)
  return found
}

function checkKind(fits: boolean, kind: Kind, end: 'source' | 'target', given: string | undefined): void {
  if (fits) return
  throw invalid(`the ${end} of a ${kind.term} is of Kind ${kind.ends?.[end]?.join(' or ')}, not ${given}`)
}

function endOnly({ type: _type, ...end }: Found): LinkEnd {
  return end
}

function invalid(message: string): OcciError {
  return new OcciError('invalid-link', message)
}
