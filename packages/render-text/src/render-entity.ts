import {
  categoriesOf,
  resource,
  structuralAttributes,
  type Action,
  type AttributeDefinition,
  type AttributeValue,
  type Circumstances,
  type Entity,
  type Link,
  type RenderingContext,
} from '@occi/core'
import { renderCategoryReference } from './render-category.ts'
import { endOf, pathOf } from './uri.ts'
import { quote, renderValue } from './values.ts'
import { Warnings } from './warnings.ts'

type Context = Pick<RenderingContext, 'catalog' | 'prefix' | 'version' | 'limits'>

/** An entity as values of the fields of GFD.229 5.1, in the order in which they are written. */
export interface EntityText {
  readonly categories: readonly string[]
  /** Links, then Actions on offer. */
  readonly links: readonly string[]
  readonly attributes: readonly string[]
  /** What could not be written as it is; `undefined` if all could. */
  readonly warning: string | undefined
}

/** On what the text of an Entity depends besides the Entity. */
export function circumstancesOf({ catalog, prefix, version, limits }: Context): Circumstances {
  return [prefix, catalog.version, version, limits.headerField, limits.headerTotal]
}

/** Writes an entity (GFD.229 5.1.1 a Resource, 5.1.2 a Link, which has no Links of its own). */
export function renderEntity(entity: Entity, context: Context): EntityText {
  const warnings = new Warnings()
  const links =
    entity.type === 'resource' ? entity.links.map((link) => renderLink(link, context, warnings)) : []
  const actions = entity.actions.map((action) => renderActionLink(entity, action, context))
  return {
    categories: categoriesOf(entity).map(renderCategoryReference),
    links: [...links, ...actions],
    attributes: renderAttributes(entity, context, warnings),
    warning: warnings.text(context.limits.headerField),
  }
}

/** GFD.229 4.2, with the ends among the attributes, which some clients want. */
function renderLink(link: Link, context: Context, warnings: Warnings): string {
  const rel = link.target.kind ?? resource.id
  const category = categoriesOf(link)
    .map(({ id }) => id)
    .join(' ')
  const reference = `<${endOf(link.target, context)}>; rel=${quote(rel)}; self=${quote(pathOf(link.location, context))}; category=${quote(category)}`
  const attributes = [renderId(link), ...renderEnds(link, context), ...renderHeld(link, context, warnings)]
  return `${reference}; ${attributes.join('; ')}`
}

function renderActionLink(entity: Entity, action: Action, context: Context): string {
  return `<${pathOf(entity.location, context)}?action=${action.term}>; rel=${quote(action.id)}`
}

function renderAttributes(entity: Entity, context: Context, warnings: Warnings): readonly string[] {
  const held = renderHeld(entity, context, warnings)
  if (entity.type === 'resource') return [renderId(entity), ...held]
  const described = held.filter((text) => /^occi\.core\.(title|summary)=/.test(text))
  const others = held.filter((text) => !described.includes(text))
  return [
    renderId(entity),
    ...described,
    ...renderEnds(entity, context),
    ...renderEndKinds(entity, context),
    ...others,
  ]
}

function renderId({ id }: Entity): string {
  return `occi.core.id=${quote(id)}`
}

function renderEnds({ source, target }: Link, context: Context): readonly string[] {
  return [
    `occi.core.source=${quote(endOf(source, context))}`,
    `occi.core.target=${quote(endOf(target, context))}`,
  ]
}

/** GFD.229 5.5.1; OCCI 1.1 does not know them. */
function renderEndKinds({ source, target }: Link, { version }: Context): readonly string[] {
  if (version === '1.1') return []
  const ends = [
    ['occi.core.source.kind', source.kind] as const,
    ['occi.core.target.kind', target.kind] as const,
  ]
  return ends.flatMap(([name, kind]) => (kind === undefined ? [] : [`${name}=${quote(kind)}`]))
}

/** The attributes held, in the order of their definitions; then those whose Category is gone, by the type of their values. */
function renderHeld(
  { kind, mixins, attributes: held }: Entity,
  { catalog }: Context,
  warnings: Warnings,
): readonly string[] {
  const { attributes: definitions } = catalog.capabilities(kind, mixins)
  const written: string[] = []
  const write = (name: string, definition?: AttributeDefinition) => {
    const value = Object.hasOwn(held, name) ? held[name] : undefined
    if (value !== undefined && !structuralAttributes.has(name))
      written.push(renderAttribute(name, value, definition, warnings))
  }
  for (const [name, definition] of definitions) write(name, definition)
  for (const name of Object.keys(held)) if (!definitions.has(name)) write(name)
  return written
}

function renderAttribute(
  name: string,
  value: AttributeValue,
  definition: AttributeDefinition | undefined,
  warnings: Warnings,
): string {
  return `${name}=${warnings.cleaned(name, renderValue(value, definition))}`
}
