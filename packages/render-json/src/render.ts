import type { CategoriesResult, Entity, ErrorResult, Rendered, RenderingContext, Result } from '@occi/core'
import { renderCategories } from './render-category.ts'
import { renderCollection, renderEntities } from './render-collection.ts'
import { renderEntity } from './render-entity.ts'
import type { ErrorShape } from './shape.ts'
import { urlOf, type Base } from './uri.ts'

/** Writes a result; each is an object. */
export function renderResult(result: Result, context: RenderingContext): Rendered {
  switch (result.form) {
    case 'entity':
      return { body: renderEntity(result.entity, context) }
    case 'collection':
      return { body: renderCollection(result, context) }
    case 'created':
      return renderCreated(result.entities, context)
    case 'categories':
      return { body: categoriesText(result, context) }
    case 'done':
      return { body: '{}' }
    case 'error':
      return { body: JSON.stringify(errorShape(result)) }
  }
}

/** JSON has no form for locations, so what was made is shown; where several are is said in the field of the text renderings. */
function renderCreated(entities: readonly Entity[], context: RenderingContext): Rendered {
  const [entity, second] = entities
  if (entity !== undefined && second === undefined) return { body: renderEntity(entity, context) }
  const locations = entities.map(({ location }) => urlOf(location, context)).join(', ')
  const { headerField, headerTotal } = context.limits
  const fits = locations.length <= Math.min(headerField, headerTotal)
  return {
    ...(fits ? { headers: [['X-OCCI-Location', locations]] } : {}),
    body: renderEntities(entities, context),
  }
}

function errorShape({ error, status }: ErrorResult): ErrorShape {
  const { message, code, details } = error
  return { status, error: message, message, code, attribute: details.attribute, path: details.where }
}

/** Query interfaces by version and prefix, the latest ones. */
const kept = new Map<string, string>()
const mostKept = 32

function categoriesText({ categories, version }: CategoriesResult, base: Base): string {
  const key = version === undefined ? undefined : `${version} ${base.prefix}`
  const known = key === undefined ? undefined : kept.get(key)
  if (known !== undefined) return known
  const text = renderCategories(categories, base)
  if (key !== undefined) keep(key, text)
  return text
}

function keep(key: string, text: string): void {
  const [oldest] = kept.keys()
  if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest)
  kept.set(key, text)
}
