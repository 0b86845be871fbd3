import type { Action, Kind, Mixin } from '@occi/core'

/** What a client says, whatever the format. What is missing is not said. */
export interface Said {
  /** An Entity's Kind and Mixins, or the Action that is invoked. */
  readonly categories?: readonly Named[]
  readonly attributes?: Readonly<Record<string, string | number>>
  /** Links that are described in the Entity. */
  readonly links?: readonly { readonly kind: Kind; readonly target: string }[]
  /** Paths or ids of entities that become members, or are members no more. */
  readonly members?: readonly string[]
  /** The user's Mixin that is added or removed. */
  readonly mixin?: UserMixin
}

/** A Category by its names. */
export type Named = Pick<Kind | Mixin | Action, 'id' | 'term' | 'scheme' | 'class'>

/** A Mixin of a user as he describes it. */
export interface UserMixin extends Named {
  readonly location: string
}

/** How a client writes. */
export interface Speech {
  readonly mediaType: string
  readonly write: (said: Said) => string
}

/** The formats in which anything can be said. */
export const speeches: readonly [Speech, ...Speech[]] = [
  { mediaType: 'text/plain', write: inText },
  { mediaType: 'application/occi+json', write: (said) => JSON.stringify(inJson(said)) },
]

function inText({ categories = [], attributes = {}, links = [], members = [], mixin }: Said): string {
  return [
    ...categories.map(named),
    ...(mixin === undefined ? [] : [`${named(mixin)}; location="${mixin.location}"`]),
    ...links.map(
      ({ kind, target }) => `Link: <${target}>; rel="${kind.ends?.target?.[0] ?? ''}"; category="${kind.id}"`,
    ),
    ...Object.entries(attributes).map(
      ([name, value]) => `X-OCCI-Attribute: ${name}=${JSON.stringify(value)}`,
    ),
    ...members.map((path) => `X-OCCI-Location: ${path}`),
  ].join('\n')
}

function named({ term, scheme, class: sort }: Named): string {
  return `Category: ${term}; scheme="${scheme}"; class="${sort}"`
}

function inJson({ categories = [], attributes, links, members, mixin }: Said): object {
  if (mixin !== undefined) {
    const { term, scheme, location } = mixin
    return { mixins: [{ term, scheme, location }] }
  }
  if (members !== undefined) return { locations: members }
  const [first, ...mixins] = categories.map(({ id }) => id)
  if (categories[0]?.class === 'action') return { action: first }
  return {
    ...(categories[0]?.class === 'kind'
      ? { kind: first, mixins }
      : { mixins: [first, ...mixins].filter(Boolean) }),
    ...membersFor(attributes),
    ...(links === undefined
      ? {}
      : { links: links.map(({ kind, target }) => ({ kind: kind.id, target: { location: target } })) }),
  }
}

/** GFD.226 has members of their own for what every Entity has, and for the ends of Links. */
function membersFor(all: Said['attributes'] = {}): object {
  const { 'occi.core.id': id, 'occi.core.source': source, 'occi.core.target': target, ...attributes } = all
  return {
    ...(id === undefined ? {} : { id }),
    ...(source === undefined ? {} : { source: { location: source } }),
    ...(target === undefined ? {} : { target: { location: target } }),
    attributes,
  }
}
