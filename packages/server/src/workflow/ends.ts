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
export function endAt(
  { location, id, kind }: Pick<Entity, 'location' | 'id' | 'kind'>,
  owner: string | undefined,
): LinkEnd {
  return { location, id, kind: kind.id, ...(owner === undefined ? {} : { owner }) }
}

/** An end of a Link as a client described it. */
export interface SaidEnd {
  /** A path, an absolute URI or an id. */
  readonly reference: string
  /** Type identifiers that the client gave for the Kind at this end. */
  readonly kinds: readonly string[]
  /** Whether these must be true of an Entity of this service; `rel` may say what it likes. */
  readonly strict: boolean
  readonly where: string
}

/** What an input says of an end in its attributes; `undefined`: nothing. */
export function saidOf(input: EntityInput, end: 'source' | 'target'): SaidEnd | undefined {
  const reference = textOf(input, `occi.core.${end}`)
  if (reference === undefined) return undefined
  const kind = textOf(input, `occi.core.${end}.kind`)
  const where = input.attributes.get(`occi.core.${end}`)?.where ?? input.where
  return { reference, kinds: kind === undefined ? [] : [kind], strict: true, where }
}

/** Where a Link starts: a Resource of this service (GFD.221 5.4.3). @throws OcciError `invalid-link` */
export async function sourceOf(
  kind: Kind,
  said: SaidEnd,
  exchange: Exchange,
  coming: Coming,
): Promise<LinkEnd> {
  const found = await lookUp(said.reference, exchange, coming)
  if (found?.type !== 'resource')
    throw invalid(said, `the source ${said.reference} is no Resource of this service`)
  return checkedEnd(kind, 'source', found, said, exchange)
}

/** Where a Link ends: an Entity of this service, or an absolute URI outside. @throws OcciError `invalid-link` */
export async function targetOf(
  kind: Kind,
  said: SaidEnd,
  exchange: Exchange,
  coming: Coming,
): Promise<LinkEnd> {
  const found = await lookUp(said.reference, exchange, coming)
  return found === undefined
    ? outside(kind, said, exchange)
    : checkedEnd(kind, 'target', found, said, exchange)
}

/** The source of a Link that is described inline is where it is described; it may be named, but no other. */
export async function checkInlineSource(
  input: EntityInput,
  from: LinkEnd,
  kind: Kind,
  exchange: Exchange,
  coming: Coming,
): Promise<void> {
  const said = saidOf(input, 'source')
  const found = said && (await lookUp(said.reference, exchange, coming))
  if (said !== undefined && found !== undefined && found.location !== from.location)
    throw invalid(said, `the source ${said.reference} is not the Entity that the Link is described in`)
  const kinds = said?.kinds ?? []
  checkedEnd(
    kind,
    'source',
    { type: 'resource', ...from },
    { reference: from.location, kinds, strict: true, where: input.where },
    exchange,
  )
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
  return entity && { type: entity.type, ...endAt(entity, entity.owner) }
}

function checkedEnd(
  kind: Kind,
  end: 'source' | 'target',
  found: Found,
  said: SaidEnd,
  exchange: Exchange,
): LinkEnd {
  const { type: _type, ...at } = found
  const actual = exchange.catalog.get(found.kind ?? '')
  if (actual?.class !== 'kind') throw invalid(said, `the Kind ${found.kind} is not served any more`)
  const fits = end === 'source' ? sourceFits(kind, actual) : targetFits(kind, actual)
  if (!fits)
    throw invalid(
      said,
      `the ${end} of a ${kind.term} is of Kind ${kind.ends?.[end]?.join(' or ')}, not ${found.kind}`,
    )
  const untrue = said.strict && said.kinds.find((id) => !isKindOf(actual, id))
  if (untrue) throw invalid(said, `the ${end} ${said.reference} is of Kind ${found.kind}, not ${untrue}`)
  return at
}

function outside(kind: Kind, said: SaidEnd, exchange: Exchange): LinkEnd {
  const { sort, name: uri } = readReference(said.reference, exchange)
  if (sort === 'path' || !URL.canParse(uri))
    throw invalid(said, `there is no Entity at the target ${said.reference}`)
  if (!targetFits(kind, undefined))
    throw invalid(said, `a ${kind.term} ends inside this service, not at ${uri}`)
  const [first] = said.kinds
  return first === undefined ? { location: uri } : { location: uri, kind: first }
}

function invalid({ where }: Pick<SaidEnd, 'where'>, message: string): OcciError {
  return new OcciError('invalid-link', `${message} (${where})`, { where })
}
