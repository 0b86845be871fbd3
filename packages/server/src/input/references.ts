import { OcciError, type Entity, type EntityReference } from '@occi/core'
import type { Exchange } from '../service/exchange.ts'
import { pathHere } from './address.ts'
import { normalizePath } from './path.ts'

/** What a reference stands for. */
export interface Reference {
  /** A path of this service, an id, or something outside. */
  readonly sort: 'path' | 'id' | 'outside'
  /** The path as it is stored, the id, or the URI. */
  readonly name: string
}

/** Tells references apart: absolute URLs of this service, absolute paths (with or without the prefix), ids, and what lies outside (interop). */
export function readReference(
  text: string,
  { address, request, service }: Pick<Exchange, 'address' | 'request' | 'service'>,
): Reference {
  if (text.startsWith('/') && !text.startsWith('//'))
    return { sort: 'path', name: toPath(text, address.prefix) }
  const here = pathHere(text, request, service.options, address)
  if (here !== undefined) return { sort: 'path', name: toPath(here, '') }
  if (/^https?:/i.test(text) && URL.canParse(text)) return { sort: 'outside', name: text }
  return { sort: 'id', name: text }
}

/**
 * The Entity that a reference names, as far as the caller sees it; `undefined` if there is none.
 * @throws OcciError `malformed` for a path that is none
 */
export async function findReferenced(text: string, exchange: Exchange): Promise<Entity | undefined> {
  const { registry } = exchange.service
  const reference = readReference(text, exchange)
  if (reference.sort === 'path') return registry.get(reference.name, exchange.scope)
  return registry.getById(reference.name, exchange.scope)
}

/** The entities that a list of references names. @throws OcciError `unknown-location` for the first that names none */
export async function findAll(
  references: readonly EntityReference[],
  exchange: Exchange,
): Promise<readonly Entity[]> {
  const found = new Map<string, Entity>()
  for (const { reference, where } of references) {
    const entity = await findReferenced(reference, exchange)
    if (entity === undefined) {
      throw new OcciError('unknown-location', `there is no Entity at ${reference} (${where})`, {
        location: reference,
        where,
      })
    }
    found.set(entity.id, entity)
  }
  return [...found.values()]
}

function toPath(text: string, prefix: string): string {
  const path = prefix !== '' && text.startsWith(`${prefix}/`) ? text.slice(prefix.length) : text
  // A search ends at the first of them: an expression for all that follows would start anew at each.
  const end = path.search(/[?#]/)
  return normalizePath(end < 0 ? path : path.slice(0, end))
}
