/** Writes what a client says as GFD.226 has it, ids in the place of paths where they are known. */
import type { Directory, Message, Purpose, SentLink, SentValue } from './codec.ts'
import { categoryLists } from './json-category.ts'
import { idOf, type CategoryView } from './view.ts'

type Attributes = Readonly<Record<string, SentValue>>

/** The document for a message. */
export function documentOf(message: Message, purpose: Purpose, directory: Directory): object {
  const { categories = [], attributes, locations } = message
  if (purpose === 'action') return { ...actionOf(categories), ...given({ attributes }) }
  if (purpose === 'categories') return categoriesOf(categories)
  return locations === undefined ? entityOf(message, directory) : membersOf(locations, directory)
}

/** Only one Action can be said; more are said wrongly, as they must be refused. */
function actionOf(categories: readonly CategoryView[]): object {
  const [action, ...more] = categories.map(idOf)
  return given({ action: more.length === 0 ? action : [action, ...more] })
}

/** One Category of no class stands alone, others in their lists. */
function categoriesOf(categories: readonly CategoryView[]): object {
  const [only] = categories
  if (only !== undefined && categories.length === 1 && only.class === undefined) return categoryOf(only)
  const lists = [...categoryLists].map(([name, sort]) => {
    const list = categories.filter((category) => (category.class ?? 'mixin') === sort)
    return [name, list.length === 0 ? undefined : list.map(categoryOf)] as const
  })
  return given(Object.fromEntries(lists))
}

function categoryOf(category: CategoryView): object {
  const { term, scheme, class: sort, title, rel, location, attributes, actions } = category
  const descriptions = attributes?.map(({ name, properties }) => [
    name,
    { mutable: !properties.includes('immutable'), required: properties.includes('required'), type: 'string' },
  ])
  const related = rel === undefined ? {} : sort === 'kind' ? { parent: rel } : { depends: [rel] }
  return given({
    term,
    scheme,
    title,
    ...related,
    attributes: descriptions && Object.fromEntries(descriptions),
    actions,
    location,
  })
}

/** GFD.223 11.3.2: members are named by renderings, of which identity alone matters; who was never seen, by location. */
function membersOf(locations: readonly string[], directory: Directory): object {
  const members = locations.map((location) => {
    const identity = directory.at(location)
    if (identity !== undefined) return { type: identity.type, kind: identity.kind, id: identity.id }
    return { type: 'resource', ...(location.startsWith('urn:') ? { id: location } : { location }) }
  })
  const ofType = (wanted: string) => members.flatMap(({ type, ...rest }) => (type === wanted ? [rest] : []))
  const [resources, links] = [ofType('resource'), ofType('link')]
  return { ...(resources.length > 0 || links.length === 0 ? { resources } : {}), ...filled('links', links) }
}

function entityOf({ categories = [], attributes, links }: Message, directory: Directory): object {
  const kind =
    categories.find((one) => one.class === 'kind') ?? categories.find((one) => one.class === undefined)
  const mixins = categories.filter((one) => one !== kind).map(idOf)
  return {
    ...given({ kind: kind && idOf(kind) }),
    ...filled('mixins', mixins),
    ...attributesOf(attributes),
    ...(links === undefined ? {} : { links: links.map((link) => linkOf(link, directory)) }),
  }
}

function linkOf({ target, rel, self, category, attributes }: SentLink, directory: Directory): object {
  const [kind, ...mixins] = category?.split(' ') ?? []
  const identity = directory.at(self ?? '')
  return {
    ...given({ kind }),
    ...filled('mixins', mixins),
    ...(identity === undefined ? given({ self }) : { id: identity.id }),
    ...attributesOf(attributes),
    target: given({ location: target, kind: rel }),
  }
}

/** What GFD.226 has as members goes there, the rest into `attributes`. */
function attributesOf(all: Attributes = {}): object {
  const { [core('id')]: id, [core('title')]: title, [core('summary')]: summary, ...more } = all
  const { [core('source')]: source, [core('source.kind')]: sourceKind, ...others } = more
  const { [core('target')]: target, [core('target.kind')]: targetKind, ...attributes } = others
  return {
    ...given({ id, title, summary }),
    ...(source === undefined ? {} : { source: given({ location: source, kind: sourceKind }) }),
    ...(target === undefined ? {} : { target: given({ location: target, kind: targetKind }) }),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
  }
}

function core(name: string): string {
  return `occi.core.${name}`
}

function filled(name: string, list: readonly unknown[]): object {
  return list.length === 0 ? {} : { [name]: list }
}

function given(members: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
}
