import {
  OcciError,
  coerce,
  guessLiteral,
  isLiteral,
  resolve,
  type AttributeDefinition,
  type AttributeValue,
  type EntityQuery,
  type FilterInput,
  type InputValue,
} from '@occi/core'
import { contextOf, type Exchange } from '../service/exchange.ts'
import { firstDefinitionOf } from './first-definitions.ts'
import { hasOcciFields, headerRendering } from './negotiate.ts'
import { readReference } from './references.ts'

/** The filter of a GET, from its header fields whatever the Content-Type is (GFD.223 7, R-23); `undefined`: none. */
export function readFilter(exchange: Exchange): FilterInput | undefined {
  const { headers } = exchange.request
  if (!hasOcciFields(headers)) return undefined
  const reader = headerRendering(exchange.service.registry)
  if (reader === undefined) return undefined
  const source = { mediaType: reader.mediaType, headers, body: '' }
  const filter = reader.rendering.parse('filter', source, contextOf(exchange, reader))
  checkConditions(filter, exchange.service.limits.conditions)
  return filter
}

function checkConditions({ categories, attributes }: FilterInput, most: number): void {
  const number = categories.length + attributes.size
  if (number > most)
    throw new OcciError('too-large', `the filter has ${number} conditions; ${most} at the most are looked at`)
}

/**
 * What a filter selects within a Collection: the Kind exactly and all Mixins, and all attributes by their typed values.
 * `undefined`: nothing can match.
 * @throws OcciError `unknown-category`, `invalid-value`, `malformed` for an Action
 */
export function narrow(query: EntityQuery, filter: FilterInput, exchange: Exchange): EntityQuery | undefined {
  const categories = resolve(filter.categories, exchange.catalog)
  const action = categories.find((category) => category.class === 'action')
  if (action !== undefined)
    throw new OcciError('malformed', `${action.id} is an Action; a filter names Kinds and Mixins`, {
      category: action.id,
    })
  const kinds = new Set(
    [query.kind, ...categories.filter((one) => one.class === 'kind').map(({ id }) => id)].filter(
      (id) => id !== undefined,
    ),
  )
  if (kinds.size > 1) return undefined
  const mixins = new Set([
    ...(query.mixins ?? []),
    ...categories.filter((one) => one.class === 'mixin').map(({ id }) => id),
  ])
  const [kind] = kinds
  const attributes = new Map(
    [...filter.attributes].map(([name, value]) => [name, wantedValue(name, value, kind, exchange)] as const),
  )
  return Object.assign(
    {},
    query,
    kind === undefined ? undefined : { kind },
    mixins.size === 0 ? undefined : { mixins: [...mixins] },
    attributes.size === 0 ? undefined : { attributes },
  )
}

function wantedValue(
  name: string,
  input: InputValue,
  kind: string | undefined,
  exchange: Exchange,
): AttributeValue {
  if (name === 'occi.core.source' || name === 'occi.core.target') return endOf(input, exchange)
  const definition = definitionIn(name, kind, exchange)
  if (definition !== undefined) return coerce(name, input, definition)
  return isLiteral(input.value) ? guessLiteral(input.value) : input.value
}

function endOf({ value }: InputValue, exchange: Exchange): AttributeValue {
  const text = isLiteral(value) ? value.literal : value
  if (typeof text !== 'string') return text
  const reference = readReference(text, exchange)
  return reference.sort === 'path' ? reference.name : text
}

/** The definition by which a wanted value is typed: that of the Kind, else of any Category that has the attribute. */
function definitionIn(
  name: string,
  kind: string | undefined,
  { catalog }: Exchange,
): AttributeDefinition | undefined {
  const own = kind === undefined ? undefined : catalog.get(kind)
  if (own !== undefined && Object.hasOwn(own.attributes, name)) return own.attributes[name]
  return firstDefinitionOf(name, catalog)
}
